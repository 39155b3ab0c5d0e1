import { equalItems, type Item, indexWriteUnits, itemSize, parseJson, projectEntry, writeUnits } from '#dynamo'
import { indexRowKey, type RowKey } from '../../storage/key-encoding.ts'
import type { StoredRow } from '../../storage/rows.ts'
import { type IndexState, needsImages, type TableState } from '../../tables/table-state.ts'
import { NO_VECTORS, planVectors, type VectorPlan } from '../../vectors/plan-vectors.ts'

/** The item as it lies in the store, read at most once, parsed only when somebody looks inside. */
export interface Before {
  readonly size: number | undefined
  /** Its wire JSON; undefined when there is no item. */
  readonly text: string | undefined
  item(): Item | undefined
}

class ReadBefore implements Before {
  readonly size: number | undefined
  readonly text: string | undefined
  #item: Item | undefined
  constructor(row: StoredRow | undefined) {
    this.size = row?.[0]
    this.text = row?.[1]
  }
  item(): Item | undefined {
    if (this.#item === undefined && this.text !== undefined) this.#item = parseJson(this.text) as Item
    return this.#item
  }
}

/** The stored item under a key. `sizeOnly` when the operation does not look inside: the text is read if others do. */
export function readBefore(table: TableState, key: RowKey, sizeOnly: boolean): Before {
  if (sizeOnly && !needsImages(table)) {
    const size = table.rows.sizeOf(key)
    return { size, text: undefined, item: () => undefined }
  }
  return new ReadBefore(table.rows.get(key))
}

/** An item to store, with its size in bytes. */
export interface After {
  readonly item: Item
  readonly size: number
}

/** What shall become of one item. */
export interface ItemWrite {
  readonly table: TableState
  readonly key: RowKey
  readonly before: Before
  /** Undefined deletes. `untouched` leaves the item as it is, at the price of a write: what a refused update costs. */
  readonly after: After | undefined | 'untouched'
}

/** What a write does to one index that it changes. */
export interface IndexChange {
  readonly index: IndexState
  /** The entry that goes; also that of an item whose index key changed. */
  readonly remove: RowKey | undefined
  /** The entry that comes or changes. */
  readonly put: { readonly key: RowKey; readonly entry: Item; readonly size: number } | undefined
  /** Write units on the index. */
  readonly units: number
}

/** A write with all it does and costs, before anything of it is done. */
export interface WritePlan extends ItemWrite {
  /** Write units on the table. */
  readonly tableUnits: number
  /** Only indexes that change, which are the ones that cost. */
  readonly indexChanges: readonly IndexChange[]
  readonly vectors: VectorPlan
}

const NO_CHANGES: readonly IndexChange[] = []

/**
 * Decides what a write does to the indexes of its table, and what it costs on each and on the table. Writes nothing.
 *
 * @param pricing a transaction pays double on the table, single on its indexes (fact file limits-and-capacity, section 6)
 */
export function planWrite(write: ItemWrite, pricing: 'single' | 'transaction' = 'single'): WritePlan {
  const { table, key, before, after } = write
  const newSize = after === 'untouched' ? undefined : after?.size
  const vectors = table.vectors.length === 0 ? NO_VECTORS : vectorsOf(write)
  const units = Math.max(
    writeUnits((before.size ?? 0) - vectors.savedBefore),
    writeUnits((newSize ?? 0) - vectors.savedAfter),
  )
  return {
    table,
    key,
    before,
    after,
    tableUnits: pricing === 'transaction' ? units * 2 : units,
    indexChanges: table.indexes.length === 0 || after === 'untouched' ? NO_CHANGES : changesOf(write, after?.item),
    vectors,
  }
}

/** A write that leaves the item as it is still costs what the item is billed. */
function vectorsOf({ table, before, after }: ItemWrite): VectorPlan {
  const oldItem = before.item()
  return planVectors(table, oldItem, after === 'untouched' ? oldItem : after?.item)
}

function changesOf({ table, key, before }: ItemWrite, newItem: Item | undefined): readonly IndexChange[] {
  const oldItem = before.item()
  const changes: IndexChange[] = []
  for (const index of table.indexes) {
    const change = changeOf(table, index, key, oldItem, newItem)
    if (change !== undefined) changes.push(change)
  }
  return changes
}

function changeOf(
  table: TableState,
  index: IndexState,
  baseKey: RowKey,
  oldItem: Item | undefined,
  newItem: Item | undefined,
): IndexChange | undefined {
  const { definition } = index
  const tableDefinition = table.facts.definition
  const oldEntry = oldItem && projectEntry(tableDefinition, definition, oldItem)
  const newEntry = newItem && projectEntry(tableDefinition, definition, newItem)
  if (oldEntry === undefined && newEntry === undefined) return undefined
  const oldKey = oldEntry && indexRowKey(definition, oldEntry, tableDefinition.key, baseKey)
  const newKey = newEntry && indexRowKey(definition, newEntry, tableDefinition.key, baseKey)
  const moved = oldKey !== undefined && newKey !== undefined && !oldKey.equals(newKey)
  const changed = oldEntry !== undefined && newEntry !== undefined && !equalItems(oldEntry, newEntry)
  const size = newEntry && itemSize(newEntry)
  const units = indexWriteUnits(oldEntry && itemSize(oldEntry), size, moved, changed)
  if (units === 0) return undefined
  return {
    index,
    remove: newKey === undefined || moved ? oldKey : undefined,
    put:
      newKey === undefined || newEntry === undefined || size === undefined
        ? undefined
        : { key: newKey, entry: newEntry, size },
    units,
  }
}
