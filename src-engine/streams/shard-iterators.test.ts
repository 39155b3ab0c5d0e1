import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import {
  drained,
  iteratorOf,
  type ReadRecord,
  readStream,
  recordsFrom,
  shardsOf,
  streamOf,
} from '../testing/stream-reader.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TableName = 'Iterated'

interface Streaming {
  readonly arn: string
  /** The first shard. */
  readonly shard: string
}

async function streaming(engine: Engine): Promise<Streaming> {
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  })
  const arn = await streamOf(engine, TableName)
  return { arn, shard: (await shardsOf(engine, arn))[0]?.ShardId ?? '' }
}
const put = (engine: Engine, pk: string, size = 1) =>
  engine.execute('PutItem', { TableName, Item: { pk: { S: pk }, v: { S: 'x'.repeat(size) } } })
const keys = (records: readonly ReadRecord[]): readonly string[] =>
  records.map(({ dynamodb }) => (dynamodb.Keys.pk as { S: string }).S)

describe('begins', () => {
  test('at the oldest record, at a record, after one, after the last', async () => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    for (const pk of ['a', 'b', 'c']) await put(engine, pk)
    const numbers = (await readStream(engine, arn)).map(({ dynamodb }) => dynamodb.SequenceNumber)
    const from = async (ShardIteratorType: string, SequenceNumber?: string) =>
      await iteratorOf(engine, arn, shard, {
        ShardIteratorType,
        ...(SequenceNumber === undefined ? {} : { SequenceNumber }),
      })
    const latest = await from('LATEST')
    await put(engine, 'd')
    expect(keys(await drained(engine, await from('TRIM_HORIZON')))).toEqual(['a', 'b', 'c', 'd'])
    expect(keys(await drained(engine, await from('AT_SEQUENCE_NUMBER', numbers[1])))).toEqual(['b', 'c', 'd'])
    expect(keys(await drained(engine, await from('AFTER_SEQUENCE_NUMBER', numbers[1])))).toEqual(['c', 'd'])
    expect(keys(await drained(engine, latest))).toEqual(['d'])
  })

  test.each(['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'])(
    '%s the start of an empty shard, and misses nothing',
    async ShardIteratorType => {
      await using engine = freshEngine()
      const { arn, shard } = await streaming(engine)
      const SequenceNumber = (await shardsOf(engine, arn))[0]?.SequenceNumberRange.StartingSequenceNumber ?? ''
      const iterator = await iteratorOf(engine, arn, shard, { ShardIteratorType, SequenceNumber })
      await put(engine, 'a')
      expect(keys(await drained(engine, iterator))).toEqual(['a'])
      const again = await iteratorOf(engine, arn, shard, { ShardIteratorType, SequenceNumber })
      expect(keys(await drained(engine, again))).toEqual(['a'])
    },
  )
})

describe('is refused', () => {
  const iterate = async (engine: Engine, arn: string, ShardId: string, more: object) =>
    await engine.execute('GetShardIterator', { StreamArn: arn, ShardId, ...more })

  test('at a record, without a number', async () => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    await expect(iterate(engine, arn, shard, { ShardIteratorType: 'AT_SEQUENCE_NUMBER' })).rejects.toMatchObject({
      code: 'ValidationException',
    })
  })

  test('with a number of another shard, of no record yet, or of no record ever', async () => {
    await using engine = freshEngine({ shardRecords: 2 })
    const { arn, shard } = await streaming(engine)
    for (let n = 0; n < 3; n++) await put(engine, `key-${n}`)
    const shards = await shardsOf(engine, arn)
    const [first] = await readStream(engine, arn)
    const of = (ShardId: string | undefined, SequenceNumber: string) =>
      iterate(engine, arn, ShardId ?? '', { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber })
    const ended = shards[0]?.SequenceNumberRange.EndingSequenceNumber ?? ''
    const beyond = String(BigInt(ended) + 1n)
    for (const refused of [
      of(shards[1]?.ShardId, first?.dynamodb.SequenceNumber ?? ''),
      of(shard, beyond),
      of(shard, '9'.repeat(21)),
      of(shard, 'x'.repeat(21)),
    ]) {
      await expect(refused).rejects.toMatchObject({
        code: 'ValidationException',
        message: 'One or more parameter values were invalid: Invalid SequenceNumber',
      })
    }
    await of(shard, ended)
  })

  test('as an iterator: texts that never were one, and ones that were tampered with', async () => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    const iterator = await iteratorOf(engine, arn, shard)
    const rest = (value: unknown) => `${arn}|1|${Buffer.from(JSON.stringify(value)).toString('base64')}`
    for (const text of [
      'x',
      `${arn}|1|`,
      `${arn}|1|****`,
      iterator.slice(0, -4),
      rest([1, 2]),
      rest([1, 2, 3, 4]),
      rest([1, '2', 3]),
      rest({ shard: 1 }),
    ]) {
      await expect(recordsFrom(engine, text), text).rejects.toMatchObject({
        code: 'ValidationException',
        message: 'Invalid ShardIterator',
      })
    }
    await expect(recordsFrom(engine, iterator.replace('Iterated', 'Unknown'))).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    })
  })
})

describe('lives', () => {
  test('for fifteen minutes', async () => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    const iterator = await iteratorOf(engine, arn, shard)
    engine.ports.advance(15 * MINUTE)
    const { NextShardIterator } = await recordsFrom(engine, iterator)
    engine.ports.advance(1)
    await expect(recordsFrom(engine, iterator)).rejects.toMatchObject({ code: 'ExpiredIteratorException' })
    // The next one counts from when it was handed out.
    engine.ports.advance(15 * MINUTE - 1)
    await recordsFrom(engine, NextShardIterator ?? '')
  })

  test('not past the day of its record', async () => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    await put(engine, 'a')
    engine.ports.advance(HOUR)
    await put(engine, 'b')
    engine.ports.advance(DAY - HOUR - 1)
    const first = await iteratorOf(engine, arn, shard)
    const { dynamodb } = (await readStream(engine, arn))[0] as ReadRecord
    const at = { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: dynamodb.SequenceNumber }
    const onIt = await iteratorOf(engine, arn, shard, at)
    expect(keys((await recordsFrom(engine, onIt)).Records)).toEqual(['a', 'b'])
    engine.ports.advance(1)
    const trimmed = {
      code: 'TrimmedDataAccessException',
      message: 'The data you are trying to access has been trimmed',
    }
    await expect(recordsFrom(engine, onIt)).rejects.toMatchObject(trimmed)
    await expect(iteratorOf(engine, arn, shard, at)).rejects.toMatchObject(trimmed)
    await expect(
      iteratorOf(engine, arn, shard, { ...at, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' }),
    ).rejects.toMatchObject(trimmed)
    // The oldest record is what it is when it is read.
    expect(keys(await drained(engine, first))).toEqual(['b'])
  })
})

describe('a page', () => {
  test('has a thousand records at most', async () => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    await Promise.all(Array.from({ length: 1001 }, (_, n) => put(engine, `key-${n}`)))
    const { Records, NextShardIterator } = await recordsFrom(engine, await iteratorOf(engine, arn, shard))
    expect(Records).toHaveLength(1000)
    expect((await recordsFrom(engine, NextShardIterator ?? '')).Records).toHaveLength(1)
  })

  test('has one megabyte at most', async () => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    // Each record is 262,144 bytes: 4 make the megabyte.
    const size = 262_144 - 2 * 3 - 1
    for (const pk of ['a', 'b', 'c', 'd', 'e']) await put(engine, pk, size)
    const first = await recordsFrom(engine, await iteratorOf(engine, arn, shard))
    expect(first.Records.map(({ dynamodb }) => dynamodb.SizeBytes)).toEqual([262_144, 262_144, 262_144, 262_144])
    const second = await recordsFrom(engine, first.NextShardIterator ?? '')
    expect(keys(second.Records)).toEqual(['e'])
  })

  test.each([1, 3])('has as many records as asked for: %i', async limit => {
    await using engine = freshEngine()
    const { arn, shard } = await streaming(engine)
    for (const pk of ['a', 'b', 'c', 'd']) await put(engine, pk)
    const { Records } = await recordsFrom(engine, await iteratorOf(engine, arn, shard), limit)
    expect(Records).toHaveLength(limit)
    expect(keys(await readStream(engine, arn, limit))).toEqual(['a', 'b', 'c', 'd'])
  })
})

test('iterators of different shards differ', async () => {
  await using engine = freshEngine({ shardRecords: 3 })
  const { arn } = await streaming(engine)
  for (let n = 0; n < 12; n++) await put(engine, `key-${n}`)
  const shards = await shardsOf(engine, arn)
  const iterators = await Promise.all(shards.map(({ ShardId }) => iteratorOf(engine, arn, ShardId)))
  expect(new Set(iterators).size).toBe(shards.length)
})
