import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { drained, iteratorOf, readStream, recordsFrom, shardsOf, streamOf } from '../testing/stream-reader.ts'

const HOUR = 3_600_000
const TableName = 'Sharded'

async function streaming(engine: Engine): Promise<string> {
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  })
  return await streamOf(engine, TableName)
}
let version = 0
const put = (engine: Engine, pk: string) =>
  engine.execute('PutItem', { TableName, Item: { pk: { S: pk }, v: { N: String(++version) } } })

test('a new stream has one open shard without records', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  expect(await shardsOf(engine, arn)).toEqual([
    {
      ShardId: expect.stringMatching(/^shardId-\d{20}-[0-9a-f]{8}$/),
      SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^\d{21,40}$/) },
    },
  ])
})

describe('after four hours', () => {
  test('a shard is closed and followed by one child', async () => {
    await using engine = freshEngine()
    const arn = await streaming(engine)
    await put(engine, 'a')
    engine.ports.advance(4 * HOUR - 1)
    expect(await shardsOf(engine, arn)).toHaveLength(1)
    engine.ports.advance(1)
    await put(engine, 'a')
    const [parent, child, ...more] = await shardsOf(engine, arn)
    expect(more).toEqual([])
    expect(child?.ParentShardId).toBe(parent?.ShardId)
    const records = await readStream(engine, arn)
    expect(records).toHaveLength(2)
    expect(parent?.SequenceNumberRange.EndingSequenceNumber).toBe(records[0]?.dynamodb.SequenceNumber)
    expect(child?.SequenceNumberRange.EndingSequenceNumber).toBeUndefined()
  })

  test('also when nobody writes, and the closed one ends where it starts', async () => {
    await using engine = freshEngine()
    const arn = await streaming(engine)
    engine.ports.advance(12 * HOUR)
    const shards = await shardsOf(engine, arn)
    expect(shards).toHaveLength(4)
    for (const [i, shard] of shards.entries()) {
      const { StartingSequenceNumber, EndingSequenceNumber } = shard.SequenceNumberRange
      expect(EndingSequenceNumber).toBe(i < 3 ? StartingSequenceNumber : undefined)
      expect(shard.ParentShardId).toBe(shards[i - 1]?.ShardId)
    }
    expect(shards.map(({ ShardId }) => ShardId)).toEqual(shards.map(({ ShardId }) => ShardId).sort())
  })

  test('a reader of the closed shard is led to its end and no further', async () => {
    await using engine = freshEngine()
    const arn = await streaming(engine)
    await put(engine, 'a')
    await put(engine, 'b')
    engine.ports.advance(4 * HOUR)
    const [parent] = await shardsOf(engine, arn)
    const first = await recordsFrom(engine, await iteratorOf(engine, arn, parent?.ShardId ?? ''), 1)
    expect(first.Records).toHaveLength(1)
    const second = await recordsFrom(engine, first.NextShardIterator ?? '', 1)
    expect(second.Records).toHaveLength(1)
    expect(second).not.toHaveProperty('NextShardIterator')
  })

  test('a reader at the end of an open shard learns that it was closed', async () => {
    await using engine = freshEngine()
    const arn = await streaming(engine)
    const [open] = await shardsOf(engine, arn)
    engine.ports.advance(4 * HOUR - 1)
    const iterator = await iteratorOf(engine, arn, open?.ShardId ?? '', { ShardIteratorType: 'LATEST' })
    engine.ports.advance(1)
    expect(await recordsFrom(engine, iterator)).toEqual({ Records: [] })
  })
})

describe('after a number of records', () => {
  const TEN = 10

  test('a shard splits in two', async () => {
    await using engine = freshEngine({ shardRecords: TEN })
    const arn = await streaming(engine)
    for (let n = 0; n < TEN; n++) await put(engine, `key-${n}`)
    expect(await shardsOf(engine, arn)).toHaveLength(1)
    await put(engine, 'one more')
    const [parent, ...children] = await shardsOf(engine, arn)
    expect(children).toHaveLength(2)
    for (const child of children) {
      expect(child.ParentShardId).toBe(parent?.ShardId)
      expect(child.SequenceNumberRange.EndingSequenceNumber).toBeUndefined()
    }
    expect(parent?.SequenceNumberRange.EndingSequenceNumber).toBeDefined()
  })

  test('items of different partitions go to different children, each to the same one', async () => {
    await using engine = freshEngine({ shardRecords: TEN })
    const arn = await streaming(engine)
    for (let n = 0; n < TEN; n++) await put(engine, `key-${n}`)
    for (let n = 0; n < TEN; n++) await put(engine, `key-${n % 5}`)
    const children = (await shardsOf(engine, arn)).slice(1)
    const keys = await Promise.all(
      children.map(async ({ ShardId }) => {
        const records = await drained(engine, await iteratorOf(engine, arn, ShardId))
        return records.map(({ dynamodb }) => JSON.stringify(dynamodb.Keys))
      }),
    )
    expect(keys.flat()).toHaveLength(TEN)
    const [left = [], right = []] = keys
    expect(left.length).toBeGreaterThan(0)
    expect(right.length).toBeGreaterThan(0)
    expect(left.filter(key => right.includes(key))).toEqual([])
  })

  test('a stream has at most eight open shards, then one follows one', async () => {
    await using engine = freshEngine({ shardRecords: TEN })
    const arn = await streaming(engine)
    for (let n = 0; n < 400; n++) await put(engine, `key-${n % 100}`)
    const shards = await shardsOf(engine, arn)
    const open = shards.filter(shard => shard.SequenceNumberRange.EndingSequenceNumber === undefined)
    expect(open).toHaveLength(8)
    expect(await readStream(engine, arn)).toHaveLength(400)
    const children = (id: string | undefined) => shards.filter(shard => shard.ParentShardId === id).length
    expect(new Set(shards.map(shard => children(shard.ShardId)))).toEqual(new Set([0, 1, 2]))
  })

  test('records of an item are in order over all its shards', async () => {
    await using engine = freshEngine({ shardRecords: 4 })
    const arn = await streaming(engine)
    for (let n = 0; n < 60; n++) {
      await put(engine, `key-${n % 3}`)
      engine.ports.advance(HOUR / 4)
    }
    const seen = new Map<string, number>()
    for (const { dynamodb } of await readStream(engine, arn)) {
      const key = JSON.stringify(dynamodb.Keys)
      const { v } = dynamodb.NewImage as { v: { N: string } }
      const value = Number(v.N)
      expect(value).toBeGreaterThan(seen.get(key) ?? 0)
      seen.set(key, value)
    }
    expect(seen.size).toBe(3)
  })
})

test('names keep the order of making when the clock goes back', async () => {
  await using engine = freshEngine({ shardRecords: 2 })
  const arn = await streaming(engine)
  for (let n = 0; n < 20; n++) {
    await put(engine, `key-${n}`)
    engine.ports.advance(n % 3 === 2 ? -60_000 : 20_000)
  }
  const names = (await shardsOf(engine, arn)).map(({ ShardId }) => ShardId)
  expect(names.length).toBeGreaterThan(4)
  expect(names).toEqual([...names].sort())
  expect(await readStream(engine, arn)).toHaveLength(20)
})

test('shards come in pages, and children can be asked for', async () => {
  await using engine = freshEngine({ shardRecords: 5 })
  const arn = await streaming(engine)
  for (let n = 0; n < 100; n++) await put(engine, `key-${n}`)
  const all = await shardsOf(engine, arn)
  expect(all.length).toBeGreaterThan(12)
  for (const limit of [1, 5]) expect(await shardsOf(engine, arn, limit)).toEqual(all)

  const children = async (ShardId: string, more: object = {}) =>
    (
      await engine.execute('DescribeStream', {
        StreamArn: arn,
        ShardFilter: { Type: 'CHILD_SHARDS', ShardId },
        ...more,
      })
    ).StreamDescription as { Shards: unknown; LastEvaluatedShardId?: string }
  const parent = all[0]?.ShardId ?? ''
  const ofFirst = all.filter(shard => shard.ParentShardId === parent)
  expect(ofFirst).toHaveLength(2)
  expect((await children(parent)).Shards).toEqual(ofFirst)
  const page = await children(parent, { Limit: 1 })
  expect(page).toMatchObject({ Shards: [ofFirst[0]], LastEvaluatedShardId: ofFirst[0]?.ShardId })
  expect((await children(parent, { ExclusiveStartShardId: page.LastEvaluatedShardId })).Shards).toEqual([ofFirst[1]])
  expect((await children(`${parent}0`)).Shards).toEqual([])
})

test('a filter names its type and its shard', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  const [shard] = await shardsOf(engine, arn)
  for (const ShardFilter of [{ Type: 'CHILD_SHARDS' }, { ShardId: shard?.ShardId }]) {
    await expect(engine.execute('DescribeStream', { StreamArn: arn, ShardFilter })).rejects.toMatchObject({
      code: 'ValidationException',
    })
  }
})
