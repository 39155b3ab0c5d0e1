import type { SqliteDatabase } from '../sqlite.ts'
import { catalog } from './0001-catalog.ts'

/** Every step from an empty file to today's store, in order; the file's `user_version` is the number of steps taken. */
const STEPS: readonly string[] = [catalog]

/** 'FACT': tells our files from other SQLite databases. */
const APPLICATION_ID = 0x46414354

/** Brings the store to today's form. A store from a newer Facet is refused, untouched. */
export function migrate(db: SqliteDatabase): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  const applicationId = Number(db.pragma('application_id', { simple: true }))
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  if (tables !== 0 && applicationId !== APPLICATION_ID) {
    throw new Error('the SQLite file in it belongs to another program')
  }
  if (version > STEPS.length) {
    throw new Error(`its store has version ${version}, this Facet knows up to ${STEPS.length}; update Facet`)
  }
  if (version === STEPS.length) return
  db.transaction(() => {
    for (const step of STEPS.slice(version)) db.exec(step)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${STEPS.length}`)
  })()
}
