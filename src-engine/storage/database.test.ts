import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { openDatabase, STORE_FILE, StorageInUseError, StorageUnusableError } from './database.ts'

let made: string[] = []
afterEach(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true })
  made = []
})
function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'facet-store-'))
  made.push(path)
  return path
}

test('a directory that another connection holds is refused, and free again when that one closes', () => {
  const path = directory()
  const first = openDatabase({ kind: 'directory', path })
  expect(() => openDatabase({ kind: 'directory', path })).toThrow(StorageInUseError)
  first.close()
  openDatabase({ kind: 'directory', path }).close()
})

test('a file that is no store is refused and stays as it is', () => {
  const path = directory()
  writeFileSync(join(path, STORE_FILE), 'my holiday notes, in a file of an unlucky name'.repeat(100))
  expect(() => openDatabase({ kind: 'directory', path })).toThrow(/facet\.sqlite in it is not a Facet store/)
  expect(readFileSync(join(path, STORE_FILE), 'utf8')).toMatch(/^my holiday notes/)
})

test('another program’s SQLite file is refused and stays as it is, to the byte', () => {
  const path = directory()
  const file = join(path, STORE_FILE)
  const other = new Sqlite(file)
  other.exec('CREATE TABLE notes (note TEXT); INSERT INTO notes VALUES (1)')
  other.close()
  const before = readFileSync(file)
  expect(() => openDatabase({ kind: 'directory', path })).toThrow(
    /belongs to another program. Choose another directory.$/,
  )
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a store of a newer version is refused with what to do', () => {
  const path = directory()
  const store = openDatabase({ kind: 'directory', path })
  store.pragma('user_version = 9999')
  store.close()
  expect(() => openDatabase({ kind: 'directory', path })).toThrow(/version 9999.*update Facet/)
})

test('a store from before the first release is refused', () => {
  const path = directory()
  const store = openDatabase({ kind: 'directory', path })
  store.pragma('user_version = 3')
  store.close()
  expect(() => openDatabase({ kind: 'directory', path })).toThrow(/before its first release/)
})

test('a directory that cannot be made is refused with its path', () => {
  const path = join(directory(), 'file')
  writeFileSync(path, '')
  const open = (): unknown => openDatabase({ kind: 'directory', path: join(path, 'below') })
  expect(open).toThrow(StorageUnusableError)
  expect(open).toThrow(join(path, 'below'))
})

/** Root may write anywhere: what it must not is done as nobody. */
function asNobody<T>(act: () => T): T {
  if (process.geteuid?.() !== 0) return act()
  process.seteuid?.(65534)
  try {
    return act()
  } finally {
    process.seteuid?.(0)
  }
}

test('a directory that may not be written is refused, empty or with a store in it', ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no read-only directories')
  const path = directory()
  // SQLite's native module is loaded by its first use: by nobody it may not be readable.
  openDatabase({ kind: 'memory' }).close()
  const open = (): unknown => asNobody(() => openDatabase({ kind: 'directory', path }))
  chmodSync(path, 0o555)
  expect(open).toThrow(StorageUnusableError)
  expect(open).toThrow(/Check that the directory exists and may be written.$/)
  chmodSync(path, 0o755)
  openDatabase({ kind: 'directory', path }).close()
  chmodSync(path, 0o555)
  expect(open).toThrow(StorageUnusableError)
  expect(open).toThrow(/Check that the directory exists and may be written.$/)
})
