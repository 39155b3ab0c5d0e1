import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
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
