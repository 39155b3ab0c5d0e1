import { type Item, itemSize, projectEntry } from '#dynamo'
import { indexRowKey, justAfter, type RowRange, segmentRange, tableRowKey } from '../storage/key-encoding.ts'
import { type IndexState, indexFacts, type TableState } from './table-state.ts'
import type { TableStore } from './table-store.ts'

/** Base items, and about their bytes, copied per turn: so few that no request waits noticeably behind a chunk. */
const ITEMS_PER_TURN = 200
const BYTES_PER_TURN = 1_048_576

/** A chunk that could not be stored (the disk is full) is tried again after this many milliseconds. */
const RETRY_AFTER_MS = 1000

/**
 * Fills a new global index from the base items, a chunk per turn so that other requests go on in between. Writes that
 * come meanwhile keep the index up to date themselves (commit-write.ts); a chunk copies what is stored at its own time,
 * so the order of the two does not matter. Each chunk is a transaction of its own: one that fails takes nobody's writes
 * with it. After a restart, or when a chunk failed, it begins anew.
 *
 * An item that the index cannot hold (a key attribute of another type) is left out, as on the service.
 */
export class Backfill {
  readonly #store: TableStore
  readonly #done: () => void
  #closed = false

  /** @param done called after each index that became ACTIVE */
  constructor(store: TableStore, done: () => void) {
    this.#store = store
    this.#done = done
  }

  /** Takes up every index that is still being filled. */
  resume(): void {
    for (const table of this.#store.tables.all()) {
      for (const index of table.indexes) {
        const facts = indexFacts(table.facts, index.definition.name)
        if (facts.status === 'CREATING') this.start(table.facts.definition.name, index.definition.name)
      }
    }
  }

  /** Fills this index in turns to come; nothing happens when it is not there or filled. */
  start(tableName: string, indexName: string): void {
    // An index that is deleted and made again under its name has other rows, and is filled by a run of its own.
    const rows = this.#unfilled(tableName, indexName)?.index.rows.name
    let range = segmentRange(0, 1)
    const turn = (): void => {
      // Looked up each turn: the index or its table may be gone, or the table's facts replaced.
      const found = this.#unfilled(tableName, indexName)
      if (found === undefined || found.index.rows.name !== rows) return
      this.#store.commitNow()
      const chunk = this.#copyChunk(found, range)
      if (chunk === 'failed') {
        setTimeout(() => this.start(tableName, indexName), RETRY_AFTER_MS).unref()
      } else if (chunk === 'last') {
        this.#done()
      } else {
        range = chunk
        setImmediate(turn)
      }
    }
    setImmediate(turn)
  }

  #unfilled(tableName: string, indexName: string): { table: TableState; index: IndexState } | undefined {
    const table = this.#closed ? undefined : this.#store.tables.get(tableName)
    const index = table?.indexes.find(candidate => candidate.definition.name === indexName)
    if (table === undefined || index === undefined) return undefined
    return indexFacts(table.facts, indexName).status === 'CREATING' ? { table, index } : undefined
  }

  /** Copies and commits the next items of the range. Returns what is left of it. */
  #copyChunk(found: { table: TableState; index: IndexState }, range: RowRange): RowRange | 'last' | 'failed' {
    const { table, index } = found
    let left = range
    let stored = false
    try {
      const wanted = Math.min(ITEMS_PER_TURN, table.rows.rowsWithin(BYTES_PER_TURN))
      const chunk = table.rows.slice(range, true, wanted)
      this.#store.beginWrite()
      for (const [, text] of chunk) left = { from: justAfter(copyItem(table, index, text)), to: undefined }
      const isLast = chunk.length < wanted
      if (isLast) this.#markActive(table, index.definition.name)
      this.#store.whenSettled(failure => {
        stored = failure === undefined
      })
      this.#store.commitNow()
      if (!stored) return 'failed'
      return isLast ? 'last' : left
    } catch (error) {
      this.#store.abandonGroup(error instanceof Error ? error : new Error(String(error)))
      return 'failed'
    }
  }

  #markActive(table: TableState, indexName: string): void {
    const { backfilling: _, ...facts } = indexFacts(table.facts, indexName)
    const indexes = { ...table.facts.indexes, [indexName]: { ...facts, status: 'ACTIVE' as const } }
    const filling = Object.values(indexes).some(index => index.status === 'CREATING')
    this.#store.tables.change(table, { ...table.facts, indexes, status: filling ? 'UPDATING' : 'ACTIVE' })
  }

  close(): void {
    this.#closed = true
  }
}

/** Puts the index's entry for a stored item, if it has one. Returns the item's row key. */
function copyItem({ facts }: TableState, { definition, rows }: IndexState, text: string) {
  const item = JSON.parse(text) as Item
  const baseKey = tableRowKey(facts.definition.key, item)
  const entry = projectEntry(facts.definition, definition, item)
  if (entry === undefined) return baseKey
  const key = indexRowKey(definition.key, entry, baseKey)
  const whole = definition.projection.type === 'ALL'
  rows.put(key, itemSize(entry), whole ? text : JSON.stringify(entry), rows.sizeOf(key))
  return baseKey
}
