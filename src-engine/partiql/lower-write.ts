import {
  type BoundCondition,
  type BoundDelete,
  type BoundExists,
  type BoundInsert,
  type BoundStatementUpdate,
  checkItemSize,
  type DynamoError,
  itemSize,
  type ReturnValuesOnConditionCheckFailure,
  type TableDefinition,
  validationError,
  type WriteKey,
  writeKey,
} from '#dynamo'
import type { WriteAction } from '../transactions/write-action.ts'

/**
 * Statements that write, as the actions that put, update and delete items: INSERT puts where there is nothing, UPDATE
 * asks for the item to be there, DELETE does not mind.
 */

/** A statement that changes an item. */
export type BoundWrite = BoundInsert | BoundStatementUpdate | BoundDelete

type Returns = ReturnValuesOnConditionCheckFailure | undefined

export function lowerInsert({ table, item }: BoundInsert, returns: Returns): WriteAction {
  const size = itemSize(item)
  checkItemSize(size, 'put')
  return {
    tableName: table,
    key: item,
    change: { kind: 'put', after: { item, size }, existing: 'refused' },
    condition: undefined,
    returns,
  }
}

/** @param found what the statement's condition says of the key */
export function lowerKeyed(
  statement: BoundStatementUpdate | BoundDelete,
  definition: TableDefinition,
  { key, rest }: WriteKey,
  returns: Returns,
): WriteAction {
  const common = { tableName: statement.table, key, returns }
  if (statement.kind === 'update') {
    const condition = all([existence(definition), ...rest])
    return { ...common, change: { kind: 'update', update: statement.update }, condition }
  }
  const condition: BoundCondition | undefined =
    rest.length === 0
      ? undefined
      : { kind: 'or', conditions: [{ kind: 'not', condition: existence(definition) }, all(rest)] }
  return { ...common, change: { kind: 'delete' }, condition }
}

/** A condition check: the item is there, and the other conditions hold of it. */
export function lowerExists(
  { select }: BoundExists,
  definition: TableDefinition,
  { key, rest }: WriteKey,
  returns: Returns,
): WriteAction {
  const condition = all([existence(definition), ...rest])
  return { tableName: select.table, key, change: { kind: 'check' }, condition, returns }
}

/** What is wrong with the key of a statement about one item. */
export function writeKeyFault({ complete, contradicted }: WriteKey): DynamoError | undefined {
  if (contradicted !== undefined) {
    return validationError(
      `Multiple conditions on same key ${contradicted}. Only single item Update/Insert/Delete are supported`,
    )
  }
  return complete
    ? undefined
    : validationError('Where clause does not contain a mandatory equality on all key attributes')
}

/** The key that a statement about one item means. */
export function keyOfStatement(statement: BoundStatementUpdate | BoundDelete, definition: TableDefinition): WriteKey {
  return writeKey(statement.where, definition.key)
}

function existence({ key }: TableDefinition): BoundCondition {
  return { kind: 'attribute_exists', path: [key.partition[0]?.name ?? ''] }
}

function all(conditions: readonly BoundCondition[]): BoundCondition {
  const [only] = conditions
  return conditions.length === 1 && only !== undefined ? only : { kind: 'and', conditions }
}
