import { DynamoError, validationError } from '../errors/dynamo-error.ts'
import { type AttributeMap, attributeOf, typeOf } from '../values/attribute-value.ts'
import { type KeySide, keyTooLong, keyValueFault } from './key-value.ts'
import type { KeyDefinition, KeyPart, TableDefinition } from './table-definition.ts'

/**
 * Primary keys of requests against the table. All faults here are bare in every operation.
 * The order is the service's: the partition key with all it may have wrong, then the sort key.
 */

const NO_MATCH = 'The provided key element does not match the schema'

/**
 * An empty key value. Transactions report it for the whole request where other key faults become the reason of one
 * action, hence a class of its own.
 */
export class EmptyKeyValueError extends DynamoError {
  constructor(message: string) {
    super('ValidationException', message)
  }
}

/**
 * Checks the key of an item to be stored.
 *
 * @param wording `batch` where a missing or mistyped key attribute is answered as for `checkKey`
 * @throws DynamoError
 */
export function checkItemKey(table: TableDefinition, item: AttributeMap, wording: 'item' | 'batch' = 'item'): void {
  const { partition, sort } = table.key
  for (const part of partition) checkItemPart(part, 'partition', item, wording)
  for (const part of sort) checkItemPart(part, 'sort', item, wording)
}

function checkItemPart(part: KeyPart, side: KeySide, item: AttributeMap, wording: 'item' | 'batch'): void {
  const value = attributeOf(item, part.name)
  if (value === undefined) {
    throw validationError(
      wording === 'batch'
        ? NO_MATCH
        : `One or more parameter values were invalid: Missing the key ${part.name} in the item`,
    )
  }
  if (!(part.type in value)) {
    throw validationError(
      wording === 'batch'
        ? NO_MATCH
        : `One or more parameter values were invalid: Type mismatch for key ${part.name} expected: ${part.type} actual: ${typeOf(value)}`,
    )
  }
  const fault = keyValueFault(value, side)
  if (fault !== undefined) throw keyValueError(part, side, fault)
}

/**
 * Checks the Key of a request: exactly the table's key attributes, each of its type, then their values.
 *
 * @throws DynamoError
 */
export function checkKey(table: TableDefinition, key: AttributeMap): void {
  const { partition, sort } = table.key
  let left = partition.length + sort.length
  for (const _name in key) left--
  if (left !== 0) throw validationError(NO_MATCH)
  for (const part of partition) checkKeyPart(part, key)
  for (const part of sort) checkKeyPart(part, key)
  for (const part of partition) checkKeyPartValue(part, 'partition', key)
  for (const part of sort) checkKeyPartValue(part, 'sort', key)
}

/**
 * Checks one key attribute of a request by itself: of its type, and a value that a key can have.
 *
 * @param key the key that the attribute is a part of, which decides how long it may be
 * @throws DynamoError
 */
export function checkKeyElement(key: KeyDefinition, part: KeyPart, values: AttributeMap): void {
  checkKeyPart(part, values)
  checkKeyPartValue(part, key.partition.includes(part) ? 'partition' : 'sort', values)
}

function checkKeyPart(part: KeyPart, key: AttributeMap): void {
  const value = attributeOf(key, part.name)
  if (value === undefined || !(part.type in value)) throw validationError(NO_MATCH)
}

function checkKeyPartValue(part: KeyPart, side: KeySide, key: AttributeMap): void {
  const value = attributeOf(key, part.name)
  const fault = value && keyValueFault(value, side)
  if (fault !== undefined) throw keyValueError(part, side, fault)
}

function keyValueError(
  part: KeyPart,
  side: KeySide,
  fault: 'empty string' | 'empty binary' | 'too long',
): DynamoError {
  if (fault === 'too long') return validationError(keyTooLong(side))
  return new EmptyKeyValueError(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an ${fault} value. Key: ${part.name}`,
  )
}
