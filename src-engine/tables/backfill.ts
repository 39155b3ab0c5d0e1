import { type Item, itemSize, parseJson, projectEntry, vectorEntryOf } from '#dynamo'
import {
  indexRowKey,
  justAfter,
  type RowKey,
  type RowRange,
  segmentRange,
  tableRowKey,
} from '../storage/key-encoding.ts'
import { vectorRow } from '../storage/vector-rows.ts'
import { indexFacts, type TableState } from './table-state.ts'
import type { TableStore } from './table-store.ts'

/** Base items, and about their bytes, copied per turn: so few that no request waits noticeably behind a chunk. */
const ITEMS_PER_TURN = 200
const BYTES_PER_TURN = 1_048_576

/** A chunk that could not be stored (the disk is full) is tried again after this many milliseconds. */
const RETRY_AFTER_MS = 1000

/** An index that is being filled. */
interface Unfilled {
  readonly table: TableState
  readonly name: string
  /** Names its rows: an index that is deleted and made again under its name has others. */
  readonly rows: string
  /** Puts the index's entry for a stored item, if it has one. */
  readonly copy: (item: Item, text: string, key: RowKey) => void
}

/**
 * Fills a new global or vector index from the base items, a chunk per turn so that other requests go on in between. Writes that
 * come meanwhile keep the index up to date themselves (commit-write.ts); a chunk copies what is stored at its own time,
 * so the order of the two does not matter. Each chunk is a transaction of its own: one that fails takes nobody's writes
 * with it. After a restart, or when a chunk failed, it begins anew.
 *
 * An item that the index cannot hold (a key attribute of another type, no vector) is left out, as on the service.
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

  /** Takes up every index that is still being filled; those that wait for their time are table-lifecycle.ts's. */
  resume(): void {
    for (const table of this.#store.tables.all()) {
      for (const [name, { status, until }] of Object.entries(table.facts.indexes)) {
        if (status === 'CREATING' && until === undefined) this.start(table.facts.definition.name, name)
      }
    }
  }

  /** Fills this index in turns to come; nothing happens when it is not there or filled. */
  start(tableName: string, indexName: string): void {
    const rows = this.#unfilled(tableName, indexName)?.rows
    let range = segmentRange(0, 1)
    const turn = (): void => {
      // Looked up each turn: the index or its table may be gone, or the table's facts replaced.
      const found = this.#unfilled(tableName, indexName)
      if (found === undefined || found.rows !== rows) return
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

  #unfilled(tableName: string, indexName: string): Unfilled | undefined {
    const table = this.#closed ? undefined : this.#store.tables.get(tableName)
    if (table === undefined) return undefined
    const found = globalIndex(table, indexName) ?? vectorIndex(table, indexName)
    return found !== undefined && indexFacts(table.facts, indexName).status === 'CREATING' ? found : undefined
  }

  /** Copies and commits the next items of the range. Returns what is left of it. */
  #copyChunk({ table, name, copy }: Unfilled, range: RowRange): RowRange | 'last' | 'failed' {
    let left = range
    let stored = false
    try {
      const wanted = Math.min(ITEMS_PER_TURN, table.rows.rowsWithin(BYTES_PER_TURN))
      const chunk = table.rows.slice(range, true, wanted)
      this.#store.beginWrite()
      for (const [, text] of chunk) {
        const item = parseJson(text) as Item
        const key = tableRowKey(table.facts.definition.key, item)
        copy(item, text, key)
        left = { from: justAfter(key), to: undefined }
      }
      const isLast = chunk.length < wanted
      if (isLast) this.#mark(table, name, 'ACTIVE')
      else if (indexFacts(table.facts, name).backfilling === false) this.#mark(table, name, 'CREATING')
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

  /** From the first chunk on the index says that it is being filled, and its table may be changed again. */
  #mark(table: TableState, name: string, status: 'CREATING' | 'ACTIVE'): void {
    const { backfilling: _, ...kept } = indexFacts(table.facts, name)
    const facts = status === 'ACTIVE' ? { ...kept, status } : { ...kept, status, backfilling: true }
    const indexes = { ...table.facts.indexes, [name]: facts }
    this.#store.tables.change(table, { ...table.facts, indexes, status: 'ACTIVE' })
  }

  close(): void {
    this.#closed = true
  }
}

function globalIndex(table: TableState, name: string): Unfilled | undefined {
  const index = table.indexes.find(candidate => candidate.definition.name === name)
  if (index === undefined) return undefined
  const { definition, rows } = index
  const copy = (item: Item, text: string, baseKey: RowKey): void => {
    const entry = projectEntry(table.facts.definition, definition, item)
    if (entry === undefined) return
    const key = indexRowKey(definition, entry, table.facts.definition.key, baseKey)
    const whole = definition.projection.type === 'ALL'
    rows.put(key, itemSize(entry), whole ? text : JSON.stringify(entry), rows.sizeOf(key))
  }
  return { table, name, rows: rows.name, copy }
}

function vectorIndex(table: TableState, name: string): Unfilled | undefined {
  const index = table.vectors.find(candidate => candidate.definition.name === name)
  if (index === undefined) return undefined
  const { definition, rows } = index
  const copy = (item: Item, _text: string, key: RowKey): void => {
    const entry = vectorEntryOf(table.facts.definition, definition, item)
    if (entry !== undefined) rows.put(key, vectorRow(definition, entry, item))
  }
  return { table, name, rows: rows.name, copy }
}
