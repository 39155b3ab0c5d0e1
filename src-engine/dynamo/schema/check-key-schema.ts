import type { AttributeDefinitionInput, KeySchemaElement } from '../api/shapes/index.ts'
import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { GSI_PARTITION_MAX_PARTS, GSI_SORT_MAX_PARTS } from '../limits.ts'

/**
 * Key schemas of tables and indexes, after the shape checker: elements are complete, their number is within the shape.
 * Texts and order: observations of the service.
 */

const INVALID = 'One or more parameter values were invalid: '
const SAME_NAME = 'Both the Hash Key and the Range Key element in the KeySchema have the same name'
const FIRST_NOT_HASH = 'Invalid KeySchema: The first KeySchemaElement is not a HASH key type'
const SECOND_NOT_RANGE = 'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type'

type KeySchema = readonly KeySchemaElement[]
type Definitions = readonly AttributeDefinitionInput[]

/** A table's key: a HASH and at most one RANGE. @throws DynamoError */
export function checkTableKeySchema(keySchema: KeySchema, definitions: Definitions): void {
  if (keySchema.length > 1 && definitions.length < keySchema.length) {
    // Also when both elements name the one attribute that is defined.
    throw validationError('Invalid KeySchema: Some index key attribute have no definition')
  }
  if (isUndefined(keySchema, definitions)) throw undefinedKeys(keySchema, definitions)
  checkPair(keySchema)
}

/** An LSI's key by itself: a HASH and a RANGE, the latter checked by the caller. @throws DynamoError */
export function checkLocalKeySchema(keySchema: KeySchema, definitions: Definitions): void {
  if (isUndefined(keySchema, definitions)) throw undefinedKeys(keySchema, definitions)
  checkPair(keySchema)
}

/** A GSI's key: one to four HASH elements, then none to four RANGE elements. @throws DynamoError */
export function checkGlobalKeySchema(keySchema: KeySchema, definitions: Definitions): void {
  if (isUndefined(keySchema, definitions)) throw undefinedKeys(keySchema, definitions)
  const names = new Set(keySchema.map(element => element.AttributeName))
  if (names.size < keySchema.length) {
    const pair = keySchema.length === 2 && keySchema[1]?.KeyType === 'RANGE'
    throw validationError(pair ? SAME_NAME : 'The KeySchema contains multiple key attributes with the same name')
  }
  if (keySchema[0]?.KeyType !== 'HASH') throw validationError(FIRST_NOT_HASH)
  const partition = keySchema.filter(element => element.KeyType === 'HASH').length
  if (keySchema.slice(partition).some(element => element.KeyType === 'HASH')) {
    throw validationError(`${INVALID}All HASH key attributes must precede RANGE key attributes in the KeySchema`)
  }
  if (partition > GSI_PARTITION_MAX_PARTS) throw tooMany('HASH')
  if (keySchema.length - partition > GSI_SORT_MAX_PARTS) throw tooMany('RANGE')
}

function checkPair(keySchema: KeySchema): void {
  const [first, second] = keySchema
  if (second !== undefined && first?.AttributeName === second.AttributeName) throw validationError(SAME_NAME)
  if (first?.KeyType !== 'HASH') throw validationError(FIRST_NOT_HASH)
  if (second !== undefined && second.KeyType !== 'RANGE') throw validationError(SECOND_NOT_RANGE)
}

function isUndefined(keySchema: KeySchema, definitions: Definitions): boolean {
  return keySchema.some(element => !definitions.some(defined => defined.AttributeName === element.AttributeName))
}

function undefinedKeys(keySchema: KeySchema, definitions: Definitions): DynamoError {
  const keys = keySchema.map(element => element.AttributeName).join(', ')
  const defined = definitions.map(definition => definition.AttributeName).join(', ')
  return validationError(
    `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys}], AttributeDefinitions: [${defined}]`,
  )
}

function tooMany(kind: 'HASH' | 'RANGE'): DynamoError {
  return validationError(`${INVALID}The KeySchema exceeds the maximum allowed number of ${kind} key attributes`)
}
