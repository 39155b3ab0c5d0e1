import { type Item, itemSize, projectEntry } from '#dynamo'
import { indexRowKey, justAfter, segmentRange, tableRowKey } from '../storage/key-encoding.ts'
import { indexFacts, type TableState } from './table-state.ts'
import type { TableStore } from './table-store.ts'

/** Base items copied per turn: small enough that no request waits noticeably behind a chunk. */
const ITEMS_PER_TURN = 200

/**
 * Fills a new global index from the base items, a chunk per turn so that other requests go on in between. Writes that
 * come meanwhile keep the index up to date themselves (commit-write.ts); a chunk copies what is stored at its own time,
 * so the order of the two does not matter. After a restart, or when a chunk's group was undone, it begins anew.
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

  start(tableName: string, indexName: string): void {
    let range = segmentRange(0, 1)
    const turn = (): void => {
      // Looked up each turn: the index or its table may be gone, or the table's facts replaced.
      const table = this.#closed ? undefined : this.#store.tables.get(tableName)
      const index = table?.indexes.find(candidate => candidate.definition.name === indexName)
      if (table === undefined || index === undefined) return
      if (indexFacts(table.facts, indexName).status !== 'CREATING') return
      const { definition } = table.facts
      const chunk = table.rows.slice(range, true, ITEMS_PER_TURN)
      this.#store.beginWrite()
      for (const [, text] of chunk) {
        const item = JSON.parse(text) as Item
        const baseKey = tableRowKey(definition.key, item)
        range = { from: justAfter(baseKey), to: undefined }
        const entry = projectEntry(definition, index.definition, item)
        if (entry === undefined) continue
        const key = indexRowKey(index.definition.key, entry, baseKey)
        const whole = index.definition.projection.type === 'ALL'
        index.rows.put(key, itemSize(entry), whole ? text : JSON.stringify(entry), index.rows.sizeOf(key))
      }
      const filled = chunk.length < ITEMS_PER_TURN
      if (filled) this.#markActive(table, indexName)
      this.#store.whenSettled(failure => {
        if (failure !== undefined) this.start(tableName, indexName)
        else if (filled) this.#done()
        else setImmediate(turn)
      })
    }
    setImmediate(turn)
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
