import {
  type AttributeValue,
  attributeOf,
  filtersOf,
  hashOf,
  type Item,
  type SearchScope,
  type VectorEntry,
  type VectorIndexDefinition,
} from '#dynamo'
import type { RowKey } from './key-encoding.ts'
import type { Counted, CountsJournal, RowCounts } from './rows.ts'
import type { SqliteDatabase, Statement } from './sqlite.ts'

/** What a vector index keeps of an item. */
export interface VectorRow {
  readonly vector: Float32Array
  readonly hash: AttributeValue | undefined
  /** In the order of the search schema; undefined where the item lacks it. */
  readonly filters: readonly (AttributeValue | undefined)[]
  /** Bytes of the entry. */
  readonly size: number
  /** Bytes by which the item is larger than with its vector as kept here (dynamo/vectors/vector-entry.ts). */
  readonly saved: number
}

/** The row of an entry and the item it is made of. */
export function vectorRow(index: VectorIndexDefinition, { vector, size, saved }: VectorEntry, item: Item): VectorRow {
  const hash = hashOf(index)
  return {
    vector,
    hash: hash && attributeOf(item, hash.name),
    filters: filtersOf(index).map(filter => attributeOf(item, filter.name)),
    size,
    saved,
  }
}

/** A vector and the number of its row, which `keyOf` knows. */
export type StoredVector = readonly [row: number, vector: Float32Array]

/** Vectors read in one step, at most: so few that no request waits noticeably behind one. */
const BYTES_PER_STEP = 1_048_576
const ROWS_PER_STEP = 2000

/**
 * The rows of one vector index: an SQLite table of row keys of items, what searches narrow by, and the vector as 32-bit
 * floats in the byte order of the machine, which is little-endian wherever this runs. No attribute is copied: what an
 * answer shows is read from the item. Rows are numbered as they come, so that a search can go on where it stopped while
 * others write.
 */
export class VectorRows {
  readonly name: string
  /** Entries and their bytes. */
  readonly counts: Counted
  /** What the vectors save over lists of numbers; `itemCount` is not used. */
  readonly saved: Counted
  readonly #db: SqliteDatabase
  readonly #journal: CountsJournal
  readonly #hashed: boolean
  readonly #filters: readonly string[]
  readonly #rowsPerStep: number
  readonly #walks = new Map<string, Statement>()
  #prepared: PreparedStatements | undefined

  constructor(
    db: SqliteDatabase,
    name: string,
    index: VectorIndexDefinition,
    counted: { readonly counts: RowCounts; readonly saved: RowCounts; readonly journal: CountsJournal },
  ) {
    this.name = name
    this.counts = { name, ...counted.counts }
    this.saved = { name: savedCounts(name), ...counted.saved }
    this.#db = db
    this.#journal = counted.journal
    this.#hashed = hashOf(index) !== undefined
    this.#filters = filtersOf(index).map((_, at) => `f${at}`)
    const bytes = index.dimensions * Float32Array.BYTES_PER_ELEMENT
    this.#rowsPerStep = Math.min(ROWS_PER_STEP, Math.ceil(BYTES_PER_STEP / bytes))
  }

  /** Makes the SQLite table. */
  create(): void {
    const filters = this.#filters.map(filter => `${filter} TEXT, `).join('')
    // What is looked at in every row stands before the vector, which may lie on pages of its own.
    this.#db.exec(
      `CREATE TABLE ${this.name} (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, size INTEGER NOT NULL,
         saved INTEGER NOT NULL, hash TEXT, ${filters}vector BLOB NOT NULL) STRICT`,
    )
    if (this.#hashed) this.#db.exec(`CREATE INDEX ${this.name}_by_hash ON ${this.name} (hash)`)
  }

  put(key: RowKey, { vector, hash, filters, size, saved }: VectorRow): void {
    const before = this.#statements.sizes.get(key) as readonly [number, number] | undefined
    const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
    const narrowed = this.#filters.map((_, at) => textOf(filters[at]))
    this.#statements.put.run(key, size, saved, textOf(hash), ...narrowed, bytes)
    this.#count(before === undefined ? 1 : 0, size - (before?.[0] ?? 0), saved - (before?.[1] ?? 0))
  }

  /** Nothing happens when the index does not hold the item. */
  delete(key: RowKey): void {
    const before = this.#statements.sizes.get(key) as readonly [number, number] | undefined
    if (before === undefined) return
    this.#statements.remove.run(key)
    this.#count(-1, -before[0], -before[1])
  }

  /** The vector of one item. */
  get(key: RowKey): Float32Array | undefined {
    const bytes = this.#statements.vector.get(key) as Buffer | undefined
    return bytes && floatsOf(bytes)
  }

  /** The row key of the item in this row, which there is in the turn that the walk came past it. */
  keyOf(row: number): RowKey {
    return this.#statements.key.get(row) as RowKey
  }

  /**
   * The vectors in a scope that were there at the beginning and still are when their turn comes, a short step at a time;
   * the last step is what the generator returns. Others may write between two steps, but not drop the table.
   */
  *walk(scope: SearchScope): Generator<readonly StoredVector[], readonly StoredVector[]> {
    const { last, step } = this.#statements
    const hash = textOf(scope.hash)
    const range = hash === null ? [] : [hash]
    const end = last.get() as number | null
    const [walk, narrowed] = this.#walkOf(scope, range)
    for (let after = 0; end !== null && after < end; ) {
      const to = (step.get(...range, after, this.#rowsPerStep - 1) as number | undefined) ?? end
      const rows = walk.all(after, Math.min(to, end), ...narrowed) as [number, Buffer][]
      after = to
      const vectors = rows.map(([row, bytes]): StoredVector => [row, floatsOf(bytes)])
      if (after >= end) return vectors
      yield vectors
    }
    return []
  }

  /** The statement that reads a step of this scope, and the values it compares with. */
  #walkOf({ filters }: SearchScope, range: readonly string[]): readonly [Statement, readonly (string | null)[]] {
    const named = this.#filters.filter((_, at) => filters[at] !== undefined)
    const conditions = [...(this.#hashed ? ['hash'] : []), ...named].map(column => ` AND ${column} = ?`).join('')
    let statement = this.#walks.get(conditions)
    if (statement === undefined) {
      const text = `SELECT id, vector FROM ${this.name} WHERE id > ? AND id <= ?${conditions} ORDER BY id`
      statement = this.#db.prepare(text).raw()
      this.#walks.set(conditions, statement)
    }
    const values = filters.filter(value => value !== undefined).map(textOf)
    return [statement, [...range, ...values]]
  }

  #count(items: number, bytes: number, saved: number): void {
    this.counts.itemCount += items
    this.counts.sizeBytes += bytes
    this.saved.sizeBytes += saved
    this.#journal.changed.add(this.counts).add(this.saved)
  }

  /** Prepared at first use, as in Rows. */
  get #statements(): PreparedStatements {
    this.#prepared ??= prepare(this.#db, this.name, this.#filters, this.#hashed)
    return this.#prepared
  }
}

/** Under which name the catalogue counts what the vectors of these rows save. */
export function savedCounts(name: string): string {
  return `${name}_saved`
}

interface PreparedStatements {
  readonly sizes: Statement
  readonly put: Statement
  readonly remove: Statement
  readonly vector: Statement
  readonly key: Statement
  readonly last: Statement
  /** The number of the row so many rows behind another one, of one hash value if the index has any. */
  readonly step: Statement
}

function prepare(db: SqliteDatabase, name: string, filters: readonly string[], hashed: boolean): PreparedStatements {
  const columns = ['size', 'saved', 'hash', ...filters, 'vector']
  const places = columns.map(() => '?').join(', ')
  const kept = columns.map(column => `${column} = excluded.${column}`).join(', ')
  return {
    sizes: db.prepare(`SELECT size, saved FROM ${name} WHERE key = ?`).raw(),
    put: db.prepare(
      `INSERT INTO ${name} (key, ${columns.join(', ')}) VALUES (?, ${places}) ON CONFLICT (key) DO UPDATE SET ${kept}`,
    ),
    remove: db.prepare(`DELETE FROM ${name} WHERE key = ?`),
    vector: db.prepare(`SELECT vector FROM ${name} WHERE key = ?`).pluck(),
    key: db.prepare(`SELECT key FROM ${name} WHERE id = ?`).pluck(),
    last: db.prepare(`SELECT max(id) FROM ${name}`).pluck(),
    step: db
      .prepare(`SELECT id FROM ${name} WHERE ${hashed ? 'hash = ? AND ' : ''}id > ? ORDER BY id LIMIT 1 OFFSET ?`)
      .pluck(),
  }
}

/** The content of a search attribute. All values in a column are of one type, and numbers are canonical. */
function textOf(value: AttributeValue | undefined): string | null {
  if (value === undefined) return null
  if ('S' in value) return value.S
  if ('N' in value) return value.N
  return 'B' in value ? value.B : null
}

function floatsOf(bytes: Buffer): Float32Array {
  const length = bytes.byteLength / Float32Array.BYTES_PER_ELEMENT
  // A view has to begin at a multiple of its elements' size.
  const aligned = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0
  const { buffer, byteOffset } = aligned ? bytes : new Uint8Array(bytes)
  return new Float32Array(buffer, byteOffset, length)
}
