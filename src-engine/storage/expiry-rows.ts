import type { RowKey } from './key-encoding.ts'
import type { SqliteDatabase, Statement } from './sqlite.ts'

/** When an item expires, and its row key. */
export type DueItem = readonly [at: number, key: RowKey]

interface PreparedStatements {
  readonly add: Statement
  readonly remove: Statement
  readonly due: Statement
}

/**
 * When the items of a table expire: an SQLite table `(time, row key)` in the order of time, so that what is due is found
 * without looking at what is not. Only tables with time to live have one. Times are milliseconds since 1970.
 */
export class ExpiryRows {
  readonly #db: SqliteDatabase
  readonly #name: string
  #prepared: PreparedStatements | undefined

  constructor(db: SqliteDatabase, name: string) {
    this.#db = db
    this.#name = name
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${name} (at INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (at, key)) STRICT, WITHOUT ROWID`,
    )
  }

  get #statements(): PreparedStatements {
    this.#prepared ??= {
      add: this.#db.prepare(`INSERT OR IGNORE INTO ${this.#name} (at, key) VALUES (?, ?)`),
      remove: this.#db.prepare(`DELETE FROM ${this.#name} WHERE at = ? AND key = ?`),
      due: this.#db.prepare(`SELECT at, key FROM ${this.#name} WHERE at >= ? AND at < ? ORDER BY at LIMIT ?`).raw(),
    }
    return this.#prepared
  }

  add(at: number, key: RowKey): void {
    this.#statements.add.run(at, key)
  }

  remove(at: number, key: RowKey): void {
    this.#statements.remove.run(at, key)
  }

  /** Up to `limit` times from `from` on and before `to`, earliest first. */
  due(from: number, to: number, limit: number): readonly DueItem[] {
    return this.#statements.due.all(from, to, limit) as DueItem[]
  }

  drop(): void {
    this.#db.exec(`DROP TABLE IF EXISTS ${this.#name}`)
  }
}
