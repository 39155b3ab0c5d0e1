import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Engine } from '../engine.ts'
import { Rows } from '../storage/rows.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

const TableName = 'Orders'
const ITEMS = 2000

const ADD_INDEX = {
  TableName,
  AttributeDefinitions: [{ AttributeName: 'status', AttributeType: 'S' }],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName: 'ByStatus',
        KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    },
  ],
}
const DROP_INDEX = { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'ByStatus' } }] }

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

interface IndexDescription {
  readonly IndexStatus: string
  readonly ItemCount: number
}

async function indexOf(engine: Engine): Promise<IndexDescription | undefined> {
  const { Table } = await engine.execute('DescribeTable', { TableName })
  return (Table as { GlobalSecondaryIndexes?: IndexDescription[] }).GlobalSecondaryIndexes?.[0]
}

/** Lets turns pass until the index is as wanted. */
async function until(engine: Engine, reached: (index: IndexDescription) => boolean): Promise<IndexDescription> {
  for (let turns = 0; turns < 1000; turns++) {
    const index = await indexOf(engine)
    if (index !== undefined && reached(index)) return index
    await turn()
  }
  throw new Error(`The index stays ${JSON.stringify(await indexOf(engine))}`)
}

async function filledTable(engine: Engine, bytes = 1): Promise<void> {
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  })
  const note = { S: 'x'.repeat(bytes) }
  await Promise.all(
    Array.from({ length: ITEMS }, (_, i) =>
      engine.execute('PutItem', { TableName, Item: { id: { S: `${i}` }, status: { S: 'open' }, note } }),
    ),
  )
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('backfill', () => {
  test('an index deleted and made again within one turn is filled from the first item on', async () => {
    await using engine = freshEngine()
    await filledTable(engine)
    await engine.execute('UpdateTable', ADD_INDEX)
    await until(engine, index => index.ItemCount > ITEMS * 0.7)
    expect((await indexOf(engine))?.IndexStatus).toBe('CREATING')
    await Promise.all([engine.execute('UpdateTable', DROP_INDEX), engine.execute('UpdateTable', ADD_INDEX)])
    expect(await until(engine, index => index.IndexStatus === 'ACTIVE')).toMatchObject({ ItemCount: ITEMS })
  })

  test('a chunk that cannot be stored waits before it is tried again, and undoes nobody else’s write', async () => {
    await using engine = freshEngine()
    await filledTable(engine)
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    await engine.execute('UpdateTable', ADD_INDEX)
    const put = vi.spyOn(Rows.prototype, 'put').mockImplementation(function (this: Rows) {
      throw new Error('disk full')
    })
    for (let i = 0; i < 20; i++) await turn()
    expect(put).toHaveBeenCalledTimes(1)
    put.mockRestore()
    expect(await indexOf(engine)).toMatchObject({ IndexStatus: 'CREATING', ItemCount: 0 })
    const later = engine.execute('PutItem', { TableName, Item: { id: { S: 'new' }, status: { S: 'open' } } })
    vi.advanceTimersByTime(1000)
    await expect(later).resolves.toEqual({})
    expect(await until(engine, index => index.IndexStatus === 'ACTIVE')).toMatchObject({ ItemCount: ITEMS + 1 })
  })

  test('of large items a turn copies few', async () => {
    await using engine = freshEngine()
    await filledTable(engine, 20_000)
    await engine.execute('UpdateTable', ADD_INDEX)
    const first = await until(engine, index => index.ItemCount > 0)
    expect(first.ItemCount).toBeLessThan(60)
    expect(first.ItemCount).toBeGreaterThan(40)
  })
})
