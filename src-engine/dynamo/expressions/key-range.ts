import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { RequestFault } from '../errors/request-fault.ts'
import { keyTooLong, keyValueFault } from '../schema/key-value.ts'
import type { KeyDefinition, KeyPart } from '../schema/table-definition.ts'
import { type AttributeMap, type AttributeValue, attributeOf, typeOf } from '../values/attribute-value.ts'
import { compareScalars } from '../values/compare.ts'
import type { BoundKeyCondition, BoundKeyTerm, KeyOperator } from './bound-tree.ts'
import { beginsWith } from './membership.ts'

/** The stretch of one partition that a key condition selects. */
export interface KeyRange {
  /** One value for each partition part of the key. */
  readonly partition: readonly AttributeValue[]
  /** Values of the leading sort parts that are fixed by equality. */
  readonly sortEquals: readonly AttributeValue[]
  /** The condition on the sort part after those; undefined when there is none. */
  readonly sortRange: SortRange | undefined
}

export interface SortRange {
  readonly operator: Exclude<KeyOperator, '='>
  /** One value; two for `between`. */
  readonly values: readonly AttributeValue[]
}

/** The older layer's text for too many or no conditions. */
const ONE_OR_TWO = 'Conditions can be of length 1 or 2 only'

/**
 * Holds a key condition against the key of a table or index, part by part: one that has several faults is refused for
 * those of its first faulty part.
 *
 * @param indexName the index, for the messages; undefined for the table
 * @param beforePart called with each part before its condition is looked at: the service checks there what
 *   ExclusiveStartKey says about the part
 * @throws RequestFault too many conditions
 * @throws DynamoError a key part without one, an operator that a part does not take, a value of
 *   another type than the schema's, an empty value, a partition value that is too long; whatever `beforePart` throws
 */
export function keyRange(
  condition: BoundKeyCondition,
  key: KeyDefinition,
  indexName?: string,
  beforePart: (part: KeyPart) => void = () => undefined,
): KeyRange {
  const { terms } = condition
  checkCount(terms.length, key)
  if (key.partition.length > 1) checkPartitionEquality(key.partition, terms)
  const partition: KeyTerm[] = []
  for (const part of key.partition) {
    beforePart(part)
    if (terms.length > 1 && key.partition.length + key.sort.length === 1) throw notSupported()
    const term = indexable(requireTerm(terms, part))
    checkValues(term, part, indexName)
    if (term.operator !== '=') throw notSupported()
    checkLength(onlyValue(term))
    partition.push(term)
  }
  const sort: KeyTerm[] = []
  const named = key.sort.filter(part => termOn(terms, part) !== undefined).length
  for (const part of key.sort) {
    beforePart(part)
    const term = termOn(terms, part)
    if (term !== undefined) {
      const checked = indexable(term)
      checkValues(checked, part, indexName)
      sort.push(checked)
      // A term on something else is taken for a sort part that was meant.
    } else if (terms.length > partition.length + named) throw missed(part)
  }
  if (terms.length > partition.length + sort.length) throw notSupported()
  if (key.sort.length > 1) checkSortOrder(key.sort, sort)
  return keyRangeOf(partition.map(onlyValue), sort)
}

/** Whether the key attributes of an item lie in the range, leaving the partition aside. */
export function isInSortRange({ sortEquals, sortRange }: KeyRange, key: KeyDefinition, item: AttributeMap): boolean {
  const values = key.sort.map(part => attributeOf(item, part.name))
  if (!sortEquals.every((asked, i) => isInRange('=', [asked], values[i]))) return false
  return sortRange === undefined || isInRange(sortRange.operator, sortRange.values, values[sortEquals.length])
}

function isInRange(
  operator: KeyOperator,
  [first, second]: readonly AttributeValue[],
  value: AttributeValue | undefined,
): boolean {
  if (value === undefined || first === undefined) return false
  if (operator === 'begins_with') return beginsWith(value, first)
  const order = compareScalars(value, first)
  if (order === undefined) return false
  switch (operator) {
    case '=':
      return order === 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case 'between':
      return order >= 0 && second !== undefined && (compareScalars(value, second) ?? 1) <= 0
  }
}

/**
 * A table that has only a partition key answers a second condition with another text, and so does a missing key part,
 * which is the likelier mistake; here only the surplus counts.
 */
function checkCount(conditions: number, key: KeyDefinition): void {
  const parts = key.partition.length + key.sort.length
  const [first] = key.partition
  if (conditions === 0 && first !== undefined) throw new RequestFault(missed(first).message, ONE_OR_TWO)
  if (conditions <= Math.max(parts, 2)) return
  throw new RequestFault(
    `The number of query conditions (${conditions}) exceeds the number of key attributes defined in the schema (${parts})`,
    // From before there were keys with more parts.
    parts <= 2 ? ONE_OR_TWO : undefined,
  )
}

function termOn(terms: readonly BoundKeyTerm[], part: KeyPart): BoundKeyTerm | undefined {
  return terms.find(term => term.attribute === part.name)
}

function requireTerm(terms: readonly BoundKeyTerm[], part: KeyPart): BoundKeyTerm {
  const term = termOn(terms, part)
  if (term === undefined) throw missed(part)
  return term
}

function missed(part: KeyPart): DynamoError {
  return validationError(`Query condition missed key schema element: ${part.name}`)
}

function notSupported(): DynamoError {
  return validationError('Query key condition not supported')
}

/** A term whose operator can select a stretch of a key. */
interface KeyTerm extends BoundKeyTerm {
  readonly operator: KeyOperator
}

function indexable(term: BoundKeyTerm): KeyTerm {
  const { operator } = term
  if (operator === 'unindexable') {
    throw validationError('Attempted conditional constraint is not an indexable operation')
  }
  return { ...term, operator }
}

/** Several partition parts are looked at together: each wants its equality (multi-attribute GSI keys). */
function checkPartitionEquality(parts: readonly KeyPart[], terms: readonly BoundKeyTerm[]): void {
  const loose = parts.filter(part => termOn(terms, part)?.operator !== '=').map(part => part.name)
  if (loose.length > 0) {
    throw validationError(
      `HASH key attributes ${loose.join(', ')} must have equality conditions specified in the query`,
    )
  }
}

/** Of several sort parts all before the last one used must be fixed by equality (multi-attribute GSI keys). */
function checkSortOrder(parts: readonly KeyPart[], terms: readonly KeyTerm[]): void {
  const last = terms.at(-1)
  if (last === undefined) return
  const before = parts.slice(
    0,
    parts.findIndex(part => part.name === last.attribute),
  )
  const loose = before.filter(part => terms.find(term => term.attribute === part.name)?.operator !== '=')
  if (loose.length === 0) return
  throw validationError(
    `RANGE key attributes ${loose.map(part => part.name).join(', ')} must have equality conditions specified in the query because a condition is present on key attribute ${last.attribute}`,
  )
}

function checkValues(term: KeyTerm, part: KeyPart, indexName: string | undefined): void {
  for (const value of term.values) {
    if (typeOf(value) !== part.type) {
      throw validationError(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      )
    }
    if (('S' in value && value.S === '') || ('B' in value && value.B === '')) {
      throw emptyValueError(part.name, 'S' in value ? 'string' : 'binary', indexName)
    }
  }
}

/** The partition of a query is found by the whole value, which no item has when it is too long. */
function checkLength(value: AttributeValue): void {
  if (keyValueFault(value, 'partition') === 'too long') throw validationError(keyTooLong('partition'))
}

function emptyValueError(attribute: string, type: string, indexName: string | undefined) {
  const rule = `The AttributeValue for a key attribute cannot contain an empty ${type} value.`
  return validationError(
    indexName === undefined
      ? `One or more parameter values are not valid. ${rule} Key: ${attribute}`
      : `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${rule} IndexName: ${indexName}, IndexKey: ${attribute}`,
  )
}

function keyRangeOf(partition: readonly AttributeValue[], sort: readonly KeyTerm[]): KeyRange {
  const last = sort[sort.length - 1]
  if (last === undefined || last.operator === '=') {
    return { partition, sortEquals: sort.map(onlyValue), sortRange: undefined }
  }
  const sortRange = { operator: last.operator, values: last.values }
  return { partition, sortEquals: sort.slice(0, -1).map(onlyValue), sortRange }
}

function onlyValue(term: KeyTerm): AttributeValue {
  const [value] = term.values
  if (value === undefined) throw new TypeError('A key condition has a value')
  return value
}
