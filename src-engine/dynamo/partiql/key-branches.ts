import { validationError } from '../errors/dynamo-error.ts'
import type { BoundCondition, BoundKeyTerm, BoundOperand, KeyOperator } from '../expressions/bound-tree.ts'
import type { KeyDefinition } from '../schema/table-definition.ts'
import { type AttributeValue, typeOf } from '../values/attribute-value.ts'
import { equalValues } from '../values/equal.ts'

/**
 * How a SELECT finds its items: its condition is spread into branches, of which any may hold, each a conjunction of
 * conditions on key attributes and of others. When every branch says which partition it means, each is a query (or a
 * read of one item); otherwise all is a scan.
 */
export type KeyPlan = { readonly kind: 'scan' } | { readonly kind: 'keyed'; readonly branches: readonly KeyBranch[] }

export interface KeyBranch {
  /** The equality on the partition key. */
  readonly partition: BoundKeyTerm
  /** Conditions on the sort key, all of which hold. */
  readonly sort: readonly BoundKeyTerm[]
  /** The other conditions. */
  readonly filters: readonly BoundCondition[]
}

/** A branch before it is known whether it names its partition. */
interface Spread {
  readonly partition: readonly BoundKeyTerm[]
  readonly sort: readonly BoundKeyTerm[]
  readonly filters: readonly BoundCondition[]
}

/** So many branches are kept count of; the service reads far fewer, so that more cannot be a plan. */
const MOST_SPREAD = 1000
/** Reads of one statement. */
const MOST_READS = 50

const MIRRORED: Readonly<Record<'=' | '<' | '<=' | '>' | '>=', KeyOperator>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/**
 * Plans the reads of a condition by the key of a table or index that has one partition attribute.
 *
 * @throws DynamoError a value that the key attribute cannot have, and more reads than a statement may need
 */
export function planKeys(where: BoundCondition | undefined, key: KeyDefinition): KeyPlan {
  if (where === undefined) return { kind: 'scan' }
  const spread = spreadCondition(where, key)
  for (const { partition, sort } of spread ?? []) {
    for (const term of [...partition, ...sort]) checkTerm(term, key)
  }
  const plan = planOf(spread)
  if (plan.kind === 'keyed' && plan.branches.length > MOST_READS) throw tooManyReads()
  return plan
}

/**
 * The branches of a statement that means one item, whatever values the key is given: they are checked with the key.
 *
 * @throws DynamoError more reads than a statement may need
 */
export function keyBranches(where: BoundCondition | undefined, key: KeyDefinition): readonly KeyBranch[] {
  const plan = where === undefined ? undefined : planOf(spreadCondition(where, key))
  return plan?.kind === 'keyed' ? plan.branches : []
}

/** @returns undefined for a scan that has too many branches to count them */
function spreadCondition(where: BoundCondition, key: KeyDefinition): readonly Spread[] | undefined {
  const spreader = new Spreader(key)
  const spread = spreader.spread(where)
  if (spread === undefined && spreader.pinsPartition(where)) throw tooManyReads()
  return spread
}

function planOf(spread: readonly Spread[] | undefined): KeyPlan {
  if (spread === undefined) return { kind: 'scan' }
  const branches = spread.flatMap(asBranch)
  return branches.length < spread.length ? { kind: 'scan' } : { kind: 'keyed', branches }
}

function tooManyReads(): Error {
  return validationError('Too many decomposed read operations for a given query.')
}

/** The branch with its one partition; none when it names no partition, or two. */
function asBranch({ partition, sort, filters }: Spread): readonly KeyBranch[] {
  const [first, ...others] = partition
  if (first === undefined || others.some(other => !equalValues(onlyValue(first), onlyValue(other)))) return []
  return [{ partition: first, sort, filters }]
}

function onlyValue({ values: [value] }: BoundKeyTerm): AttributeValue {
  if (value === undefined) throw new TypeError('A key condition has a value')
  return value
}

function checkTerm({ attribute, values }: BoundKeyTerm, key: KeyDefinition): void {
  const part = [...key.partition, ...key.sort].find(each => each.name === attribute)
  for (const value of values) {
    const type = typeOf(value)
    if (type !== 'S' && type !== 'N' && type !== 'B') {
      throw validationError(`Key value must be of type S, N, or B. Key name: ${attribute}, Key type: ${type}`)
    }
    if (type !== part?.type) {
      throw validationError(
        `Key attribute's data type should match its data type in table's schema: Key ${attribute}`,
      )
    }
  }
}

class Spreader {
  readonly #partition: string | undefined
  readonly #sort: string | undefined

  constructor(key: KeyDefinition) {
    this.#partition = key.partition[0]?.name
    this.#sort = key.sort[0]?.name
  }

  /** The branches of a condition; undefined when there are too many to count. */
  spread(condition: BoundCondition): readonly Spread[] | undefined {
    switch (condition.kind) {
      case 'and':
        return this.#product(condition.conditions)
      case 'or':
        return this.#union(condition)
      default: {
        const terms = this.#terms(condition)
        return terms === undefined ? [filter(condition)] : terms.map(term => this.#keyed(term))
      }
    }
  }

  /** Whether the condition names its partition in every branch. */
  pinsPartition(condition: BoundCondition): boolean {
    if (condition.kind === 'and') return condition.conditions.some(each => this.pinsPartition(each))
    if (condition.kind === 'or') return condition.conditions.every(each => this.pinsPartition(each))
    return this.#terms(condition)?.some(term => term.attribute === this.#partition) ?? false
  }

  #product(conditions: readonly BoundCondition[]): readonly Spread[] | undefined {
    let product: readonly Spread[] = [{ partition: [], sort: [], filters: [] }]
    for (const condition of conditions) {
      const factor = this.spread(condition)
      if (factor === undefined || product.length * factor.length > MOST_SPREAD) return undefined
      product = product.flatMap(left => factor.map(right => joined(left, right)))
    }
    return product
  }

  /** Alternatives that name no key are one filter. */
  #union(condition: Extract<BoundCondition, { kind: 'or' }>): readonly Spread[] | undefined {
    const union: Spread[] = []
    for (const each of condition.conditions) {
      const branches = this.spread(each)
      if (branches === undefined || union.length + branches.length > MOST_SPREAD) return undefined
      union.push(...branches)
    }
    const namesKey = union.some(({ partition, sort }) => partition.length > 0 || sort.length > 0)
    return namesKey ? union : [filter(condition)]
  }

  #keyed(term: BoundKeyTerm): Spread {
    return term.attribute === this.#partition
      ? { partition: [term], sort: [], filters: [] }
      : { partition: [], sort: [term], filters: [] }
  }

  /** A single condition as conditions on a key attribute, of which any may hold; undefined when it is none. */
  #terms(condition: BoundCondition): readonly BoundKeyTerm[] | undefined {
    switch (condition.kind) {
      case 'comparison': {
        const { operator, left, right } = condition
        if (operator === '<>') return undefined
        return this.#term(operator, left, right) ?? this.#term(MIRRORED[operator], right, left)
      }
      case 'between':
        return this.#term('between', condition.operand, condition.lower, condition.upper)
      case 'begins_with':
        return this.#term('begins_with', condition.operand, condition.prefix)
      case 'in': {
        const terms = condition.candidates.map(candidate => this.#term('=', condition.operand, candidate))
        const found = terms.flatMap(term => term ?? [])
        return found.length > 0 && found.length === terms.length ? found : undefined
      }
      default:
        return undefined
    }
  }

  #term(
    operator: KeyOperator,
    operand: BoundOperand,
    ...others: readonly BoundOperand[]
  ): readonly BoundKeyTerm[] | undefined {
    if (operand.kind !== 'path' || operand.path.length > 1) return undefined
    const [attribute] = operand.path
    if (attribute !== this.#sort && (attribute !== this.#partition || operator !== '=')) return undefined
    const values = others.flatMap(other => (other.kind === 'value' ? [other.value] : []))
    return values.length === others.length ? [{ attribute, operator, values }] : undefined
  }
}

function filter(condition: BoundCondition): Spread {
  return { partition: [], sort: [], filters: [condition] }
}

function joined(left: Spread, right: Spread): Spread {
  return {
    partition: [...left.partition, ...right.partition],
    sort: [...left.sort, ...right.sort],
    filters: [...left.filters, ...right.filters],
  }
}
