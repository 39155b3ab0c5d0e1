import type {
  AttributeDefinitionInput,
  GlobalSecondaryIndexInput,
  KeySchemaElement,
  LocalSecondaryIndexInput,
} from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import { GSIS_PER_TABLE, LSIS_PER_TABLE } from '../limits.ts'
import { checkGlobalKeySchema, checkLocalKeySchema } from './check-key-schema.ts'
import { checkProjection } from './check-projection.ts'
import { keyDefinitionOf } from './key-schema.ts'
import type { IndexDefinition } from './table-definition.ts'

const INVALID = 'One or more parameter values were invalid: '

type Definitions = readonly AttributeDefinitionInput[]

/** The LSIs of a CreateTable request. `names` collects the index names of the table. @throws DynamoError */
export function checkLocalIndexes(
  inputs: readonly LocalSecondaryIndexInput[],
  tableKey: readonly KeySchemaElement[],
  definitions: Definitions,
  names: Set<string>,
): IndexDefinition[] {
  if (inputs.length === 0) throw validationError(`${INVALID}List of LocalSecondaryIndexes is empty`)
  if (tableKey.length < 2) {
    throw validationError(
      `${INVALID}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
    )
  }
  const indexes = inputs.map((input): IndexDefinition => {
    const { IndexName: name, KeySchema: keySchema } = input
    checkLocalKeySchema(keySchema, definitions)
    if (keySchema.length < 2) {
      throw validationError(`${INVALID}Index KeySchema does not have a range key for index: ${name}`)
    }
    const hash = keySchema[0]?.AttributeName
    const tableHash = tableKey[0]?.AttributeName
    if (hash !== tableHash) {
      throw validationError(
        `${INVALID}Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${hash}, table hash key: ${tableHash}`,
      )
    }
    const projection = checkProjection(input.Projection)
    claimName(name, names)
    return { name, kind: 'LSI', key: keyDefinitionOf(keySchema, definitions), projection }
  })
  if (indexes.length > LSIS_PER_TABLE) {
    throw validationError(`${INVALID}Number of LocalSecondaryIndexes exceeds per-table limit of ${LSIS_PER_TABLE}`)
  }
  return indexes
}

/** The GSIs of a CreateTable request. `names` collects the index names of the table. @throws DynamoError */
export function checkGlobalIndexes(
  inputs: readonly GlobalSecondaryIndexInput[],
  definitions: Definitions,
  names: Set<string>,
): IndexDefinition[] {
  if (inputs.length === 0) throw validationError(`${INVALID}List of GlobalSecondaryIndexes is empty`)
  const indexes = inputs.map(input => {
    const index = checkGlobalIndex(input, definitions)
    claimName(input.IndexName, names)
    return index
  })
  if (indexes.length > GSIS_PER_TABLE) {
    throw validationError(`${INVALID}GlobalSecondaryIndex count exceeds the per-table limit of ${GSIS_PER_TABLE}`)
  }
  return indexes
}

/** One GSI by itself: key and projection. @throws DynamoError */
export function checkGlobalIndex(input: GlobalSecondaryIndexInput, definitions: Definitions): IndexDefinition {
  checkGlobalKeySchema(input.KeySchema, definitions)
  const projection = checkProjection(input.Projection)
  return { name: input.IndexName, kind: 'GSI', key: keyDefinitionOf(input.KeySchema, definitions), projection }
}

function claimName(name: string, names: Set<string>): void {
  if (names.has(name)) throw validationError(`${INVALID}Duplicate index name: ${name}`)
  names.add(name)
}
