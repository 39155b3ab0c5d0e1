import type { SqliteDatabase } from '../sqlite.ts'
import { catalog } from './0001-catalog.ts'
import { tokens } from './0002-tokens.ts'
import { streams } from './0003-streams.ts'

/** Every step from an empty file to today's store, in order; the file's `user_version` is the number of steps taken. */
const STEPS: readonly string[] = [catalog, tokens, streams, '']

/** Stores of fewer steps, made before the first release, keep their items in another order (key-encoding.ts). */
const OLDEST = 4

/** 'FACT': tells our files from other SQLite databases. */
const APPLICATION_ID = 0x46414354

/** Refuses another program's file and a store from a newer Facet, or one too old. Only reads, so that they stay as they are. */
export function checkIsOurs(db: SqliteDatabase): void {
  const version = versionOf(db)
  const applicationId = Number(db.pragma('application_id', { simple: true }))
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  if (tables !== 0 && applicationId !== APPLICATION_ID) {
    throw new Error('the SQLite file in it belongs to another program. Choose another directory.')
  }
  if (version > STEPS.length) {
    throw new Error(`its store has version ${version}, this Facet knows up to ${STEPS.length}; update Facet.`)
  }
  if (version > 0 && version < OLDEST) {
    throw new Error('its store was made by a Facet from before its first release. Choose another directory.')
  }
}

function versionOf(db: SqliteDatabase): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Brings a store of ours, or an empty file, to today's form. */
export function migrate(db: SqliteDatabase): void {
  const version = versionOf(db)
  if (version === STEPS.length) return
  db.transaction(() => {
    for (const step of STEPS.slice(version)) db.exec(step)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${STEPS.length}`)
  })()
}
