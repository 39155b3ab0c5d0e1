import type { AttributeDefinitionInput, BillingMode, VectorIndexInput } from '../api/shapes/index.ts'
import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import {
  SEARCH_SCHEMA_MAX_FILTERS,
  SEARCH_SCHEMA_MAX_HASHES,
  VECTOR_INDEXES_PER_TABLE,
  VECTOR_MAX_DIMENSIONS,
} from '../limits.ts'
import { checkProjection } from '../schema/check-projection.ts'
import type { SearchAttribute, VectorIndexDefinition } from '../schema/table-definition.ts'

/*
 * Definitions of vector indexes, after the shape checker. Texts: observations of the service, August 2026; the order of
 * the checks is ours where only one fault at a time has been seen.
 */

const INVALID = 'One or more parameter values were invalid: '

type Definitions = readonly AttributeDefinitionInput[]

/**
 * The vector indexes of a CreateTable request.
 *
 * @param names collects the index names of the table, of all kinds
 * @throws DynamoError
 */
export function checkVectorIndexes(
  inputs: readonly VectorIndexInput[],
  billing: BillingMode,
  definitions: Definitions,
  names: Set<string>,
): readonly VectorIndexDefinition[] {
  if (inputs.length === 0) throw validationError(`${INVALID}List of VectorIndexes is empty`)
  checkVectorBilling(billing)
  if (inputs.length > VECTOR_INDEXES_PER_TABLE) {
    throw validationError(`${INVALID}VectorIndex count exceeds the per-table limit of ${VECTOR_INDEXES_PER_TABLE}`)
  }
  const indexes: VectorIndexDefinition[] = []
  for (const input of inputs) {
    if (names.has(input.IndexName)) throw validationError(`${INVALID}Duplicate index name: ${input.IndexName}`)
    names.add(input.IndexName)
    indexes.push(checkVectorIndex(input, definitions, indexes))
  }
  return indexes
}

/** Vector indexes are for on-demand tables. @throws DynamoError */
export function checkVectorBilling(billing: BillingMode): void {
  if (billing === 'PAY_PER_REQUEST') return
  throw validationError(`${INVALID}Vector indexes are only supported for PAY_PER_REQUEST tables`)
}

/**
 * One vector index by itself, and beside the others of its table.
 *
 * @param definitions those of the request: definitions that only the table has do not count
 * @throws DynamoError
 */
export function checkVectorIndex(
  input: VectorIndexInput,
  definitions: Definitions,
  others: readonly VectorIndexDefinition[],
): VectorIndexDefinition {
  const { IndexName: name, Dimensions: dimensions, DistanceFunction: distance } = input
  const attribute = input.VectorAttribute.AttributeName
  if (dimensions > VECTOR_MAX_DIMENSIONS) {
    throw validationError(`${INVALID}Number of dimensions must be between 1 and ${VECTOR_MAX_DIMENSIONS} inclusive.`)
  }
  if (definitions.some(definition => definition.AttributeName === attribute)) {
    throw conflicting(
      attribute,
      'An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute.',
    )
  }
  if (others.some(other => other.attribute === attribute && other.dimensions !== dimensions)) {
    throw conflicting(attribute, 'All VectorIndexes on the same vector attribute must use the same dimensions.')
  }
  const searchSchema = checkSearchSchema(input.SearchSchema ?? [], definitions)
  return { name, attribute, dimensions, distance, searchSchema, projection: checkProjection(input.Projection) }
}

function conflicting(attribute: string, rule: string): DynamoError {
  return validationError(`${INVALID}Conflicting attribute definition for '${attribute}'. ${rule}`)
}

function checkSearchSchema(
  elements: NonNullable<VectorIndexInput['SearchSchema']>,
  definitions: Definitions,
): readonly SearchAttribute[] {
  const names = new Set(elements.map(element => element.AttributeName))
  if (names.size < elements.length) throw validationError(`${INVALID}SearchSchema contains a duplicate AttributeName`)
  const hashes = elements.filter(element => element.SearchSchemaElementType === 'HASH').length
  if (hashes > SEARCH_SCHEMA_MAX_HASHES) throw tooMany('HASH', hashes, SEARCH_SCHEMA_MAX_HASHES)
  const filters = elements.length - hashes
  // Of this one only the limit is documented; worded like the other.
  if (filters > SEARCH_SCHEMA_MAX_FILTERS) throw tooMany('INLINE_FILTER', filters, SEARCH_SCHEMA_MAX_FILTERS)
  return elements.map(({ AttributeName: name, SearchSchemaElementType: role }) => {
    const type = definitions.find(definition => definition.AttributeName === name)?.AttributeType
    if (type === undefined) {
      throw validationError(`${INVALID}One element in SearchSchema is not defined in attribute definitions`)
    }
    return { name, type, role }
  })
}

function tooMany(role: SearchAttribute['role'], count: number, limit: number): DynamoError {
  return validationError(
    `${INVALID}Value '${count}' at 'SearchSchema' failed to satisfy constraint: Member must have ${role} count less than or equal to ${limit}`,
  )
}
