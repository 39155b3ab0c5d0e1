import { DynamoError, validationError } from '../errors/dynamo-error.ts'
import { RequestFault } from '../errors/request-fault.ts'
import { ATTRIBUTE_NAME_MAX_BYTES, NESTING_MAX_LEVELS } from '../limits.ts'
import type { AttributeMap, AttributeValue, Item } from './attribute-value.ts'
import { checkBase64 } from './base64.ts'
import { nestsDeeperThan } from './nesting.ts'
import { normalizeNumber } from './number.ts'
import { checkSet } from './set.ts'
import { utf8Length } from './utf8.ts'

/**
 * From parsed JSON to attribute values: the rules that JSON types do not express. The object that was parsed is checked
 * where it is, mended in place where it is not canonical (numbers as spelt, unknown or null members) and returned as
 * the value; nothing is copied. Faults come in document order.
 *
 * Faults of sets, numbers and NULL are `RequestFault`s, which some operations wrap; the others are bare everywhere.
 * JSON of a wrong type, which the shape checker of `api/` has refused before with better words, is refused here too, so
 * that these functions can be given any JSON.
 */

const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
const SEVERAL =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
const NULL_FALSE = 'One or more parameter values were invalid: Null attribute value types must have the value of true'
const TOO_DEEP =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit'
const EMPTY_NAME = 'Empty attribute name'
const LONG_NAME = 'Attribute name is too large, must be less than 65536 bytes'

/** Named members are those that `readMember` writes. */
type JsonObject = Record<string, unknown> & { N?: unknown }

/**
 * The attribute value in this JSON.
 *
 * @throws DynamoError ValidationException; SerializationException for JSON of another form
 */
export function readAttributeValue(json: unknown): AttributeValue {
  readValue(json, 1)
  return json as AttributeValue
}

/** The map of attribute values in this JSON: an item, a key, or expression values. Errors as `readAttributeValue`. */
export function readAttributeMap(json: Record<string, unknown>): AttributeMap {
  try {
    readMap(json, 1)
  } catch (error) {
    throw overruled(json, error)
  }
  return json as AttributeMap
}

/** An empty name of the map itself precedes nesting anywhere, which precedes an empty name further down (observed). */
function overruled(json: Record<string, unknown>, error: unknown): unknown {
  if (!(error instanceof DynamoError)) return error
  const emptyHere = Object.hasOwn(json, '') && json[''] !== null
  if (error.message === TOO_DEEP && emptyHere) return validationError(EMPTY_NAME)
  if (error.message === EMPTY_NAME && !emptyHere && nestsDeeperThan(json, NESTING_MAX_LEVELS - 1)) {
    return validationError(TOO_DEEP)
  }
  return error
}

/** The item in this JSON. Errors as `readAttributeValue`; sizes and keys are for others to check. */
export function readItem(json: Record<string, unknown>): Item {
  return readAttributeMap(json)
}

function readMap(map: JsonObject, level: number): void {
  for (const name in map) {
    const value = map[name]
    if (value === null || value === undefined) {
      delete map[name]
      continue
    }
    checkAttributeName(name)
    readValue(value, level)
  }
}

/** What no attribute may be called, as the service words it; undefined for a good name. */
export function attributeNameFault(name: string): string | undefined {
  if (name === '') return EMPTY_NAME
  // No character takes more than three bytes per UTF-16 unit.
  const tooLong = name.length * 3 > ATTRIBUTE_NAME_MAX_BYTES && utf8Length(name) > ATTRIBUTE_NAME_MAX_BYTES
  return tooLong ? LONG_NAME : undefined
}

/** Checks the name of an attribute. @throws DynamoError it is empty or too long */
export function checkAttributeName(name: string): void {
  const fault = attributeNameFault(name)
  if (fault !== undefined) throw validationError(fault)
}

/** Checks every member before it counts them, as the service does: `{S: 'a', N: 'b'}` is a bad number. */
function readValue(json: unknown, level: number): void {
  if (level > NESTING_MAX_LEVELS) throw validationError(TOO_DEEP)
  if (typeof json !== 'object' || json === null) throw wrongJson()
  const value = json as JsonObject
  let types = 0
  for (const tag in value) {
    const content = value[tag]
    if (content === null || content === undefined || !readMember(value, tag, content, level)) delete value[tag]
    else types++
  }
  if (types !== 1) throw validationError(types === 0 ? EMPTY : SEVERAL)
}

/** Checks one member of a value; false if it is not a type of DynamoDB's. */
function readMember(value: JsonObject, tag: string, content: unknown, level: number): boolean {
  switch (tag) {
    case 'S':
      if (typeof content !== 'string') throw wrongJson()
      return true
    case 'N': {
      if (typeof content !== 'string') throw wrongJson()
      const canonical = normalizeNumber(content)
      if (canonical !== content) value.N = canonical
      return true
    }
    case 'M':
      if (typeof content !== 'object' || Array.isArray(content)) throw wrongJson()
      readMap(content as JsonObject, level + 1)
      return true
    case 'L':
      if (!Array.isArray(content)) throw wrongJson()
      for (const element of content) readValue(element, level + 1)
      return true
    case 'BOOL':
      if (typeof content !== 'boolean') throw wrongJson()
      return true
    case 'NULL':
      if (content !== true) throw content === false ? new RequestFault(NULL_FALSE) : wrongJson()
      return true
    case 'B':
      if (typeof content !== 'string') throw wrongJson()
      checkBase64(content)
      return true
    case 'SS':
    case 'NS':
    case 'BS':
      checkSet(tag, textsOf(content))
      return true
    default:
      return false
  }
}

function textsOf(content: unknown): string[] {
  if (!Array.isArray(content)) throw wrongJson()
  for (const member of content) if (typeof member !== 'string') throw wrongJson()
  return content as string[]
}

function wrongJson(): DynamoError {
  return new DynamoError('SerializationException', 'Unexpected value type in payload')
}
