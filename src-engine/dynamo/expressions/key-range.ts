import { validationError } from '../errors/dynamo-error.ts'
import { RequestFault } from '../errors/request-fault.ts'
import type { KeyDefinition, KeyPart } from '../schema/table-definition.ts'
import { type AttributeValue, typeOf } from '../values/attribute-value.ts'
import type { BoundKeyCondition, BoundKeyTerm, KeyOperator } from './bound-tree.ts'

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

/**
 * Holds a key condition against the key of a table or index.
 *
 * @param indexName the index, for the messages; undefined for the table
 * @throws RequestFault too many conditions
 * @throws DynamoError a key part without one, an operator that a part does not take, a value of
 *   another type than the schema's, an empty value
 */
export function keyRange(condition: BoundKeyCondition, key: KeyDefinition, indexName?: string): KeyRange {
  const { terms } = condition
  checkCount(terms.length, key)
  const partition = key.partition.map(part => requireTerm(terms, part))
  const sort = sortTerms(terms, key)
  if (partition.some(term => term.operator !== '=') || terms.length > partition.length + sort.length) {
    throw validationError('Query key condition not supported')
  }
  if (key.sort.length > 1) checkSortOrder(key.sort, sort)
  for (const part of key.partition) checkValues(terms, part, indexName)
  for (const part of key.sort) checkValues(terms, part, indexName)
  return keyRangeOf(partition.map(onlyValue), sort)
}

/**
 * A table that has only a partition key answers a second condition with another text, and so does a missing key part,
 * which is the likelier mistake; here only the surplus counts.
 */
function checkCount(conditions: number, key: KeyDefinition): void {
  const parts = key.partition.length + key.sort.length
  if (conditions <= Math.max(parts, 2)) return
  throw new RequestFault(
    `The number of query conditions (${conditions}) exceeds the number of key attributes defined in the schema (${parts})`,
    // From before there were keys with more parts.
    parts <= 2 ? 'Conditions can be of length 1 or 2 only' : undefined,
  )
}

function termOn(terms: readonly BoundKeyTerm[], part: KeyPart): BoundKeyTerm | undefined {
  return terms.find(term => term.attribute === part.name)
}

function requireTerm(terms: readonly BoundKeyTerm[], part: KeyPart): BoundKeyTerm {
  const term = termOn(terms, part)
  if (term === undefined) throw validationError(`Query condition missed key schema element: ${part.name}`)
  return term
}

/** The terms on sort parts, in key order. A term on something else is taken for a sort part that was meant. */
function sortTerms(terms: readonly BoundKeyTerm[], key: KeyDefinition): readonly BoundKeyTerm[] {
  const sort: BoundKeyTerm[] = []
  let missed: KeyPart | undefined
  for (const part of key.sort) {
    const term = termOn(terms, part)
    if (term !== undefined) sort.push(term)
    else missed ??= part
  }
  if (missed !== undefined && terms.length > key.partition.length + sort.length) requireTerm(terms, missed)
  return sort
}

/** Of several sort parts all before the last one used must be fixed by equality (multi-attribute GSI keys). */
function checkSortOrder(parts: readonly KeyPart[], terms: readonly BoundKeyTerm[]): void {
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

function checkValues(terms: readonly BoundKeyTerm[], part: KeyPart, indexName: string | undefined): void {
  const term = termOn(terms, part)
  if (term === undefined) return
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

function emptyValueError(attribute: string, type: string, indexName: string | undefined) {
  const rule = `The AttributeValue for a key attribute cannot contain an empty ${type} value.`
  return validationError(
    indexName === undefined
      ? `One or more parameter values are not valid. ${rule} Key: ${attribute}`
      : `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${rule} IndexName: ${indexName}, IndexKey: ${attribute}`,
  )
}

function keyRangeOf(partition: readonly AttributeValue[], sort: readonly BoundKeyTerm[]): KeyRange {
  const last = sort[sort.length - 1]
  if (last === undefined || last.operator === '=') {
    return { partition, sortEquals: sort.map(onlyValue), sortRange: undefined }
  }
  const sortRange = { operator: last.operator, values: last.values }
  return { partition, sortEquals: sort.slice(0, -1).map(onlyValue), sortRange }
}

function onlyValue(term: BoundKeyTerm): AttributeValue {
  const [value] = term.values
  if (value === undefined) throw new TypeError('A key condition has a value')
  return value
}
