import type {
  AttributeDefinitionInput,
  BillingMode,
  VectorIndexInput,
  VectorIndexUpdateInput,
} from '../api/shapes/index.ts'
import { DynamoError, validationError } from '../errors/dynamo-error.ts'
import { VECTOR_INDEXES_PER_TABLE } from '../limits.ts'
import { elementsOf, elementText, redefined } from '../schema/redefined-attribute.ts'
import type { KeyDefinition, TableDefinition, VectorIndexDefinition } from '../schema/table-definition.ts'
import { checkVectorBilling, checkVectorIndex } from './check-vector-indexes.ts'

/*
 * VectorIndexUpdates of UpdateTable. Texts: observations of the service, August 2026. How many indexes come or go at
 * once is checked together with the global ones (schema/check-index-updates.ts).
 */

const INVALID = 'One or more parameter values were invalid: '

/** Each element is one action. @throws DynamoError */
export function checkVectorActions(updates: readonly VectorIndexUpdateInput[]): void {
  // Worded like their siblings: the first has not been seen.
  for (const { Create, Delete } of updates) {
    if (Create === undefined && Delete === undefined) {
      throw validationError(`${INVALID}One of VectorIndexUpdate.Create, VectorIndexUpdate.Delete must not be null`)
    }
    if (Create !== undefined && Delete !== undefined) {
      throw validationError(`${INVALID}Only one vector index action is allowed per VectorIndexUpdate object`)
    }
  }
}

/**
 * The vector indexes of a table after one action; a new one comes last.
 *
 * @param definitions those of the request
 * @throws DynamoError ValidationException; LimitExceededException for a sixth index; ResourceNotFoundException for
 * deleting what is not there
 */
export function updatedVectorIndexes(
  table: TableDefinition,
  { Create, Delete }: VectorIndexUpdateInput,
  billing: BillingMode,
  definitions: readonly AttributeDefinitionInput[],
): readonly VectorIndexDefinition[] {
  const { vectors = [] } = table
  if (Delete !== undefined) {
    const { IndexName: name } = Delete
    if (!vectors.some(index => index.name === name)) throw noSuchIndex(table, name)
    return vectors.filter(index => index.name !== name)
  }
  return Create === undefined ? vectors : [...vectors, checkCreated(table, vectors, Create, billing, definitions)]
}

/** The error for an index that is to be changed or deleted and is not there. */
export function noSuchIndex(table: TableDefinition, name: string): DynamoError {
  return new DynamoError(
    'ResourceNotFoundException',
    `Requested resource not found: Index ${name} for table ${table.name}`,
  )
}

function checkCreated(
  table: TableDefinition,
  vectors: readonly VectorIndexDefinition[],
  input: VectorIndexInput,
  billing: BillingMode,
  definitions: readonly AttributeDefinitionInput[],
): VectorIndexDefinition {
  checkVectorBilling(billing)
  if ([...table.indexes, ...vectors].some(index => index.name === input.IndexName)) {
    throw validationError('Attempting to create an index which already exists')
  }
  if (vectors.length >= VECTOR_INDEXES_PER_TABLE) {
    throw new DynamoError(
      'LimitExceededException',
      `Subscriber limit exceeded: Number of vector secondary indexes exceeds per-table limit of ${VECTOR_INDEXES_PER_TABLE}`,
    )
  }
  const created = checkVectorIndex(input, definitions, vectors)
  for (const { key } of [table, ...table.indexes]) checkIsNoKey(key, created)
  return created
}

function checkIsNoKey(key: KeyDefinition, { attribute, dimensions }: VectorIndexDefinition): void {
  const element = elementsOf(key).find(({ name }) => name === attribute)
  if (element !== undefined) throw redefined(elementText(element), vectorSchemaText(attribute, dimensions))
}

/** A new key may not take an attribute that holds vectors. @throws DynamoError */
export function checkKeyIsNoVector(key: KeyDefinition, vectors: readonly VectorIndexDefinition[]): void {
  for (const element of elementsOf(key)) {
    const index = vectors.find(candidate => candidate.attribute === element.name)
    if (index !== undefined) throw redefined(vectorSchemaText(element.name, index.dimensions), elementText(element))
  }
}

function vectorSchemaText(attribute: string, dimensions: number): string {
  return `VectorIndexSchema:[VectorAttribute: key{${attribute}:L:${dimensions}}]`
}
