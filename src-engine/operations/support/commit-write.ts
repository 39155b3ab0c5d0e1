import {
  type CapacityMeter,
  equalItems,
  type IndexDefinition,
  type Item,
  indexWriteUnits,
  itemSize,
  projectEntry,
  writeUnits,
} from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import { indexRowKey, type RowKey } from '../../storage/key-encoding.ts'
import type { StoredRow } from '../../storage/rows.ts'
import type { IndexState, TableState } from '../../tables/table-state.ts'

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
    if (this.#item === undefined && this.text !== undefined) this.#item = JSON.parse(this.text) as Item
    return this.#item
  }
}

/** The stored item under a key. `sizeOnly` when nobody will look inside: the text is then not read. */
export function readBefore(table: TableState, key: RowKey, sizeOnly: boolean): Before {
  if (sizeOnly && table.indexes.length === 0) {
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

/**
 * The one write path: base row, index rows and metering, inside the group's transaction. Every check has passed before.
 *
 * @param after the item to store; undefined deletes
 * @param meter counts the table's units (the larger of old and new) and each touched index's
 */
export function commitWrite(
  engine: EngineContext,
  table: TableState,
  key: RowKey,
  before: Before,
  after: After | undefined,
  meter: CapacityMeter,
): void {
  meter.addTable(Math.max(writeUnits(before.size ?? 0), writeUnits(after?.size ?? 0)))
  if (before.size === undefined && after === undefined) return
  engine.store.beginWrite()
  const text = after === undefined ? undefined : JSON.stringify(after.item)
  if (after !== undefined && text !== undefined) table.rows.put(key, after.size, text, before.size)
  else if (before.size !== undefined) table.rows.delete(key, before.size)
  for (const index of table.indexes) maintainIndex(table, index, key, before.item(), after?.item, text, meter)
}

/** The units of a write that stopped at its condition: what the success would have cost on the table. */
export function meterRefusedWrite(before: Before, meter: CapacityMeter): void {
  meter.addTable(writeUnits(before.size ?? 0))
}

function maintainIndex(
  table: TableState,
  index: IndexState,
  baseKey: RowKey,
  oldItem: Item | undefined,
  newItem: Item | undefined,
  newText: string | undefined,
  meter: CapacityMeter,
): void {
  const { definition, rows } = index
  const oldEntry = oldItem && projectEntry(table.facts.definition, definition, oldItem)
  const newEntry = newItem && projectEntry(table.facts.definition, definition, newItem)
  if (oldEntry === undefined && newEntry === undefined) return
  const oldKey = oldEntry && indexRowKey(definition.key, oldEntry, baseKey)
  const newKey = newEntry && indexRowKey(definition.key, newEntry, baseKey)
  const moved = oldKey !== undefined && newKey !== undefined && !oldKey.equals(newKey)
  const changed = oldEntry !== undefined && newEntry !== undefined && !equalItems(oldEntry, newEntry)
  const newSize = newEntry && itemSize(newEntry)
  const oldSize = oldEntry && itemSize(oldEntry)
  const units = indexWriteUnits(oldSize, newSize, moved, changed)
  if (units > 0) meter.addIndex(definition.name, definition.kind, units)
  // An index that is being filled may not hold the old entry yet: what is stored decides, not what should be.
  if (oldKey !== undefined && (newKey === undefined || moved)) {
    const stored = rows.sizeOf(oldKey)
    if (stored !== undefined) rows.delete(oldKey, stored)
  }
  if (newKey !== undefined && newSize !== undefined && (oldKey === undefined || moved || changed)) {
    rows.put(newKey, newSize, entryText(definition, newEntry, newText), rows.sizeOf(newKey))
  }
}

/** The text of an entry; of a full projection it is the item's own. */
function entryText(definition: IndexDefinition, entry: Item | undefined, itemText: string | undefined): string {
  return definition.projection.type === 'ALL' && itemText !== undefined ? itemText : JSON.stringify(entry)
}
