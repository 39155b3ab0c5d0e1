import { describe, expect, test } from 'vitest'
import type { RequestEntry } from '#contract'
import { isFiltering, NO_FILTER, operationsIn, shownRequests } from './request-filter.ts'

function entry(id: string, more: Partial<RequestEntry> = {}): RequestEntry {
  return {
    id,
    at: 0,
    source: 'endpoint',
    operation: 'GetItem',
    status: 200,
    durationMs: 1,
    requestBytes: 1,
    responseBytes: 1,
    ...more,
  }
}
const entries = [
  entry('1', { table: 'Orders' }),
  entry('2', { operation: 'Query', table: 'Orders', index: 'ByStatus' }),
  entry('3', { operation: 'PutItem', table: 'Users', status: 400, error: 'ConditionalCheckFailedException' }),
  entry('4', { source: 'window', table: 'Users' }),
]
const ids = (filter: Partial<typeof NO_FILTER>) =>
  shownRequests(entries, { ...NO_FILTER, ...filter }).map(({ id }) => id)

describe('what is shown', () => {
  test('everything, newest first', () => expect(ids({})).toEqual(['4', '3', '2', '1']))
  test('by operation', () => expect(ids({ operation: 'Query' })).toEqual(['2']))
  test('errors', () => expect(ids({ errorsOnly: true })).toEqual(['3']))
  test('what came over the endpoint', () => expect(ids({ endpointOnly: true })).toEqual(['3', '2', '1']))
  test.each([
    ['orders', ['2', '1']],
    ['BYSTATUS', ['2']],
    ['conditional', ['3']],
    ['get users', ['4']],
    ['  ', ['4', '3', '2', '1']],
    ['nothing', []],
  ])('by the text %j', (text, expected) => expect(ids({ text })).toEqual(expected))
})

test('a filter of blanks is none', () => {
  expect(isFiltering({ ...NO_FILTER, text: ' ' })).toBe(false)
  expect(isFiltering({ ...NO_FILTER, text: 'a' })).toBe(true)
})

test('operations by how often they are there, then by name', () => {
  expect(operationsIn(entries)).toEqual([
    { operation: 'GetItem', count: 2 },
    { operation: 'PutItem', count: 1 },
    { operation: 'Query', count: 1 },
  ])
})
