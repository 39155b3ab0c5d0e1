import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase, STORE_FILE } from './database.ts'
import { catalog } from './migrations/0001-catalog.ts'
import { TokenStore } from './token-store.ts'

test('a token is found until it expires, and then forgotten', () => {
  const db = openDatabase({ kind: 'memory' })
  const tokens = new TokenStore(db)
  tokens.remember('a', { request: 'r', replay: '{}' }, 1000)
  expect(tokens.find('a', 999)).toEqual({ request: 'r', replay: '{}' })
  expect(tokens.find('a', 1000)).toBeUndefined()
  expect(tokens.find('b', 0)).toBeUndefined()
  expect(tokens.forgetExpired(999)).toBe(0)
  expect(tokens.forgetExpired(1000)).toBe(1)
  db.close()
})

test('an expired token that is still stored can be used again', () => {
  const db = openDatabase({ kind: 'memory' })
  const tokens = new TokenStore(db)
  tokens.remember('a', { request: 'old', replay: '{}' }, 1000)
  tokens.remember('a', { request: 'new', replay: '[]' }, 2000)
  expect(tokens.find('a', 1500)).toEqual({ request: 'new', replay: '[]' })
  db.close()
})

test('a store from before there were tokens gets a place for them and keeps its tables', () => {
  const path = mkdtempSync(join(tmpdir(), 'facet-tokens-'))
  try {
    const old = new Sqlite(join(path, STORE_FILE))
    old.exec(catalog)
    old.exec("INSERT INTO catalog (name, facts) VALUES ('Orders', '{}')")
    old.pragma(`application_id = ${0x46414354}`)
    old.pragma('user_version = 1')
    old.close()
    const db = openDatabase({ kind: 'directory', path })
    expect(db.prepare('SELECT name FROM catalog').pluck().all()).toEqual(['Orders'])
    expect(new TokenStore(db).find('a', 0)).toBeUndefined()
    db.close()
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
})
