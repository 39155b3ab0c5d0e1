import { type AttributeType, attributeOf, type Item, keyParts, type ScalarType } from '#dynamo'
import { attributesOf, itemsOfTable, type ModelDocument, tableNamed } from '#modeling'
import type { QueryTable } from './query-table.ts'

/** An attribute that the form can suggest. */
export interface SuggestedAttribute {
  readonly name: string
  readonly type: AttributeType
  /** Where it is known from. */
  readonly from: 'key' | 'model' | 'result'
}

/**
 * The attributes of a table as far as they are known: keys, the open model's declarations for a table of that name, and
 * what the last result had. DynamoDB itself knows only the keys.
 */
export function knownAttributes(
  table: QueryTable,
  model: ModelDocument | undefined,
  seen: readonly { readonly name: string; readonly type: AttributeType }[],
): readonly SuggestedAttribute[] {
  const found = new Map<string, SuggestedAttribute>()
  const add = (name: string, type: AttributeType, from: SuggestedAttribute['from']) => {
    if (!found.has(name)) found.set(name, { name, type, from })
  }
  for (const { key } of [table, ...table.indexes]) for (const part of keyParts(key)) add(part.name, part.type, 'key')
  const record = model && tableNamed(model, table.name)
  if (model && record) for (const { name, type } of attributesOf(model, record.id).values()) add(name, type, 'model')
  for (const { name, type } of seen) add(name, type, 'result')
  return [...found.values()]
}

const MOST_VALUES = 60

/** Values of a key attribute that are known, from the result and from the model's sample items, each once. */
export function knownValues(
  name: string,
  type: ScalarType,
  tableName: string,
  model: ModelDocument | undefined,
  items: readonly Item[],
): readonly string[] {
  const found = new Set<string>()
  const take = (item: Item) => {
    const value = attributeOf(item, name)
    if (!value) return
    if (type === 'S' && 'S' in value) found.add(value.S)
    if (type === 'N' && 'N' in value) found.add(value.N)
    if (type === 'B' && 'B' in value) found.add(value.B)
  }
  for (const item of items.slice(0, 2000)) {
    if (found.size >= MOST_VALUES) break
    take(item)
  }
  const record = model && tableNamed(model, tableName)
  if (model && record) {
    for (const { item } of itemsOfTable(model, record.id)) {
      if (found.size >= MOST_VALUES) break
      take(item)
    }
  }
  return [...found]
}

/** What the model's facets call a part of the table's key, each name once: `customerId`, `orderDate`. */
export function keyAliases(name: string, table: QueryTable, model: ModelDocument | undefined): readonly string[] {
  const record = model && tableNamed(model, table.name)
  if (!model || !record) return []
  const isPartition = table.key.partition.some(part => part.name === name)
  const isSort = table.key.sort.some(part => part.name === name)
  const aliases = Object.values(model.records).flatMap(facet => {
    if (facet.kind !== 'facet' || facet.tableId !== record.id) return []
    const alias = isPartition ? facet.partitionKeyAlias : isSort ? facet.sortKeyAlias : undefined
    return alias === undefined || alias === name ? [] : [alias]
  })
  return [...new Set(aliases)]
}
