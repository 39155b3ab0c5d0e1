import {
  type AttributeMap,
  attributeOf,
  compareScalars,
  type IndexDefinition,
  isInIndex,
  itemSize,
  projectEntry,
} from '#dynamo'
import type { IndexRecord, ItemRecord, KeyDefinition, RecordId, TableRecord } from '#modeling'
import { valueText } from '../../../ui/index.ts'

/** Items that share the partition key of the table or of an index. */
export interface ItemCollection {
  readonly id: string
  /** The partition key as text; several parts with a dot between them. */
  readonly label: string
  readonly items: number
  /** Of what the table or the index stores. */
  readonly bytes: number
  /** False for the items that have no partition key yet. */
  readonly hasKey: boolean
}

/** Sample items as a Query would meet them: collection by collection, each in the order of its sort key. */
export interface CollectedItems {
  readonly items: readonly ItemRecord[]
  readonly collectionOf: ReadonlyMap<RecordId, ItemCollection>
  readonly collections: number
  /** Items that the index does not hold, because they lack an attribute of its key. */
  readonly absent: readonly ItemRecord[]
}

/**
 * The items of a table, or those of one of its indexes, by item collection. Collections stand in the order of their
 * first item, because DynamoDB promises none; within one, items stand in the order of the sort key. Items without a
 * sort key follow, then those without a partition key.
 */
export function collectItems(
  table: TableRecord,
  index: IndexRecord | undefined,
  items: readonly ItemRecord[],
): CollectedItems {
  const { key } = index ?? table
  const definition = index && indexDefinition(index)
  const base = { name: table.name, key: table.key, indexes: [] }
  /** What the index stores of an item, which may be less than the item. */
  const entryOf = (item: AttributeMap) => (definition && projectEntry(base, definition, item)) ?? item
  const absent: ItemRecord[] = []
  const keyed = new Map<string, ItemRecord[]>()
  const unkeyed: ItemRecord[] = []
  for (const record of items) {
    if (definition && !isInIndex(definition, record.item)) {
      absent.push(record)
      continue
    }
    const id = partitionId(key, record.item)
    if (id === undefined) unkeyed.push(record)
    else {
      const members = keyed.get(id)
      if (members) members.push(record)
      else keyed.set(id, [record])
    }
  }
  const collectionOf = new Map<RecordId, ItemCollection>()
  const ordered: ItemRecord[] = []
  const put = (id: string, label: string, members: readonly ItemRecord[], hasKey: boolean): void => {
    const bytes = members.reduce((sum, { item }) => sum + sizeOf(entryOf(item)), 0)
    const collection = { id, label, items: members.length, bytes, hasKey }
    for (const record of members) {
      collectionOf.set(record.id, collection)
      ordered.push(record)
    }
  }
  for (const [id, members] of keyed) {
    put(`=${id}`, partitionLabel(key, members[0]?.item ?? {}), inSortOrder(key, members), true)
  }
  if (unkeyed.length > 0) put('none', 'No partition key', unkeyed, false)
  return { items: ordered, collectionOf, collections: keyed.size, absent }
}

/** An index of the model as the rules of DynamoDB take it. */
export function indexDefinition({ name, indexKind, key, projection }: IndexRecord): IndexDefinition {
  return { name, kind: indexKind, key, projection }
}

const sizes = new WeakMap<AttributeMap, number>()

/** Bytes of an item; asked again for the same one, it costs nothing. */
export function sizeOf(item: AttributeMap): number {
  const known = sizes.get(item)
  if (known !== undefined) return known
  const bytes = itemSize(item)
  sizes.set(item, bytes)
  return bytes
}

const partitions = new WeakMap<AttributeMap, { readonly key: KeyDefinition; readonly id: string | undefined }>()

/** The partition key as text; asked again of the same item, as of nearly all after an edit, it costs nothing. */
function partitionId(key: KeyDefinition, item: AttributeMap): string | undefined {
  const known = partitions.get(item)
  if (known?.key === key) return known.id
  const id = findPartitionId(key, item)
  partitions.set(item, { key, id })
  return id
}

function findPartitionId({ partition }: KeyDefinition, item: AttributeMap): string | undefined {
  const values = partition.map(part => attributeOf(item, part.name))
  return values.length === 0 || values.includes(undefined) ? undefined : JSON.stringify(values)
}

function partitionLabel({ partition }: KeyDefinition, item: AttributeMap): string {
  return partition
    .map(part => {
      const value = attributeOf(item, part.name)
      return value === undefined ? '' : valueText(value, 120) || '(empty)'
    })
    .join(' · ')
}

function inSortOrder({ sort }: KeyDefinition, members: readonly ItemRecord[]): readonly ItemRecord[] {
  if (sort.length === 0 || members.length < 2) return members
  return members.toSorted((left, right) => {
    for (const part of sort) {
      const a = attributeOf(left.item, part.name)
      const b = attributeOf(right.item, part.name)
      if (a === undefined || b === undefined) {
        if (a !== b) return a === undefined ? 1 : -1
        continue
      }
      const order = compareScalars(a, b) ?? 0
      if (order !== 0) return order
    }
    return 0
  })
}
