import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { checkIsOurs, migrate } from './migrations/migrate.ts'
import type { SqliteDatabase } from './sqlite.ts'

/** Where the store lives: gone with the process, or a directory that survives restarts and killed processes. */
export type StorageLocation = { readonly kind: 'memory' } | { readonly kind: 'directory'; readonly path: string }

/** Another process holds the data directory. */
export class StorageInUseError extends Error {
  readonly code = 'STORAGE_IN_USE'
  readonly path: string
  constructor(path: string) {
    super(
      `The data directory ${path} is in use by another process. Stop that process, or choose another directory with --data.`,
    )
    this.path = path
  }
}

/** The data directory holds something that is not a store of ours, or one that cannot be opened. */
export class StorageUnusableError extends Error {
  readonly code = 'STORAGE_UNUSABLE'
  readonly path: string
  constructor(path: string, reason: string) {
    super(`The data directory ${path} cannot be used: ${reason}`)
    this.path = path
  }
}

export const STORE_FILE = 'facet.sqlite'

/**
 * Pages of a store in memory. A page that splits lends its neighbours the number of SQLite's lock page for a moment (at one
 * GB), and the commit then looks at all pages in memory for those beyond the end. So writes get dearer as a store grows;
 * with half as many pages half as much: at 400,000 items of 1 KB a put takes three quarters of the time it takes with 8 KB. Larger
 * pages cost more to copy before they are changed.
 */
const MEMORY_PAGE_SIZE = 16_384

/**
 * Opens the store. Settings and their reasons:
 * - 8 KB pages: an item of 1 KB stays on its page; measured three times faster to insert than 4 KB. In memory twice that.
 * - WAL with synchronous NORMAL: a commit is a write to the operating system, so a killed process loses nothing that
 *   was committed (a power cut may lose the last moments, and never corrupts).
 * - exclusive locking: one process owns a store, a second one is refused at once instead of at its first write, and no
 *   shared-memory file is needed.
 */
export function openDatabase(location: StorageLocation): SqliteDatabase {
  if (location.kind === 'memory') {
    const db = new Sqlite(':memory:')
    db.pragma(`page_size = ${MEMORY_PAGE_SIZE}`)
    db.pragma('journal_mode = MEMORY')
    migrate(db)
    return db
  }
  const file = join(location.path, STORE_FILE)
  let db: SqliteDatabase | undefined
  try {
    mkdirSync(location.path, { recursive: true })
    db = new Sqlite(file, { timeout: 0 })
    db.pragma('locking_mode = EXCLUSIVE')
    // Before the first setting that writes into the file.
    checkIsOurs(db)
    db.pragma('page_size = 8192')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -65536')
    db.pragma('journal_size_limit = 67108864')
    // Takes the exclusive lock now, so that a second process is told at its start.
    db.exec('BEGIN IMMEDIATE; COMMIT')
    migrate(db)
    return db
  } catch (error) {
    db?.close()
    throw openingError(error, location.path)
  }
}

/** Why a store cannot be opened, from whatever was thrown on the way. */
export function openingError(error: unknown, path: string): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new StorageInUseError(path)
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'SQLITE_NOTADB') {
    return new StorageUnusableError(path, `${STORE_FILE} in it is not a Facet store. Choose another directory.`)
  }
  if (code === 'SQLITE_CORRUPT') {
    return new StorageUnusableError(
      path,
      `${STORE_FILE} in it is damaged. Put back a copy, or choose another directory.`,
    )
  }
  // What we refuse ourselves has no code, and says what to do.
  const advice = code === '' ? '' : '. Check that the directory exists and may be written.'
  return new StorageUnusableError(path, message + advice)
}
