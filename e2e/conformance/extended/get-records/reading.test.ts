import { describe, expect, test } from 'vitest'
import { db } from '../../target.ts'
import {
  callStreams,
  disable,
  iteratorsOf,
  recordsOf,
  type StreamingTable,
  streamingTable,
  streams,
  streamsRefusalOf,
} from '../streams.ts'

const put = ({ TableName }: StreamingTable, n: number) =>
  db.putItem({ TableName, Item: { pk: { S: 'p' }, sk: { S: 's' }, n: { N: String(n) } } })

describe('begins', () => {
  test.each([
    ['AT_SEQUENCE_NUMBER', ['1', '2']],
    ['AFTER_SEQUENCE_NUMBER', ['2']],
  ] as const)('%s of a record', async (ShardIteratorType, expected) => {
    const table = await streamingTable('NEW_IMAGE')
    for (const n of [0, 1, 2]) await put(table, n)
    const found = await recordsOf(table.arn, 3)
    const { ShardIterator } = await streams.getShardIterator({
      StreamArn: table.arn,
      ShardId: found[1]?.ShardId,
      ShardIteratorType,
      SequenceNumber: found[1]?.record.dynamodb?.SequenceNumber,
    })
    const { Records } = await streams.getRecords({ ShardIterator })
    expect(Records?.map(({ dynamodb }) => dynamodb?.NewImage?.n?.N)).toEqual(expected)
  })
})

test('what was read is not read again, and what comes later is', async () => {
  const table = await streamingTable('NEW_IMAGE')
  await put(table, 0)
  const [found] = await recordsOf(table.arn, 1)
  const at = { StreamArn: table.arn, ShardId: found?.ShardId, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const }
  const after = await streams.getShardIterator({ ...at, SequenceNumber: found?.record.dynamodb?.SequenceNumber })
  const nothing = await streams.getRecords({ ShardIterator: after.ShardIterator })
  expect(nothing.Records).toEqual([])
  await put(table, 1)
  await recordsOf(table.arn, 2)
  const { Records } = await streams.getRecords({ ShardIterator: nothing.NextShardIterator })
  expect(Records?.map(({ dynamodb }) => dynamodb?.NewImage?.n?.N)).toEqual(['1'])
})

test('no more records than asked for, and the next page has the rest', async () => {
  const table = await streamingTable('NEW_IMAGE')
  for (const n of [0, 1, 2]) await put(table, n)
  const [first] = await recordsOf(table.arn, 3)
  const { ShardIterator } = await streams.getShardIterator({
    StreamArn: table.arn,
    ShardId: first?.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  })
  const page = await streams.getRecords({ ShardIterator, Limit: 2 })
  expect(page.Records?.map(({ dynamodb }) => dynamodb?.NewImage?.n?.N)).toEqual(['0', '1'])
  const rest = await streams.getRecords({ ShardIterator: page.NextShardIterator, Limit: 2 })
  expect(rest.Records?.map(({ dynamodb }) => dynamodb?.NewImage?.n?.N)).toEqual(['2'])
})

test('an iterator can be used again', async () => {
  const table = await streamingTable('NEW_IMAGE')
  await put(table, 0)
  const [found] = await recordsOf(table.arn, 1)
  const { ShardIterator } = await streams.getShardIterator({
    StreamArn: table.arn,
    ShardId: found?.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  })
  const first = await streams.getRecords({ ShardIterator })
  const second = await streams.getRecords({ ShardIterator })
  expect(first.Records).toHaveLength(1)
  expect(second.Records).toEqual(first.Records)
})

test('a closed shard is read to its end, where no iterator follows', async () => {
  const table = await streamingTable('NEW_IMAGE')
  await put(table, 0)
  await recordsOf(table.arn, 1)
  await disable(table)
  await put(table, 1)
  const read: (string | undefined)[] = []
  for (const first of await iteratorsOf(table.arn, 'TRIM_HORIZON')) {
    let ShardIterator: string | undefined = first
    for (let calls = 0; ShardIterator !== undefined; calls++) {
      expect(calls).toBeLessThan(100)
      const { json } = await callStreams('GetRecords', { ShardIterator })
      const records = json?.Records as { dynamodb: { NewImage: { n: { N: string } } } }[]
      read.push(...records.map(({ dynamodb }) => dynamodb.NewImage.n.N))
      ShardIterator = json?.NextShardIterator as string | undefined
      // Missing, not null.
      expect(json !== undefined && 'NextShardIterator' in json).toBe(ShardIterator !== undefined)
    }
  }
  expect(read).toEqual(['0'])
})

test('the stream of a deleted table can be read', async () => {
  const table = await streamingTable('NEW_IMAGE')
  await put(table, 0)
  await recordsOf(table.arn, 1)
  await db.deleteTable({ TableName: table.TableName })
  expect(await recordsOf(table.arn, 1)).toHaveLength(1)
})

describe('is refused', () => {
  test.each([0, -1, 1001])('with a limit of %i', async Limit => {
    const { arn } = await streamingTable()
    const [ShardIterator] = await iteratorsOf(arn, 'LATEST')
    const { name, message } = await streamsRefusalOf(streams.getRecords({ ShardIterator, Limit }))
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/limit/i)
  })

  test('with an iterator that is none', async () => {
    const refusal = await streamsRefusalOf(streams.getRecords({ ShardIterator: 'no-iterator'.repeat(5) }))
    expect(refusal.name).toBe('ValidationException')
  })
})

test('a limit of 1,000 is taken', async () => {
  const { arn } = await streamingTable()
  const [ShardIterator] = await iteratorsOf(arn, 'LATEST')
  expect((await streams.getRecords({ ShardIterator, Limit: 1000 })).Records).toEqual([])
})
