import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RequestLog, type ServedRequest } from './request-log.ts'

const served = (request: string, response = ''): ServedRequest => ({
  at: 5,
  source: 'endpoint',
  operation: 'GetItem',
  status: 200,
  durationMs: 1,
  request,
  response,
  requestBytes: request.length,
  responseBytes: response.length,
  table: 'orders',
  readUnits: 0.5,
})

/** JSON that can be parsed but, being nested so deeply, not be written by JSON.stringify. */
const bottomless = (): unknown => JSON.parse(`${'{"Item":'.repeat(100_000)}1${'}'.repeat(100_000)}`)

test('a body nested too deeply to be written is shown down to a level', () => {
  const log = new RequestLog()
  log.record({ ...served('', '{}'), request: { TableName: 'orders', Key: bottomless() } })
  const detail = log.detail('0')
  expect(detail).toMatchObject({ response: '{}', truncated: true })
  expect(JSON.parse(detail?.request ?? '')).toMatchObject({ TableName: 'orders', Key: { Item: { Item: {} } } })
})

describe('entries', () => {
  test('are read in order, without members that a request has not', () => {
    const log = new RequestLog()
    log.record(served('a'))
    expect(log.since(0)).toEqual({
      entries: [
        {
          id: '0',
          at: 5,
          source: 'endpoint',
          operation: 'GetItem',
          status: 200,
          durationMs: 1,
          requestBytes: 1,
          responseBytes: 0,
          table: 'orders',
          readUnits: 0.5,
        },
      ],
      dropped: 0,
      cursor: 1,
    })
  })

  test.each([
    [2, 0, ['0', '1']],
    [3, 0, ['0', '1', '2']],
    [4, 1, ['1', '2', '3']],
    [8, 5, ['5', '6', '7']],
  ])('of a ring of 3 after %i requests: %i dropped', (count, dropped, ids) => {
    const log = new RequestLog({ entries: 3 })
    for (let n = 0; n < count; n += 1) log.record(served(String(n)))
    const batch = log.since(0)
    expect(batch.entries.map(entry => entry.id)).toEqual(ids)
    expect(batch.dropped).toBe(dropped)
    expect(log.since(batch.cursor)).toEqual({ entries: [], dropped: 0, cursor: count })
    for (const id of ids) expect(log.detail(id)?.request).toBe(id)
    expect(log.detail(String(count - 4))).toBeUndefined()
  })

  test('a watcher never sees one twice and misses exactly what it is told', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(9), fc.constant('clear' as const)), { maxLength: 40 }), steps => {
        const log = new RequestLog({ entries: 5 })
        let recorded = 0
        let cursor = 0
        let next = 0
        for (const step of steps) {
          if (step === 'clear') {
            log.clear()
            next = recorded
            continue
          }
          for (let n = 0; n < step; n += 1) log.record(served(String(recorded++)))
          const batch = log.since(cursor)
          next = Math.max(next, cursor) + batch.dropped
          for (const entry of batch.entries) expect(entry.id).toBe(String(next++))
          expect(next).toBe(recorded)
          cursor = batch.cursor
        }
      }),
    )
  })

  test('are gone after clear, later ones are not', () => {
    const log = new RequestLog()
    log.record(served('a'))
    log.clear()
    expect(log.since(0)).toEqual({ entries: [], dropped: 0, cursor: 1 })
    expect(log.detail('0')).toBeUndefined()
    log.record(served('b'))
    expect(log.detail('1')?.request).toBe('b')
  })
})

describe('bodies', () => {
  test.each([
    ['a'.repeat(10), 'a'.repeat(10), false],
    ['a'.repeat(11), 'a'.repeat(10), true],
    ['\u00e9'.repeat(5), '\u00e9'.repeat(5), false],
    [`a${'\u00e9'.repeat(5)}`, `a${'\u00e9'.repeat(4)}`, true],
    ['\u{1f600}'.repeat(3), '\u{1f600}'.repeat(2), true],
  ])('%j is kept as %j within 10 bytes', (request, kept, truncated) => {
    const log = new RequestLog({ bodyBytes: 10 })
    log.record(served(request, '{}'))
    expect(log.detail('0')).toEqual({ id: '0', request: kept, response: '{}', truncated })
  })

  test('of the oldest go first when all together are too long; their entries stay', () => {
    const log = new RequestLog({ totalBytes: 25 })
    for (let n = 0; n < 4; n += 1) log.record(served('x'.repeat(6), 'y'.repeat(4)))
    expect(log.since(0).entries).toHaveLength(4)
    expect(['0', '1', '2', '3'].map(id => log.detail(id) !== undefined)).toEqual([false, false, true, true])
  })

  test('of the newest are kept however large', () => {
    const log = new RequestLog({ totalBytes: 5 })
    log.record(served('123456'))
    expect(log.detail('0')?.request).toBe('123456')
  })

  test('that came parsed are shown as text', () => {
    const log = new RequestLog()
    log.record({ ...served(''), request: { TableName: 'orders' } })
    expect(log.detail('0')?.request).toBe('{"TableName":"orders"}')
    log.record({ ...served(''), request: undefined })
    expect(log.detail('1')?.request).toBe('')
  })

  test.each(['', '-1', '0.5', '1', 'x', '__proto__'])('of %j, which was never there, are undefined', id => {
    const log = new RequestLog()
    log.record(served('a'))
    expect(log.detail(id)).toBeUndefined()
  })
})
