import type { AttributeValue, StreamViewType } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { db, region } from '../../target.ts'
import { callStreams, iteratorsOf, recordsOf, streamingTable, streams } from '../streams.ts'

type Item = Record<string, AttributeValue>
const Key: Item = { pk: { S: 'p' }, sk: { S: 's' } }

/** What a record says, without what differs each time. */
async function told(arn: string, count: number) {
  return (await recordsOf(arn, count)).map(({ record }) => ({
    event: record.eventName,
    before: record.dynamodb?.OldImage,
    after: record.dynamodb?.NewImage,
  }))
}

test('an insert, in full', async () => {
  const { TableName, arn } = await streamingTable()
  const Item = { ...Key, n: { N: '1' } }
  const before = Math.floor(Date.now() / 1000)
  await db.putItem({ TableName, Item })
  const [found] = await recordsOf(arn, 1)
  expect(found?.record).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Date),
      Keys: Key,
      NewImage: Item,
      SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
      // Keys 6 bytes, the image 6 and 3.
      SizeBytes: 15,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  })
  const seconds = (found?.record.dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000
  expect(Number.isInteger(seconds)).toBe(true)
  // Clocks differ, and the service speaks of approximate times.
  expect(Math.abs(seconds - before)).toBeLessThan(300)
})

test.each<[StreamViewType, boolean, boolean]>([
  ['KEYS_ONLY', false, false],
  ['NEW_IMAGE', false, true],
  ['OLD_IMAGE', true, false],
  ['NEW_AND_OLD_IMAGES', true, true],
])('%s has the images it names', async (view, old, recent) => {
  const { TableName, arn } = await streamingTable(view)
  const first = { ...Key, a: { S: 'one' } }
  const second = { ...Key, b: { L: [{ N: '2' }] } }
  await db.putItem({ TableName, Item: first })
  await db.putItem({ TableName, Item: second })
  await db.deleteItem({ TableName, Key })
  expect(await told(arn, 3)).toEqual([
    { event: 'INSERT', before: undefined, after: recent ? first : undefined },
    { event: 'MODIFY', before: old ? first : undefined, after: recent ? second : undefined },
    { event: 'REMOVE', before: old ? second : undefined, after: undefined },
  ])
  for (const { record } of await recordsOf(arn, 3)) {
    expect(record.dynamodb?.Keys).toEqual(Key)
    expect(record.dynamodb?.StreamViewType).toBe(view)
  }
})

test('what changes nothing makes no record', async () => {
  const { TableName, arn } = await streamingTable()
  const Item = { ...Key, a: { S: 'x' }, s: { SS: ['one', 'two'] } }
  await db.putItem({ TableName, Item })
  await db.putItem({ TableName, Item })
  await db.putItem({ TableName, Item: { ...Item, s: { SS: ['two', 'one'] } } })
  await db.updateItem({ TableName, Key, UpdateExpression: 'REMOVE absent' })
  await db.deleteItem({ TableName, Key: { ...Key, sk: { S: 'other' } } })
  await db.putItem({ TableName, Item: { ...Item, a: { S: 'y' } } })
  expect((await told(arn, 2)).map(({ event }) => event)).toEqual(['INSERT', 'MODIFY'])
})

test('an update that creates the item is an insert', async () => {
  const { TableName, arn } = await streamingTable()
  await db.updateItem({
    TableName,
    Key,
    UpdateExpression: 'SET a = :a',
    ExpressionAttributeValues: { ':a': { S: 'x' } },
  })
  expect(await told(arn, 1)).toEqual([{ event: 'INSERT', before: undefined, after: { ...Key, a: { S: 'x' } } }])
})

test('an image of an item without attributes has its keys', async () => {
  const { TableName, arn } = await streamingTable()
  await db.updateItem({ TableName, Key })
  await db.updateItem({
    TableName,
    Key,
    UpdateExpression: 'SET a = :a',
    ExpressionAttributeValues: { ':a': { S: 'x' } },
  })
  await db.updateItem({ TableName, Key, UpdateExpression: 'REMOVE a' })
  await db.deleteItem({ TableName, Key })
  const filled = { ...Key, a: { S: 'x' } }
  expect(await told(arn, 4)).toEqual([
    { event: 'INSERT', before: undefined, after: Key },
    { event: 'MODIFY', before: Key, after: filled },
    { event: 'MODIFY', before: filled, after: Key },
    { event: 'REMOVE', before: Key, after: undefined },
  ])
})

test('batches and transactions make a record for each item', async () => {
  const { TableName, arn } = await streamingTable('KEYS_ONLY')
  const item = (sk: string): Item => ({ pk: { S: 'p' }, sk: { S: sk } })
  await db.batchWriteItem({
    RequestItems: { [TableName]: ['a', 'b'].map(sk => ({ PutRequest: { Item: item(sk) } })) },
  })
  await db.transactWriteItems({
    TransactItems: [{ Put: { TableName, Item: item('c') } }, { Delete: { TableName, Key: item('a') } }],
  })
  const found = await recordsOf(arn, 4)
  const events = found.map(({ record }) => `${record.dynamodb?.Keys?.sk?.S} ${record.eventName}`)
  expect([...events].sort()).toEqual(['a INSERT', 'a REMOVE', 'b INSERT', 'c INSERT'])
  expect(events.indexOf('a INSERT')).toBeLessThan(events.indexOf('a REMOVE'))
})

test('records of an item are in one shard, in the order of their numbers', async () => {
  const { TableName, arn } = await streamingTable('NEW_IMAGE')
  for (let n = 0; n < 5; n++) await db.putItem({ TableName, Item: { ...Key, n: { N: String(n) } } })
  const found = await recordsOf(arn, 5)
  expect(found.map(({ record }) => record.dynamodb?.NewImage?.n?.N)).toEqual(['0', '1', '2', '3', '4'])
  expect(new Set(found.map(({ ShardId }) => ShardId)).size).toBe(1)
  expect(new Set(found.map(({ record }) => record.eventID)).size).toBe(5)
  const numbers = found.map(({ record }) => BigInt(record.dynamodb?.SequenceNumber ?? ''))
  expect(numbers).toEqual([...numbers].sort((a, b) => (a < b ? -1 : 1)))
})

test('values of all types come as they were written', async () => {
  const { TableName, arn } = await streamingTable('NEW_IMAGE')
  const Item: Item = {
    ...Key,
    b: { B: Uint8Array.of(0, 255) },
    bs: { BS: [Uint8Array.of(1)] },
    ns: { NS: ['1', '2'] },
    t: { BOOL: true },
    z: { NULL: true },
    m: { M: { l: { L: [{ S: 'é' }, { M: {} }] } } },
  }
  await db.putItem({ TableName, Item })
  const [found] = await recordsOf(arn, 1)
  expect(found?.record.dynamodb?.NewImage).toEqual(Item)
})

test('the time of a record is a number on the wire', async () => {
  const { TableName, arn } = await streamingTable('KEYS_ONLY')
  await db.putItem({ TableName, Item: Key })
  await recordsOf(arn, 1)
  const times: unknown[] = []
  for (const ShardIterator of await iteratorsOf(arn, 'TRIM_HORIZON')) {
    const { json } = await callStreams('GetRecords', { ShardIterator })
    const records = json?.Records as { dynamodb: { ApproximateCreationDateTime: unknown } }[]
    times.push(...records.map(({ dynamodb }) => typeof dynamodb.ApproximateCreationDateTime))
  }
  expect(times).toEqual(['number'])
})

test('a shard without records answers an empty list, and where to go on', async () => {
  const { arn } = await streamingTable()
  for (const ShardIterator of await iteratorsOf(arn, 'LATEST')) {
    const { Records, NextShardIterator } = await streams.getRecords({ ShardIterator })
    expect(Records).toEqual([])
    expect(NextShardIterator?.startsWith(`${arn}|`)).toBe(true)
  }
})
