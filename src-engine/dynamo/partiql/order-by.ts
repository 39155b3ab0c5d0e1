import { validationError } from '../errors/dynamo-error.ts'
import { type KeyDefinition, keyParts } from '../schema/table-definition.ts'
import { equalValues } from '../values/equal.ts'
import type { SelectOrder } from './bound-statement.ts'
import type { KeyPlan } from './key-branches.ts'

/** In which direction partitions are read one after the other, and each of them by its sort key. */
export interface ReadOrder {
  readonly partitionsDescending: boolean
  readonly sortDescending: boolean
}

/** Attributes of ORDER BY are key attributes, and there is a condition at all. @throws DynamoError */
export function checkOrderNamesKeys(orderBy: readonly SelectOrder[], hasWhere: boolean, key: KeyDefinition): void {
  if (orderBy.length === 0) return
  if (!hasWhere) {
    throw validationError('Must have WHERE clause in the statement when using ORDER BY clause.')
  }
  for (const { path } of orderBy) {
    const [attribute, ...rest] = path
    if (rest.length === 0 && keyParts(key).some(part => part.name === attribute)) continue
    const printed = rest.reduce<string>(
      (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
      attribute,
    )
    throw validationError(`Attribute ${printed} in ORDER BY clause must be part of the primary key`)
  }
}

/**
 * The order of the reads of a plan. A partition is read from its end when ORDER BY names the partition key alone, in
 * whichever direction (observed).
 *
 * @throws DynamoError a scan, and several partitions whose order is not said
 */
export function readOrder(orderBy: readonly SelectOrder[], plan: KeyPlan, key: KeyDefinition): ReadOrder {
  if (orderBy.length === 0) return { partitionsDescending: false, sortDescending: false }
  if (plan.kind === 'scan') {
    throw validationError(
      'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
    )
  }
  const byPartition = orderBy.find(({ path }) => path[0] === key.partition[0]?.name)
  const bySort = orderBy.find(({ path }) => path[0] === key.sort[0]?.name)
  if (byPartition === undefined && hasSeveralPartitions(plan)) {
    throw validationError(
      'Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.',
    )
  }
  return {
    partitionsDescending: byPartition?.descending ?? false,
    sortDescending: bySort?.descending ?? true,
  }
}

function hasSeveralPartitions({ branches }: Extract<KeyPlan, { kind: 'keyed' }>): boolean {
  const [first, ...others] = branches.map(branch => branch.partition.values[0])
  return others.some(other => first === undefined || other === undefined || !equalValues(first, other))
}
