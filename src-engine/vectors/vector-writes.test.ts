import { describe, expect, test } from 'vitest'
import type { AttributeValue } from '#dynamo'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { described, filter, hash, keysOf, search, vector, vectorIndex, vectorTable } from '../testing/vector-table.ts'

const TableName = 'Films'
type Item = Readonly<Record<string, AttributeValue>>

const put = (engine: Engine, Item: Item, more: object = {}) => engine.execute('PutItem', { TableName, Item, ...more })
const film = (pk: string, more: object = {}): Item => ({ pk: { S: pk }, v: vector(1, 2), ...more })

async function films(...indexes: ReturnType<typeof vectorIndex>[]): Promise<ReturnType<typeof freshEngine>> {
  const engine = freshEngine()
  await vectorTable(engine, TableName, ...indexes)
  return engine
}

interface Consumed {
  readonly CapacityUnits: number
  readonly VectorIndexes?: Readonly<Record<string, { readonly VectorWriteRequestBytes: number }>>
}
const consumedBy = (answer: Record<string, unknown>) => answer.ConsumedCapacity as Consumed
const INDEXES = { ReturnConsumedCapacity: 'INDEXES' }

describe('refused writes leave everything as it was', () => {
  const BAD = film('bad', { v: { S: 'x' } })
  test.each([
    ['PutItem', { TableName, Item: BAD }],
    [
      'UpdateItem',
      {
        TableName,
        Key: { pk: { S: 'good' } },
        UpdateExpression: 'SET v = :v',
        ExpressionAttributeValues: { ':v': vector(1) },
      },
    ],
    ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: BAD } }] } }],
    [
      'TransactWriteItems',
      { TransactItems: [{ Put: { TableName, Item: film('new') } }, { Put: { TableName, Item: BAD } }] },
    ],
  ] as const)('%s', async (operation, input) => {
    await using engine = await films(vectorIndex('vix'))
    await put(engine, film('good'))
    await expect(engine.execute(operation, input)).rejects.toThrow()
    expect((await engine.execute('Scan', { TableName })).Items).toEqual([film('good')])
    expect(keysOf(await search(engine, TableName, 'vix', [0, 0]))).toEqual(['good'])
  })
})

test('what the table may hold, one of several indexes may leave out', async () => {
  await using engine = await films(vectorIndex('scoped', { SearchSchema: [hash('tenant')] }), vectorIndex('open'))
  await put(engine, film('nobody'))
  const { VectorIndexes } = await described(engine, TableName)
  expect(VectorIndexes?.map(({ IndexName, ItemCount }) => [IndexName, ItemCount])).toEqual([
    ['scoped', 0],
    ['open', 1],
  ])
})

test('what expires leaves the index', async () => {
  await using engine = await films(vectorIndex('vix'))
  await engine.execute('UpdateTimeToLive', {
    TableName,
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
  })
  const past = Math.floor(engine.ports.clock.now() / 1000) - 60
  await put(engine, film('gone', { expires: { N: `${past}` } }))
  await put(engine, film('stays'))
  expect(await search(engine, TableName, 'vix', [0, 0])).toHaveLength(2)
  await engine.sweepExpired()
  expect(keysOf(await search(engine, TableName, 'vix', [0, 0]))).toEqual(['stays'])
  expect((await described(engine, TableName)).VectorIndexes).toMatchObject([{ ItemCount: 1 }])
})

describe('bytes of a write', () => {
  const numbers = Array.from({ length: 500 }, (_, n) => n)
  const wide = (more: object = {}) => vectorIndex('wide', { Dimensions: 500, ...more })

  test('are those of the entry: projected attributes, name and four for each dimension', async () => {
    await using engine = await films(wide({ Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] } }))
    const item = film('ab', { v: vector(...numbers), note: { S: 'xyz' }, other: { S: 'not projected' } })
    const bytes = 'pk'.length + 'ab'.length + 'note'.length + 'xyz'.length + 'v'.length + 500 * 4
    expect(consumedBy(await put(engine, item, INDEXES)).VectorIndexes).toEqual({
      wide: { VectorWriteRequestBytes: bytes },
    })
    expect((await described(engine, TableName)).VectorIndexes).toMatchObject([
      { IndexSizeBytes: bytes, ItemCount: 1 },
    ])
  })

  test('are the larger of before and after', async () => {
    await using engine = await films(wide({ Projection: { ProjectionType: 'ALL' } }))
    await put(engine, film('a', { v: vector(...numbers), note: { S: 'x'.repeat(100) } }))
    const smaller = film('a', { v: vector(...numbers), note: { S: 'x' } })
    const whole = 'pk'.length + 1 + 'note'.length + 100 + 'v'.length + 2000
    expect(consumedBy(await put(engine, smaller, INDEXES)).VectorIndexes?.wide).toEqual({
      VectorWriteRequestBytes: whole,
    })
    const Key = { pk: { S: 'a' } }
    const gone = await engine.execute('DeleteItem', { TableName, Key, ...INDEXES })
    expect(consumedBy(gone).VectorIndexes?.wide).toEqual({ VectorWriteRequestBytes: whole - 99 })
  })

  test('are none when the index holds the same: another spelling, an attribute that it does not project', async () => {
    await using engine = await films(vectorIndex('vix'))
    await put(engine, film('a', { v: vector('0.1', '2') }))
    const same = film('a', { v: vector('0.10000000000000001', '2.0'), note: { S: 'new' } })
    expect(consumedBy(await put(engine, same, INDEXES))).not.toHaveProperty('VectorIndexes')
    const other = film('a', { v: vector('0.2', '2') })
    expect(consumedBy(await put(engine, other, INDEXES)).VectorIndexes).toEqual({
      vix: { VectorWriteRequestBytes: 1024 },
    })
  })

  test('are named in batches and transactions, too', async () => {
    await using engine = await films(vectorIndex('vix'))
    const batch = await engine.execute('BatchWriteItem', {
      RequestItems: { [TableName]: ['a', 'b'].map(pk => ({ PutRequest: { Item: film(pk) } })) },
      ...INDEXES,
    })
    expect(batch.ConsumedCapacity).toMatchObject([{ VectorIndexes: { vix: { VectorWriteRequestBytes: 2048 } } }])
    const transaction = await engine.execute('TransactWriteItems', {
      TransactItems: [{ Delete: { TableName, Key: { pk: { S: 'a' } } } }],
      ...INDEXES,
    })
    expect(transaction.ConsumedCapacity).toMatchObject([
      { VectorIndexes: { vix: { VectorWriteRequestBytes: 1024 } } },
    ])
  })
})

describe('a vector that is indexed counts four bytes for each dimension', () => {
  // As a list each number takes 1 + 11 bytes.
  const item = film('a', { v: vector(...Array.from({ length: 500 }, () => '12345678901234567890')) })
  const asList = 2 + 1 + 1 + 3 + 500 * 12
  const asVector = 2 + 1 + 1 + 500 * 4

  test('in writes and in the size of the table, not in reads', async () => {
    await using engine = await films(vectorIndex('vix', { Dimensions: 500 }))
    expect(consumedBy(await put(engine, item, INDEXES)).CapacityUnits).toBe(Math.ceil(asVector / 1024))
    expect((await described(engine, TableName)).TableSizeBytes).toBe(asVector)
    const read = await engine.execute('GetItem', {
      TableName,
      Key: { pk: { S: 'a' } },
      ConsistentRead: true,
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(consumedBy(read).CapacityUnits).toBe(Math.ceil(asList / 4096))
    const again = await put(engine, item, INDEXES)
    expect(consumedBy(again).CapacityUnits).toBe(Math.ceil(asVector / 1024))
  })

  test('once, though several indexes hold it, and not when none does', async () => {
    await using engine = await films(
      vectorIndex('one', { Dimensions: 500 }),
      vectorIndex('two', { Dimensions: 500, SearchSchema: [filter('genre')] }),
      vectorIndex('scoped', { Dimensions: 500, SearchSchema: [hash('tenant')] }),
    )
    await put(engine, item)
    expect((await described(engine, TableName)).TableSizeBytes).toBe(asVector)
    for (const IndexName of ['one', 'two']) {
      await engine.execute('UpdateTable', { TableName, VectorIndexUpdates: [{ Delete: { IndexName } }] })
    }
    expect((await described(engine, TableName)).TableSizeBytes).toBe(asList)
  })
})

test('a stored vector comes back as the 32-bit floats that the index keeps', async () => {
  await using engine = await films(vectorIndex('vix', { Projection: { ProjectionType: 'KEYS_ONLY' } }))
  await put(engine, film('a', { v: vector('0.1', '16777217') }))
  const [hit] = await search(engine, TableName, 'vix', [0, 0], { ProjectionExpression: 'v[0], v[1]' })
  expect(hit?.Item).toEqual({ v: { L: [{ N: '0.1' }, { N: '16777216.0' }] } })
})
