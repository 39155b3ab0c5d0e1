import type { KeyDefinition, KeyPart, Projection, ScalarType } from '#dynamo'
import { ATTRIBUTE_TYPES } from '../../document/attribute-types.ts'
import type { DeclaredAttribute, Json } from '../../document/model-document.ts'
import { isJsonList, isJsonObject, jsonMember } from '../../json/json-value.ts'
import { listOf, scalarTypeOf, textOf, textsOf } from './members.ts'

/** Types of attributes by name, as the lists of a table and its entities give them. The first one counts. */
export type TypesByName = ReadonlyMap<string, DeclaredAttribute['type']>

export function typesOf(table: Json): TypesByName {
  const types = new Map<string, DeclaredAttribute['type']>()
  for (const list of [table, ...listOf(table, 'entities')]) {
    const definitions = jsonMember(list, 'attribute_definitions') ?? jsonMember(list, 'attributes')
    if (definitions === undefined) continue
    if (isJsonObject(definitions)) {
      for (const [name, type] of Object.entries(definitions)) note(types, name, type)
    }
    for (const each of isJsonList(definitions) ? definitions : []) {
      const { name, type } = readAttributeOf(each)
      if (name !== undefined) note(types, name, type)
    }
  }
  return types
}

function note(types: Map<string, DeclaredAttribute['type']>, name: string, json: Json | undefined): void {
  const type = ATTRIBUTE_TYPES.find(each => each === json)
  if (type !== undefined && !types.has(name)) types.set(name, type)
}

/** `{name, type}`, `{attribute_name, attribute_type}` or a bare name. */
export function readAttributeOf(json: Json): { readonly name: string | undefined; readonly type: Json | undefined } {
  if (typeof json === 'string') return { name: json === '' ? undefined : json, type: undefined }
  const name = textOf(json, 'name') ?? textOf(json, 'attribute_name') ?? textOf(json, 'AttributeName')
  const type = jsonMember(json, 'type') ?? jsonMember(json, 'attribute_type') ?? jsonMember(json, 'AttributeType')
  return { name, type }
}

/** The two sides of a key in any of their spellings. */
export function readSkillKey(owner: Json | undefined, types: TypesByName): KeyDefinition {
  const side = (...names: readonly string[]): readonly KeyPart[] => {
    const json = names.map(name => jsonMember(owner, name)).find(value => value !== undefined && value !== null)
    if (json === undefined) return []
    return (isJsonList(json) ? json : [json]).flatMap(each => {
      const { name, type } = readAttributeOf(each)
      const declared = scalarTypeOf(type) ?? scalarTypeOf(types.get(name ?? ''))
      return name === undefined ? [] : [{ name, type: declared ?? ('S' satisfies ScalarType) }]
    })
  }
  return { partition: side('partition_key', 'hash_key'), sort: side('sort_key', 'range_key') }
}

/** `{type, attributes}`, or the type alone. */
export function readSkillProjection(json: Json | undefined): Projection {
  const type = (typeof json === 'string' ? json : (textOf(json, 'type') ?? 'ALL')).toUpperCase()
  if (type === 'KEYS_ONLY') return { type }
  if (type !== 'INCLUDE') return { type: 'ALL' }
  const lists = ['attributes', 'non_key_attributes', 'NonKeyAttributes'].map(name => textsOf(json, name))
  return { type, attributes: lists.find(list => list.length > 0) ?? [] }
}
