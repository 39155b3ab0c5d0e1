import type { AttributeType, KeyDefinition, KeyPart, ScalarType } from '#dynamo'
import { ATTRIBUTE_TYPES } from '../../document/attribute-types.ts'
import type { Json, UnknownContent } from '../../document/model-document.ts'
import { isJsonList, isJsonObject, jsonMember, jsonObject } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'

/** A text member; reports one of another type and takes it for missing. */
export function textMember(json: Json, name: string, place: ImportPlace): string | undefined {
  const value = jsonMember(json, name)
  if (value === undefined || typeof value === 'string') return value
  place.note('warning', `"${name}" is not a text and was ignored`)
  return undefined
}

/** A list member; missing is empty, and what is not a list is reported. */
export function listMember(json: Json, name: string, place: ImportPlace): readonly Json[] {
  const value = jsonMember(json, name)
  if (value === undefined) return []
  if (isJsonList(value)) return value
  place.note('warning', `"${name}" is not a list and was ignored`)
  return []
}

/** `KeyAttributes` as a key; the partition key is known to be there for tables and reported missing for indexes. */
export function readKeyAttributes(json: Json, place: ImportPlace): KeyDefinition {
  const key = jsonMember(json, 'KeyAttributes')
  const partition = readKeyPart(jsonMember(key, 'PartitionKey'), place)
  const sort = readKeyPart(jsonMember(key, 'SortKey'), place)
  if (partition === undefined) place.note('warning', 'There is no partition key')
  return { partition: partition === undefined ? [] : [partition], sort: sort === undefined ? [] : [sort] }
}

/**
 * A key as a CreateTable request has it, which third-party generators write for indexes. `typeOf` knows the declared types.
 * Undefined when there is none.
 */
export function readKeySchema(
  json: Json,
  typeOf: (name: string) => ScalarType | undefined,
  place: ImportPlace,
): KeyDefinition | undefined {
  const schema = jsonMember(json, 'KeySchema')
  if (schema === undefined || !isJsonList(schema)) return undefined
  const side = (keyType: string): readonly KeyPart[] =>
    schema.flatMap(element => {
      const name = jsonMember(element, 'AttributeName')
      if (typeof name !== 'string' || jsonMember(element, 'KeyType') !== keyType) return []
      return [{ name, type: typeOf(name) ?? ('S' satisfies ScalarType) }]
    })
  place.note('info', 'The key is given as "KeySchema"; it was read, and is written as "KeyAttributes"')
  return { partition: side('HASH'), sort: side('RANGE') }
}

function readKeyPart(json: Json | undefined, place: ImportPlace): KeyPart | undefined {
  const name = jsonMember(json, 'AttributeName')
  if (typeof name !== 'string') return undefined
  const type = jsonMember(json, 'AttributeType')
  if (type === 'S' || type === 'N' || type === 'B') return { name, type }
  place.note('warning', `The key attribute "${name}" has no key type; S was taken`)
  return { name, type: 'S' satisfies ScalarType }
}

/** An attribute type that DynamoDB has, or undefined. */
export function attributeTypeOf(json: Json | undefined): AttributeType | undefined {
  return ATTRIBUTE_TYPES.find(type => type === json)
}

/** The members that are not among the known ones. */
export function unknownMembers(json: Json, known: readonly string[]): UnknownContent {
  const unknown = jsonObject()
  if (!isJsonObject(json)) return unknown
  for (const [name, value] of Object.entries(json)) if (!known.includes(name)) unknown[name] = value
  return unknown
}

/** Which of these members the object does not have. */
export function absentMembers(json: Json | undefined, names: readonly string[]): readonly string[] {
  return names.filter(name => jsonMember(json, name) === undefined)
}

/** Which of these members the object has as an empty list. */
export function emptyMembers(json: Json, names: readonly string[]): readonly string[] {
  return names.filter(name => {
    const value = jsonMember(json, name)
    return value !== undefined && isJsonList(value) && value.length === 0
  })
}
