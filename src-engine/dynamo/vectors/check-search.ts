import { DynamoError, validationError } from '../errors/dynamo-error.ts'
import type { SearchTerm } from '../expressions/bind-search-condition.ts'
import { SEARCH_MAX_RESULTS } from '../limits.ts'
import { EmptyKeyValueError } from '../schema/check-key.ts'
import { keyValueFault } from '../schema/key-value.ts'
import type { SearchAttribute, VectorIndexDefinition } from '../schema/table-definition.ts'
import { type AttributeValue, typeOf } from '../values/attribute-value.ts'
import { readAttributeValue } from '../values/wire.ts'
import { filtersOf, hashOf } from './vector-entry.ts'
import { readFloats } from './vector-values.ts'

/* What SearchVectors asks of a request. Texts: observations of the service, August 2026. */

/** The limit that the shape does not have. @throws DynamoError */
export function checkTopK(topK: number): void {
  if (topK <= SEARCH_MAX_RESULTS) return
  throw validationError(
    `Provided TopK value '${topK}' is out of valid range. The value must be between 1 and ${SEARCH_MAX_RESULTS} inclusive`,
  )
}

/**
 * Reads the vector to search for, of any length, in place.
 *
 * @throws DynamoError an element is no number, or none of 32 bits
 */
export function readSearchVector(elements: readonly AttributeValue[]): Float32Array {
  const floats = elements.every(isReadable) ? readFloats(elements) : undefined
  if (floats instanceof Float32Array) return floats
  throw validationError(
    'Search vector contains invalid values. All values in the search vector must be a 32-bit floating-point number attribute',
  )
}

function isReadable(element: AttributeValue): boolean {
  try {
    readAttributeValue(element)
    return true
  } catch (error) {
    if (error instanceof DynamoError && error.code !== 'ValidationException') throw error
    return false
  }
}

/** @throws DynamoError the vector is none of this index */
export function checkSearchVector({ dimensions }: VectorIndexDefinition, vector: Float32Array): void {
  if (vector.length === dimensions) return
  throw validationError(
    `Input search vector dimension ${vector.length} does not match vector index dimension ${dimensions}`,
  )
}

/** To what a search is narrowed: values of the HASH and, in the order of the schema, of the filters that are named. */
export interface SearchScope {
  readonly hash: AttributeValue | undefined
  /** Undefined where a filter is not named. */
  readonly filters: readonly (AttributeValue | undefined)[]
}

/**
 * Holds a search condition against the index's search schema.
 *
 * @param terms undefined when the request has no condition
 * @throws DynamoError
 */
export function searchScopeOf(index: VectorIndexDefinition, terms: readonly SearchTerm[] | undefined): SearchScope {
  const hash = hashOf(index)
  if (terms === undefined && hash !== undefined) {
    throw validationError('SearchConditionExpression must be provided when SearchSchema has a HASH key')
  }
  for (const { attribute } of terms ?? []) {
    if (index.searchSchema.some(element => element.name === attribute)) continue
    throw validationError(
      `SearchConditionExpression must not contain any attributes that is not in SearchSchema. Invalid attribute: ${attribute}`,
    )
  }
  const given = ({ name }: SearchAttribute) => terms?.find(term => term.attribute === name)?.value
  if (hash !== undefined && given(hash) === undefined) {
    throw validationError('SearchConditionExpression must have all HASH attributes in configured SearchSchema')
  }
  for (const element of index.searchSchema) {
    const value = given(element)
    if (value !== undefined) checkValue(element, value)
  }
  return { hash: hash && given(hash), filters: filtersOf(index).map(given) }
}

function checkValue({ name, type, role }: SearchAttribute, value: AttributeValue): void {
  if (!(type in value)) {
    throw validationError(
      `Type of '${name}' attribute in SearchConditionExpression (${typeOf(value)}) does not match type in search schema (${type})`,
    )
  }
  const fault = role === 'HASH' ? keyValueFault(value, 'partition') : undefined
  if (fault === 'empty string' || fault === 'empty binary') {
    throw new EmptyKeyValueError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an ${fault} value. Key: ${name}`,
    )
  }
}
