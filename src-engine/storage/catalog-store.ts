import type { VectorIndexDefinition } from '#dynamo'
import { ExpiryRows } from './expiry-rows.ts'
import { type CountsJournal, type RowCounts, Rows } from './rows.ts'
import type { SqliteDatabase, Statement } from './sqlite.ts'
import { savedCounts, VectorRows } from './vector-rows.ts'

/** A catalogue row: the table's id in this store and its facts as JSON text. */
export interface CatalogRow {
  readonly id: number
  readonly facts: string
}

/** All SQL that is about tables rather than items. */
export class CatalogStore {
  readonly #db: SqliteDatabase
  readonly #journal: CountsJournal = { changed: new Set() }
  readonly #insert: Statement
  readonly #update: Statement
  readonly #delete: Statement
  readonly #setCounts: Statement
  readonly #getCounts: Statement
  readonly #dropCounts: Statement

  constructor(db: SqliteDatabase) {
    this.#db = db
    this.#insert = db.prepare('INSERT INTO catalog (name, facts) VALUES (?, ?)')
    this.#update = db.prepare('UPDATE catalog SET facts = ? WHERE id = ?')
    this.#delete = db.prepare('DELETE FROM catalog WHERE id = ?')
    this.#setCounts = db.prepare(
      `INSERT INTO counts (rows, item_count, size_bytes) VALUES (?, ?, ?)
       ON CONFLICT (rows) DO UPDATE SET item_count = excluded.item_count, size_bytes = excluded.size_bytes`,
    )
    this.#getCounts = db.prepare('SELECT item_count AS itemCount, size_bytes AS sizeBytes FROM counts WHERE rows = ?')
    this.#dropCounts = db.prepare('DELETE FROM counts WHERE rows = ?')
  }

  all(): readonly CatalogRow[] {
    return this.#db.prepare('SELECT id, facts FROM catalog ORDER BY id').all() as CatalogRow[]
  }

  insert(name: string, facts: string): number {
    return Number(this.#insert.run(name, facts).lastInsertRowid)
  }

  update(id: number, facts: string): void {
    this.#update.run(facts, id)
  }

  delete(id: number): void {
    this.#delete.run(id)
  }

  createRows(name: string): Rows {
    this.#db.exec(
      `CREATE TABLE ${name} (key BLOB PRIMARY KEY NOT NULL, size INTEGER NOT NULL, item TEXT NOT NULL) STRICT`,
    )
    return new Rows(this.#db, name, { itemCount: 0, sizeBytes: 0 }, this.#journal)
  }

  openRows(name: string): Rows {
    return new Rows(this.#db, name, this.#countsOf(name), this.#journal)
  }

  createVectorRows(name: string, index: VectorIndexDefinition): VectorRows {
    const rows = this.openVectorRows(name, index)
    rows.create()
    return rows
  }

  openVectorRows(name: string, index: VectorIndexDefinition): VectorRows {
    const counts = this.#countsOf(name)
    return new VectorRows(this.#db, name, index, {
      counts,
      saved: this.#countsOf(savedCounts(name)),
      journal: this.#journal,
    })
  }

  #countsOf(name: string): RowCounts {
    return (this.#getCounts.get(name) as RowCounts | undefined) ?? { itemCount: 0, sizeBytes: 0 }
  }

  dropRows(rows: Rows | VectorRows): void {
    this.#db.exec(`DROP TABLE IF EXISTS ${rows.name}`)
    for (const counted of rows instanceof VectorRows ? [rows.counts, rows.saved] : [rows]) {
      this.#journal.changed.delete(counted)
      this.#dropCounts.run(counted.name)
    }
  }

  /** When the items of a table expire; empty if there was no such record of it yet. */
  openExpiry(name: string): ExpiryRows {
    return new ExpiryRows(this.#db, name)
  }

  /** Writes the counts that changed since the last commit; part of every commit. */
  saveCounts(): void {
    for (const rows of this.#journal.changed) this.#setCounts.run(rows.name, rows.itemCount, rows.sizeBytes)
    this.#journal.changed.clear()
  }

  /** The transaction was rolled back: what is held in memory no longer counts. */
  forgetCounts(): void {
    this.#journal.changed.clear()
  }
}
