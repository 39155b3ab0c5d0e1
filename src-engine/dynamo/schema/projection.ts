import {
  type AttributeMap,
  type AttributeValue,
  attributeOf,
  emptyAttributeMap,
  type Item,
} from '../values/attribute-value.ts'
import { type KeySide, keyValueFault } from './key-value.ts'
import {
  type IndexDefinition,
  type KeyDefinition,
  type KeyPart,
  keyParts,
  type TableDefinition,
} from './table-definition.ts'

/** What an index with this definition copies, remembered with the table key it was derived from. */
interface KnownProjection {
  readonly tableKey: KeyDefinition
  readonly names: ReadonlySet<string>
}

/** Definitions are never edited, so what is derived from one holds as long as it lives. */
const known = new WeakMap<IndexDefinition, KnownProjection>()

/** The names an index holds of its items: table key, index key and what the projection includes. */
export function projectedAttributes(table: TableDefinition, index: IndexDefinition): 'ALL' | ReadonlySet<string> {
  return index.projection.type === 'ALL' ? 'ALL' : projectedNames(table.key, index)
}

function projectedNames(tableKey: KeyDefinition, index: IndexDefinition): ReadonlySet<string> {
  const before = known.get(index)
  if (before?.tableKey === tableKey) return before.names
  const names = new Set<string>()
  for (const part of keyParts(tableKey)) names.add(part.name)
  for (const part of keyParts(index.key)) names.add(part.name)
  if (index.projection.type === 'INCLUDE') for (const name of index.projection.attributes) names.add(name)
  known.set(index, { tableKey, names })
  return names
}

/**
 * Whether an index holds an item: every key attribute of the index is there, of its type, not empty and not too long.
 * The last three can fail only for items that were stored before the index was made.
 */
export function isInIndex(index: IndexDefinition, item: AttributeMap): boolean {
  for (const part of index.key.partition) if (!fits(part, 'partition', item)) return false
  for (const part of index.key.sort) if (!fits(part, 'sort', item)) return false
  return true
}

function fits(part: KeyPart, side: KeySide, item: AttributeMap): boolean {
  const value = attributeOf(item, part.name)
  return value !== undefined && part.type in value && keyValueFault(value, side) === undefined
}

/**
 * The entry an index has for an item, undefined when the item is not in it. With a full projection it is the item
 * itself.
 */
export function projectEntry(table: TableDefinition, index: IndexDefinition, item: Item): Item | undefined {
  if (!isInIndex(index, item)) return undefined
  if (index.projection.type === 'ALL') return item
  const entry: Record<string, AttributeValue> = emptyAttributeMap()
  for (const name of projectedNames(table.key, index)) {
    const value = attributeOf(item, name)
    if (value !== undefined) entry[name] = value
  }
  return entry
}
