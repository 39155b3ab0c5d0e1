import type Sqlite from 'better-sqlite3'

/** The connection and statements of better-sqlite3, by the names the rest of storage uses. */
export type SqliteDatabase = Sqlite.Database
export type Statement = Sqlite.Statement

/**
 * A limit that is bound at each call. A bare `LIMIT ?` is part of what SQLite plans by, so that each new value has the
 * statement compiled again, which costs more than reading twenty rows does; of a sum it knows nothing beforehand.
 */
export const BOUND_LIMIT = 'LIMIT ? + 0'
