import { openDatabase, openingError, type StorageLocation } from '../storage/database.ts'
import { GroupCommit, type Settled, type StoreLostError } from '../storage/group-commit.ts'
import type { SqliteDatabase } from '../storage/sqlite.ts'
import { StreamStore } from '../storage/stream-store.ts'
import { TokenStore } from '../storage/token-store.ts'
import { TableCatalog } from './table-catalog.ts'

/**
 * The open store: its tables and the one writer. Everything an operation does to data goes through here; nothing else
 * holds the SQLite connection.
 */
export class TableStore {
  readonly tables: TableCatalog
  /** Transactions done of late. Written between `beginWrite` and the commit, like everything else. */
  readonly tokens: TokenStore
  readonly streams: StreamStore
  readonly #db: SqliteDatabase
  readonly #commit: GroupCommit
  readonly #afterRollback: (() => void)[] = []

  constructor(location: StorageLocation) {
    this.#db = openDatabase(location)
    this.tables = openCatalog(this.#db, location)
    this.tokens = new TokenStore(this.#db)
    this.streams = new StreamStore(this.#db)
    this.#commit = new GroupCommit(this.#db, {
      beforeCommit: () => this.tables.saveCounts(),
      onRollback: () => {
        this.tables.reload()
        for (const forget of this.#afterRollback) forget()
      },
    })
  }

  /** Why the store takes no more requests; undefined as long as it does. */
  get lost(): StoreLostError | undefined {
    return this.#commit.lost
  }

  /** The writes to come belong to the group that is committed at the end of this turn. */
  beginWrite(): void {
    this.#commit.begin()
  }

  /** Calls back when everything done so far is durable: at once if nothing is pending. */
  whenSettled(settled: Settled): void {
    this.#commit.whenSettled(settled)
  }

  /** A write of this group failed half-way: nothing of the group happens. */
  abandonGroup(reason: Error): void {
    this.#commit.rollback(reason)
  }

  /** Calls back after writes were undone: what is held in memory beside `tables` may say what is no longer so. */
  onRollback(forget: () => void): void {
    this.#afterRollback.push(forget)
  }

  commitNow(): void {
    this.#commit.commitNow()
  }

  close(): void {
    if (!this.#db.open) return
    this.#commit.commitNow()
    this.#db.close()
  }
}

/** Reading the catalogue is the first look at what is inside the file: a damaged one shows here. */
function openCatalog(db: SqliteDatabase, location: StorageLocation): TableCatalog {
  try {
    return new TableCatalog(db)
  } catch (error) {
    db.close()
    throw location.kind === 'directory' ? openingError(error, location.path) : error
  }
}
