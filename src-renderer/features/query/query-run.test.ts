import { describe, expect, test } from 'vitest'
import type { HostApi } from '#contract'
import type { Item } from '#dynamo'
import type { BuiltRequest } from './build-request.ts'
import { LOAD_ALL_ITEMS, QueryRun } from './query-run.ts'
import type { QueryTable } from './query-table.ts'

const TABLE: QueryTable = {
  name: 'T',
  status: 'ACTIVE',
  itemCount: 0,
  sizeBytes: 0,
  key: { partition: [{ name: 'pk', type: 'S' }], sort: [{ name: 'sk', type: 'N' }] },
  indexes: [],
}
const SCAN: BuiltRequest = { operation: 'Scan', input: { TableName: 'T' }, problems: [] }

function item(number: number): Item {
  return { pk: { S: 'p' }, sk: { N: String(number) }, ...(number % 2 === 0 && { even: { BOOL: true } }) }
}
/** A host that answers with pages of `size` items until `total`. */
function pages(
  total: number,
  size: number,
  onCall: (call: number, signal: AbortSignal | undefined) => void = () => {},
) {
  let calls = 0
  const execute = async (
    { input }: { input: Record<string, unknown> },
    options?: { readonly signal?: AbortSignal },
  ) => {
    calls += 1
    onCall(calls, options?.signal)
    await Promise.resolve()
    const start = input.ExclusiveStartKey as { sk: { N: string } } | undefined
    const from = start ? Number(start.sk.N) : 0
    const to = Math.min(total, from + size)
    const Items = Array.from({ length: to - from }, (_, at) => item(from + at + 1))
    const last = to < total ? { LastEvaluatedKey: { pk: { S: 'p' }, sk: { N: String(to) } } } : {}
    const output = {
      Items,
      Count: Items.length,
      ScannedCount: Items.length,
      ConsumedCapacity: { TableName: 'T', CapacityUnits: 0.5 },
      ...last,
    }
    return { body: JSON.stringify(output), durationMs: 2 }
  }
  return new QueryRun({
    execute: execute as unknown as HostApi['data']['execute'],
    nextFrame: () => Promise.resolve(),
  })
}
const numbers = (run: QueryRun) => run.items.value.map(found => Number((found.sk as { N: string }).N))

describe('pages', () => {
  test('the first, the next, and the end', async () => {
    const run = pages(5, 2)
    await run.run('local', SCAN, TABLE, '')
    expect(numbers(run)).toEqual([1, 2])
    expect(run.busy.value).toBeUndefined()
    await run.nextPage()
    expect(numbers(run)).toEqual([1, 2, 3, 4])
    await run.nextPage()
    expect(run.lastKey.value).toBeUndefined()
    await run.nextPage()
    expect(numbers(run)).toEqual([1, 2, 3, 4, 5])
    expect(run.totals.value).toMatchObject({ pages: 3, evaluated: 5, returned: 5, units: 1.5, durationMs: 6 })
  })

  test('all that are left', async () => {
    const run = pages(7, 2)
    await run.run('local', SCAN, TABLE, '')
    await run.loadAll()
    expect(numbers(run)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(run.busy.value).toBeUndefined()
    expect(run.paused.value).toBe(false)
  })

  test('stopping keeps what came, and the next page goes on from there', async () => {
    const run = pages(20, 2, call => {
      if (call === 4) queueMicrotask(() => run.stop())
    })
    await run.run('local', SCAN, TABLE, '')
    await run.loadAll()
    const kept = numbers(run)
    expect(kept.length).toBeLessThan(20)
    expect(run.busy.value).toBeUndefined()
    await run.nextPage()
    expect(numbers(run)).toEqual([...kept, kept.length + 1, kept.length + 2])
  })

  test('a stop between two pages ends the loading', async () => {
    const run = pages(20, 2)
    await run.run('local', SCAN, TABLE, '')
    const loading = run.loadAll()
    run.stop()
    await loading
    expect(numbers(run)).toEqual([1, 2])
  })

  test('the call in flight is told to stop', async () => {
    let signal: AbortSignal | undefined
    const run = pages(4, 2, (_call, given) => {
      signal = given
    })
    const running = run.run('local', SCAN, TABLE, '')
    run.stop()
    await running
    expect(signal?.aborted).toBe(true)
    expect(run.items.value).toEqual([])
    expect(run.fault.value).toBeUndefined()
  })

  test('a new run takes the place of one that is going on', async () => {
    const run = pages(50, 2)
    await run.run('local', SCAN, TABLE, '')
    const loading = run.loadAll()
    await run.run('local', SCAN, TABLE, '')
    await loading
    expect(numbers(run)).toEqual([1, 2])
    expect(run.totals.value.pages).toBe(1)
  })

  test('load all pauses at the bound and can go on', async () => {
    const run = pages(LOAD_ALL_ITEMS * 2, 40_000)
    await run.run('local', SCAN, TABLE, '')
    await run.loadAll()
    expect(run.items.value).toHaveLength(160_000)
    expect(run.paused.value).toBe(true)
    expect(run.busy.value).toBeUndefined()
    await run.loadAll()
    expect(run.items.value).toHaveLength(LOAD_ALL_ITEMS * 2)
    expect(run.paused.value).toBe(false)
  })
})

describe('refusals', () => {
  test('a first page that fails leaves no result of an earlier request', async () => {
    let fails = false
    const run = pages(4, 2, () => {
      if (fails) throw new Error('gone')
    })
    await run.run('local', SCAN, TABLE, '')
    fails = true
    await run.run('local', SCAN, TABLE, '')
    expect(run.items.value).toEqual([])
    expect(run.fault.value?.message).toBe('gone')
  })

  test('a later page that fails keeps what is there and can be tried again', async () => {
    const run = pages(4, 2, call => {
      if (call === 2) throw new Error('gone')
    })
    await run.run('local', SCAN, TABLE, '')
    await run.nextPage()
    expect(numbers(run)).toEqual([1, 2])
    expect(run.fault.value?.message).toBe('gone')
    await run.nextPage()
    expect(numbers(run)).toEqual([1, 2, 3, 4])
    expect(run.fault.value).toBeUndefined()
  })
})

test('GetItem: one item or none', async () => {
  const answers: Record<string, unknown>[] = [{ Item: item(1) }, {}]
  const execute = async () => ({ body: JSON.stringify(answers.shift() ?? {}), durationMs: 1 })
  const run = new QueryRun({
    execute: execute as unknown as HostApi['data']['execute'],
    nextFrame: () => Promise.resolve(),
  })
  const get: BuiltRequest = { operation: 'GetItem', input: {}, problems: [] }
  await run.run('local', get, TABLE, '')
  expect(numbers(run)).toEqual([1])
  await run.run('local', get, TABLE, '')
  expect(run.items.value).toEqual([])
  expect(run.totals.value.pages).toBe(1)
})

test('columns: key first and pinned, then by frequency; later pages add at the end and move none', async () => {
  const answers = [
    [
      { b: { S: '1' }, sk: { N: '1' }, pk: { S: 'p' } },
      { a: { S: '1' }, sk: { N: '2' }, pk: { S: 'p' } },
      { a: { N: '1' }, sk: { N: '3' }, pk: { S: 'p' }, ['__proto__']: { S: 'x' } },
    ],
    [{ z: { NULL: true }, b: { S: '1' }, sk: { N: '4' }, pk: { S: 'p' } }],
  ]
  const execute = async () => {
    const Items = answers.shift() ?? []
    return { body: JSON.stringify({ Items, ...(answers.length > 0 && { LastEvaluatedKey: {} }) }), durationMs: 1 }
  }
  const run = new QueryRun({
    execute: execute as unknown as HostApi['data']['execute'],
    nextFrame: () => Promise.resolve(),
  })
  await run.run('local', SCAN, TABLE, '')
  const first = run.columns.value
  expect(first.map(column => [column.id, column.sticky ?? false, column.badge])).toEqual([
    ['pk', true, 'PK'],
    ['sk', true, 'SK'],
    ['a', false, undefined],
    ['b', false, undefined],
    ['__proto__', false, undefined],
  ])
  expect(first[1]?.align).toBe('end')
  await run.nextPage()
  expect(run.columns.value.map(column => column.id)).toEqual(['pk', 'sk', 'a', 'b', '__proto__', 'z'])
  expect(run.columns.value[2]).toBe(first[2])
  // A value of another type than the column's says so; one that is not there has no cell.
  const cells = run.items.value.map(found => first[2]?.cell(found))
  expect(cells[0]).toBeUndefined()
  expect(cells[1]?.glyph).toBeUndefined()
  expect(cells[2]?.glyph).toBe('N')
})
