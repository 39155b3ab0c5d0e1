import type { AttributeDefinitionInput, CreateTableInput, KeySchemaElement } from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import { checkVectorIndexes } from '../vectors/check-vector-indexes.ts'
import { checkIndexBilling, checkTableBilling } from './check-billing.ts'
import { checkGlobalIndexes, checkLocalIndexes } from './check-indexes.ts'
import { checkTableKeySchema } from './check-key-schema.ts'
import { checkProjectedCount } from './check-projection.ts'
import { checkEncryption, checkNewStream, checkTags } from './check-settings.ts'
import { keyDefinitionOf } from './key-schema.ts'
import type { TableDefinition } from './table-definition.ts'

const INVALID = 'One or more parameter values were invalid: '

type Definitions = readonly AttributeDefinitionInput[]

/**
 * The table that a CreateTable request asks for, after the shape checker. Whether the name is free is for the caller;
 * settings that do not decide how items are stored are checked here and read from the request.
 *
 * @throws DynamoError ValidationException; order: missing members, billing, table key, local, global, then vector
 * indexes, unused definitions, settings
 */
export function checkCreateTable(input: CreateTableInput): TableDefinition {
  const { definitions, keySchema } = requiredMembers(input)
  checkTableBilling(input)
  for (const index of input.GlobalSecondaryIndexes ?? []) {
    checkIndexBilling(index, input.BillingMode ?? 'PROVISIONED', 'CreateTable')
  }
  checkDistinct(definitions)
  checkTableKeySchema(keySchema, definitions)
  const plain =
    input.LocalSecondaryIndexes === undefined &&
    input.GlobalSecondaryIndexes === undefined &&
    input.VectorIndexes === undefined
  if (plain && keySchema.length !== definitions.length) {
    throw validationError(
      `${INVALID}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    )
  }
  const names = new Set<string>()
  const indexes = [
    ...(input.LocalSecondaryIndexes === undefined
      ? []
      : checkLocalIndexes(input.LocalSecondaryIndexes, keySchema, definitions, names)),
    ...(input.GlobalSecondaryIndexes === undefined
      ? []
      : checkGlobalIndexes(input.GlobalSecondaryIndexes, definitions, names)),
  ]
  const vectors =
    input.VectorIndexes === undefined
      ? undefined
      : checkVectorIndexes(input.VectorIndexes, input.BillingMode ?? 'PROVISIONED', definitions, names)
  checkProjectedCount(indexes, vectors)
  checkAllUsed(definitions, usedNames(input, keySchema))
  checkNewStream(input.StreamSpecification)
  checkEncryption(input.SSESpecification)
  if (input.Tags !== undefined) checkTags(input.Tags)
  return {
    name: input.TableName,
    key: keyDefinitionOf(keySchema, definitions),
    indexes,
    ...(vectors === undefined ? {} : { vectors }),
  }
}

function requiredMembers(input: CreateTableInput): {
  definitions: Definitions
  keySchema: readonly KeySchemaElement[]
} {
  const { AttributeDefinitions: definitions, KeySchema: keySchema } = input
  if (definitions !== undefined && keySchema !== undefined) return { definitions, keySchema }
  const missing = [
    ...(definitions === undefined ? ['attributeDefinitions'] : []),
    ...(keySchema === undefined ? ['keySchema'] : []),
  ]
  const faults = missing.map(name => `Value null at '${name}' failed to satisfy constraint: Member must not be null`)
  const count = faults.length === 1 ? '1 validation error' : `${faults.length} validation errors`
  throw validationError(`${count} detected: ${faults.join('; ')}`)
}

function checkDistinct(definitions: Definitions): void {
  const names = new Set<string>()
  for (const { AttributeName: name } of definitions) {
    if (names.has(name)) throw validationError(`Attribute Name is duplicated: ${name}`)
    names.add(name)
  }
}

/** Every attribute that a key or a search schema of the request names. */
function usedNames(input: CreateTableInput, keySchema: readonly KeySchemaElement[]): ReadonlySet<string> {
  const elements = [
    ...keySchema,
    ...(input.LocalSecondaryIndexes ?? []).flatMap(index => index.KeySchema),
    ...(input.GlobalSecondaryIndexes ?? []).flatMap(index => index.KeySchema),
    ...(input.VectorIndexes ?? []).flatMap(index => index.SearchSchema ?? []),
  ]
  return new Set(elements.map(element => element.AttributeName))
}

function checkAllUsed(definitions: Definitions, used: ReadonlySet<string>): void {
  const defined = definitions.map(definition => definition.AttributeName)
  if (defined.length > used.size) {
    throw validationError(
      `${INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    )
  }
}
