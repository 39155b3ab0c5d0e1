import type Sqlite from 'better-sqlite3'

/** The connection and statements of better-sqlite3, by the names the rest of storage uses. */
export type SqliteDatabase = Sqlite.Database
export type Statement = Sqlite.Statement
