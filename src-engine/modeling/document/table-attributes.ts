import { type AttributeType, keyParts } from '#dynamo'
import type { ModelDocument, RecordId } from './model-document.ts'
import { indexesOf, recordOfKind } from './queries.ts'

/** How a table comes to know an attribute: the strongest use counts. */
export type AttributeUse = 'table key' | 'index key' | 'declared'

export interface KnownAttribute {
  readonly name: string
  readonly type: AttributeType
  readonly use: AttributeUse
}

const known = new WeakMap<ModelDocument, Map<RecordId, ReadonlyMap<string, KnownAttribute>>>()

/**
 * Every attribute a table declares: its key first, then the declared ones in their order, then index keys that are not
 * declared. Where one name is given several types, the key's counts, then the declaration's.
 */
export function attributesOf(document: ModelDocument, tableId: RecordId): ReadonlyMap<string, KnownAttribute> {
  let tables = known.get(document)
  if (tables === undefined) {
    tables = new Map()
    known.set(document, tables)
  }
  let attributes = tables.get(tableId)
  if (attributes === undefined) {
    attributes = collect(document, tableId)
    tables.set(tableId, attributes)
  }
  return attributes
}

function collect(document: ModelDocument, tableId: RecordId): ReadonlyMap<string, KnownAttribute> {
  const attributes = new Map<string, KnownAttribute>()
  const table = recordOfKind(document, 'table', tableId)
  if (table === undefined) return attributes
  const indexKeys = indexesOf(document, tableId).flatMap(index => keyParts(index.key))
  const indexKeyNames = new Set(indexKeys.map(part => part.name))
  const add = (name: string, type: AttributeType, use: AttributeUse): void => {
    if (!attributes.has(name)) attributes.set(name, { name, type, use })
  }
  for (const { name, type } of keyParts(table.key)) add(name, type, 'table key')
  for (const { name, type } of table.attributes) add(name, type, indexKeyNames.has(name) ? 'index key' : 'declared')
  for (const { name, type } of indexKeys) add(name, type, 'index key')
  return attributes
}
