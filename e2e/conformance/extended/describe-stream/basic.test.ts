import { describe, expect, test } from 'vitest'
import { db, region } from '../../target.ts'
import { callStreams, disable, shardsOf, streamingTable, streams, streamsRefusalOf } from '../streams.ts'

test('says what a stream is', async () => {
  const { TableName, arn } = await streamingTable('OLD_IMAGE')
  const { StreamDescription } = await streams.describeStream({ StreamArn: arn })
  expect(StreamDescription).toEqual({
    StreamArn: arn,
    StreamLabel: arn.split('/stream/')[1],
    StreamStatus: 'ENABLED',
    StreamViewType: 'OLD_IMAGE',
    CreationRequestDateTime: expect.any(Date),
    TableName,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    Shards: expect.any(Array),
  })
})

test('shards have ids of a form, in their order, and open ones no ending number', async () => {
  const { arn } = await streamingTable()
  const shards = await shardsOf(arn)
  expect(shards.length).toBeGreaterThan(0)
  for (const { ShardId, SequenceNumberRange } of shards) {
    expect(ShardId).toMatch(/^shardId-\d{20}-[0-9a-f]{8}$/)
    expect(SequenceNumberRange?.StartingSequenceNumber).toMatch(/^\d{21,40}$/)
    expect(SequenceNumberRange?.EndingSequenceNumber).toBeUndefined()
  }
  const ids = shards.map(({ ShardId }) => ShardId)
  expect(ids).toEqual([...ids].sort())
})

test('pages of one have every shard, and none follows the last', async () => {
  const { arn } = await streamingTable()
  const shards = await shardsOf(arn)
  expect((await shardsOf(arn, 1)).map(({ ShardId }) => ShardId)).toEqual(shards.map(({ ShardId }) => ShardId))
  const { StreamDescription } = await streams.describeStream({
    StreamArn: arn,
    ExclusiveStartShardId: shards.at(-1)?.ShardId,
  })
  expect(StreamDescription?.Shards).toEqual([])
})

test('a start that is no shard is a place in the order', async () => {
  const { arn } = await streamingTable()
  const { StreamDescription } = await streams.describeStream({
    StreamArn: arn,
    ExclusiveStartShardId: 'z'.repeat(40),
  })
  expect(StreamDescription?.Shards).toEqual([])
})

test('an open shard has no children', async () => {
  const { arn } = await streamingTable()
  const [shard] = await shardsOf(arn)
  const { StreamDescription } = await streams.describeStream({
    StreamArn: arn,
    ShardFilter: { Type: 'CHILD_SHARDS', ShardId: shard?.ShardId },
  })
  expect(StreamDescription?.Shards).toEqual([])
})

test('a disabled stream can be described, its shards are closed', async () => {
  const table = await streamingTable('KEYS_ONLY')
  await disable(table)
  const { StreamDescription } = await streams.describeStream({ StreamArn: table.arn })
  expect(StreamDescription).toMatchObject({ StreamStatus: 'DISABLED', StreamViewType: 'KEYS_ONLY' })
  expect(StreamDescription?.Shards?.length).toBeGreaterThan(0)
  for (const { SequenceNumberRange } of StreamDescription?.Shards ?? []) {
    expect(SequenceNumberRange?.EndingSequenceNumber).toMatch(/^\d{21,40}$/)
  }
})

test('DescribeTable names a stream that was disabled', async () => {
  const table = await streamingTable()
  await disable(table)
  const { Table } = await db.describeTable({ TableName: table.TableName })
  expect(Table?.LatestStreamArn).toBe(table.arn)
  expect(Table?.LatestStreamLabel).toBe(table.arn.split('/stream/')[1])
})

test('the time of making is a number on the wire', async () => {
  const { arn } = await streamingTable()
  const { json } = await callStreams('DescribeStream', { StreamArn: arn })
  expect(json).toMatchObject({ StreamDescription: { CreationRequestDateTime: expect.any(Number) } })
})

describe('is refused', () => {
  test('for a stream that is not there', async () => {
    const StreamArn = `arn:aws:dynamodb:${region}:123456789012:table/no-such-table-here/stream/2026-01-01T00:00:00.000`
    const { name } = await streamsRefusalOf(streams.describeStream({ StreamArn }))
    // Of another account nobody is told anything.
    expect(['ResourceNotFoundException', 'AccessDeniedException']).toContain(name)
  })

  test('for a label that the table never had, by name', async () => {
    const { arn } = await streamingTable()
    const StreamArn = arn.replace(/stream\/.*/, 'stream/2017-10-05T14:36:01.514')
    expect(await streamsRefusalOf(streams.describeStream({ StreamArn }))).toEqual({
      name: 'ResourceNotFoundException',
      message: `Requested resource not found: Stream: ${StreamArn} not found`,
    })
  })

  test('for what is no ARN', async () => {
    const StreamArn = 'not-an-arn'.repeat(5)
    expect((await streamsRefusalOf(streams.describeStream({ StreamArn }))).name).toBe('ValidationException')
  })

  test('without an ARN', async () => {
    const { status, json } = await callStreams('DescribeStream', {})
    expect(status).toBe(400)
    expect(String(json?.__type)).toContain('ValidationException')
  })
})
