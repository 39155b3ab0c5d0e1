/** Beginnings of SQLite's result codes that a user can do something about. */
const ADVICE: readonly (readonly [code: string, advice: string])[] = [
  ['SQLITE_FULL', 'Make room on the disk of the data directory. What was answered before is kept.'],
  ['SQLITE_IOERR', 'Check that the disk of the data directory works and has room. What was answered before is kept.'],
  ['SQLITE_READONLY', 'Check that the data directory may be written. What was answered before is kept.'],
  ['SQLITE_CORRUPT', 'The store is damaged. Stop Facet and put back a copy, or choose another directory.'],
]

/** What went wrong inside the engine, with what to do where it was the storage. */
export function faultText(fault: Error): string {
  const code = 'code' in fault ? String(fault.code) : ''
  const advice = ADVICE.find(([beginning]) => code.startsWith(beginning))?.[1]
  return advice === undefined ? fault.message : `${fault.message}. ${advice}`
}
