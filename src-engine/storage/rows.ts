import type { RowKey, RowRange } from './key-encoding.ts'
import { BOUND_LIMIT, type SqliteDatabase, type Statement } from './sqlite.ts'

/** A stored item as read: its size as DynamoDB counts it, and its wire JSON, ready to be spliced into an answer. */
export type StoredRow = readonly [size: number, item: string]

/** Sorts after every row key: hash, then a length whose first byte is at most 8. */
const AFTER_ALL: RowKey = Buffer.alloc(8, 0xff)

export interface RowCounts {
  readonly itemCount: number
  readonly sizeBytes: number
}

/** Rows that are counted, by their name in the catalogue. */
export interface Counted {
  readonly name: string
  itemCount: number
  sizeBytes: number
}

/** Collects the rows whose counts changed since the last commit. */
export interface CountsJournal {
  readonly changed: Set<Counted>
}

/** Rows as a reader sees them. */
export interface ReadableRows {
  get(key: RowKey): StoredRow | undefined
  /** Up to `limit` rows of the range, in key order or against it; fewer only when there are no more. */
  slice(range: RowRange, forward: boolean, limit: number): readonly StoredRow[]
  /** About how many rows hold so many bytes, going by the average row: what is worth reading at once. At least 1. */
  rowsWithin(bytes: number): number
}

/** A stored item with its row key. */
export type StoredEntry = readonly [key: RowKey, size: number, item: string]

interface PreparedStatements {
  readonly get: Statement
  readonly size: Statement
  readonly put: Statement
  readonly remove: Statement
  readonly forward: Statement
  readonly backward: Statement
}

function prepare(db: SqliteDatabase, name: string): PreparedStatements {
  const range = `SELECT size, item FROM ${name} WHERE key >= ? AND key < ? ORDER BY key`
  return {
    get: db.prepare(`SELECT size, item FROM ${name} WHERE key = ?`).raw(),
    size: db.prepare(`SELECT size FROM ${name} WHERE key = ?`).pluck(),
    put: db.prepare(
      `INSERT INTO ${name} (key, size, item) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET size = excluded.size, item = excluded.item`,
    ),
    remove: db.prepare(`DELETE FROM ${name} WHERE key = ?`),
    forward: db.prepare(`${range} ${BOUND_LIMIT}`).raw(),
    backward: db.prepare(`${range} DESC ${BOUND_LIMIT}`).raw(),
  }
}

function prepareEntries(db: SqliteDatabase, name: string) {
  const range = `SELECT key, size, item FROM ${name} WHERE key >= ? AND key < ? ORDER BY key`
  return {
    forward: db.prepare(`${range} ${BOUND_LIMIT}`).raw(),
    backward: db.prepare(`${range} DESC ${BOUND_LIMIT}`).raw(),
  }
}

/**
 * The rows of one table or index: an SQLite table `key → size, item`.
 *
 * The item is kept as the canonical JSON text that goes over the wire, so a read without projection or filter copies
 * it into the answer without parsing. The key holds the order (key-encoding.ts). A plain rowid table with the key as
 * its primary key: measured faster than WITHOUT ROWID for items of ordinary size.
 */
export class Rows implements ReadableRows, Counted {
  readonly name: string
  /** Items stored, and the sum of their sizes in bytes. Exact; written to the store with each commit. */
  itemCount: number
  sizeBytes: number
  readonly #counts: CountsJournal
  readonly #db: SqliteDatabase
  #prepared: PreparedStatements | undefined
  #bytesWithin: Statement | undefined
  #preparedEntries: { readonly forward: Statement; readonly backward: Statement } | undefined

  constructor(db: SqliteDatabase, name: string, counts: RowCounts, journal: CountsJournal) {
    this.name = name
    this.itemCount = counts.itemCount
    this.sizeBytes = counts.sizeBytes
    this.#counts = journal
    this.#db = db
  }

  /** Prepared at first use: opening a store of thousands of tables prepares nothing. */
  get #statements(): PreparedStatements {
    this.#prepared ??= prepare(this.#db, this.name)
    return this.#prepared
  }

  get(key: RowKey): StoredRow | undefined {
    return this.#statements.get.get(key) as StoredRow | undefined
  }

  /** The stored size, for writes that need nothing else of the old item. */
  sizeOf(key: RowKey): number | undefined {
    return this.#statements.size.get(key) as number | undefined
  }

  /** Stores an item; `oldSize` is the size of the row it replaces, undefined when there is none. */
  put(key: RowKey, size: number, item: string, oldSize: number | undefined): void {
    this.#statements.put.run(key, size, item)
    if (oldSize === undefined) this.itemCount++
    this.sizeBytes += size - (oldSize ?? 0)
    this.#counts.changed.add(this)
  }

  delete(key: RowKey, oldSize: number): void {
    this.#statements.remove.run(key)
    this.itemCount--
    this.sizeBytes -= oldSize
    this.#counts.changed.add(this)
  }

  /** Sum of the sizes of the rows of a range, which are all looked at. */
  bytesWithin(range: RowRange): number {
    this.#bytesWithin ??= this.#db.prepare(`SELECT total(size) FROM ${this.name} WHERE key >= ? AND key < ?`).pluck()
    return this.#bytesWithin.get(range.from, range.to ?? AFTER_ALL) as number
  }

  rowsWithin(bytes: number): number {
    return this.sizeBytes === 0 ? Number.MAX_SAFE_INTEGER : Math.ceil((bytes * this.itemCount) / this.sizeBytes) + 1
  }

  slice(range: RowRange, forward: boolean, limit: number): readonly StoredRow[] {
    const statement = forward ? this.#statements.forward : this.#statements.backward
    return statement.all(range.from, range.to ?? AFTER_ALL, limit) as StoredRow[]
  }

  /** The same with the row keys, for those who merge rows with something else. */
  entries(range: RowRange, forward: boolean, limit: number): readonly StoredEntry[] {
    this.#preparedEntries ??= prepareEntries(this.#db, this.name)
    const statement = forward ? this.#preparedEntries.forward : this.#preparedEntries.backward
    return statement.all(range.from, range.to ?? AFTER_ALL, limit) as StoredEntry[]
  }
}
