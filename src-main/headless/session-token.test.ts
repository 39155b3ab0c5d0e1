import { expect, test } from 'vitest'
import { SessionTokens } from './session-token.ts'

test('a token is exchanged once', () => {
  const tokens = new SessionTokens()
  const [first, second] = [tokens.issue(), tokens.issue()]
  expect(first).not.toBe(second)
  const session = tokens.exchange(first)
  expect(session).toMatch(/^[\w-]{43}$/)
  expect(tokens.exchange(first)).toBeUndefined()
  expect(tokens.exchange(second)).toBe(session)
  expect(tokens.exchange('')).toBeUndefined()
})

test('of many open tokens the oldest stop working', () => {
  const tokens = new SessionTokens()
  const issued = Array.from({ length: 9 }, () => tokens.issue())
  expect(tokens.exchange(issued[0] ?? '')).toBeUndefined()
  expect(tokens.exchange(issued[1] ?? '')).toBeDefined()
})

test('a session is accepted under its name only, among other cookies', () => {
  const tokens = new SessionTokens()
  const session = tokens.exchange(tokens.issue()) ?? ''
  expect(tokens.accepts(`a=b; facet=${session}; c=d`, 'facet')).toBe(true)
  expect(tokens.accepts(`other=${session}`, 'facet')).toBe(false)
  expect(tokens.accepts(`facet=${session}x`, 'facet')).toBe(false)
  expect(tokens.accepts('facet=', 'facet')).toBe(false)
  expect(tokens.accepts(undefined, 'facet')).toBe(false)
})

test('a fixed session must not be guessable', () => {
  expect(() => new SessionTokens('short')).toThrow(RangeError)
  expect(() => new SessionTokens(`${'x'.repeat(40)};`)).toThrow(RangeError)
})
