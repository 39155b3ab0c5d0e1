import { describe, expect, test } from 'vitest'
import { type Item, itemSize } from '#dynamo'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { readStream, streamOf } from '../testing/stream-reader.ts'

const TableName = 'Records'
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
}
const Key: Item = { pk: { S: 'a' }, sk: { N: '1' } }

async function streaming(engine: Engine, StreamViewType = 'NEW_AND_OLD_IMAGES'): Promise<string> {
  await engine.execute('CreateTable', { ...TABLE, StreamSpecification: { StreamEnabled: true, StreamViewType } })
  return await streamOf(engine, TableName)
}
const put = (engine: Engine, attributes: object) =>
  engine.execute('PutItem', { TableName, Item: { ...Key, ...attributes } })
const update = (engine: Engine, UpdateExpression: string, ExpressionAttributeValues?: object) =>
  engine.execute('UpdateItem', { TableName, Key, UpdateExpression, ExpressionAttributeValues })
const events = async (engine: Engine, arn: string) => (await readStream(engine, arn)).map(record => record.eventName)

test('a record says what, when, where and how large', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  engine.ports.advance(12_345_678)
  await put(engine, { n: { N: '1.50' } })
  const [record, ...more] = await readStream(engine, arn)
  expect(more).toEqual([])
  const image = { ...Key, n: { N: '1.5' } }
  expect(record).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      // Whole seconds, rounded down.
      ApproximateCreationDateTime: Date.UTC(2026, 10, 1) / 1000 + 12_345,
      Keys: Key,
      NewImage: image,
      SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
      SizeBytes: itemSize(Key) + itemSize(image),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  })
})

test.each([
  ['KEYS_ONLY', false, false],
  ['NEW_IMAGE', true, false],
  ['OLD_IMAGE', false, true],
  ['NEW_AND_OLD_IMAGES', true, true],
])('%s keeps the images it names', async (view, keepsNew, keepsOld) => {
  await using engine = freshEngine()
  const arn = await streaming(engine, view)
  const first: Item = { ...Key, a: { S: 'one' } }
  const second: Item = { ...Key, a: { S: 'two' }, more: { BOOL: true } }
  await put(engine, { a: { S: 'one' } })
  await put(engine, { a: { S: 'two' }, more: { BOOL: true } })
  await engine.execute('DeleteItem', { TableName, Key })

  const expected = [
    { eventName: 'INSERT', before: undefined, after: first },
    { eventName: 'MODIFY', before: first, after: second },
    { eventName: 'REMOVE', before: second, after: undefined },
  ].map(({ eventName, before, after }) => {
    const images = [keepsNew ? after : undefined, keepsOld ? before : undefined]
    return {
      eventName,
      NewImage: images[0],
      OldImage: images[1],
      SizeBytes: images.reduce((sum, image) => sum + (image === undefined ? 0 : itemSize(image)), itemSize(Key)),
    }
  })
  const records = await readStream(engine, arn)
  expect(
    records.map(({ eventName, dynamodb: { NewImage, OldImage, SizeBytes } }) => ({
      eventName,
      NewImage,
      OldImage,
      SizeBytes,
    })),
  ).toEqual(expected)
  expect(records.map(({ dynamodb }) => [dynamodb.Keys, dynamodb.StreamViewType])).toEqual(
    records.map(() => [Key, view]),
  )
})

describe('what leaves the item as it was is not recorded', () => {
  const attributes = { s: { SS: ['b', 'a'] }, m: { M: { x: { N: '1' }, y: { NS: ['2', '1'] } } } }
  const same: readonly (readonly [string, (engine: Engine) => Promise<unknown>])[] = [
    ['the same put', engine => put(engine, attributes)],
    [
      'sets and maps in another order',
      engine => put(engine, { m: { M: { y: { NS: ['1', '2'] }, x: { N: '1.0' } } }, s: { SS: ['a', 'b'] } }),
    ],
    ['an update to what is there', engine => update(engine, 'SET m.x = :x', { ':x': { N: '01' } })],
    ['the removal of what is not there', engine => update(engine, 'REMOVE absent')],
    ['a set that has the member', engine => update(engine, 'ADD s :m', { ':m': { SS: ['a'] } })],
    ['an update without clauses', engine => engine.execute('UpdateItem', { TableName, Key })],
    [
      'deleting what is not there',
      engine => engine.execute('DeleteItem', { TableName, Key: { ...Key, sk: { N: '2' } } }),
    ],
    [
      'a condition check',
      engine =>
        engine.execute('TransactWriteItems', {
          TransactItems: [{ ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_exists(pk)' } }],
        }),
    ],
    [
      'a refused write',
      engine =>
        engine
          .execute('PutItem', { TableName, Item: Key, ConditionExpression: 'attribute_not_exists(pk)' })
          .catch(() => undefined),
    ],
  ]
  test.each(same)('%s', async (_, write) => {
    await using engine = freshEngine()
    const arn = await streaming(engine)
    await put(engine, attributes)
    await write(engine)
    expect(await events(engine, arn)).toEqual(['INSERT'])
  })
})

test('lists keep their order: another order is a change', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  await put(engine, { l: { L: [{ S: 'a' }, { S: 'b' }] } })
  await put(engine, { l: { L: [{ S: 'b' }, { S: 'a' }] } })
  expect(await events(engine, arn)).toEqual(['INSERT', 'MODIFY'])
})

test('an update that creates the item is an INSERT, one that empties it shows its keys', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  await update(engine, 'SET a = :a', { ':a': { S: 'x' } })
  await update(engine, 'REMOVE a')
  const records = await readStream(engine, arn)
  expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb.NewImage])).toEqual([
    ['INSERT', { ...Key, a: { S: 'x' } }],
    ['MODIFY', Key],
  ])
})

test('batches and transactions make a record for each item', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  const item = (sk: string): Item => ({ pk: { S: 'a' }, sk: { N: sk } })
  await engine.execute('BatchWriteItem', {
    RequestItems: { [TableName]: ['1', '2', '3'].map(sk => ({ PutRequest: { Item: item(sk) } })) },
  })
  await engine.execute('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName, Item: item('4') } },
      { Delete: { TableName, Key: item('1') } },
      {
        Update: {
          TableName,
          Key: item('2'),
          UpdateExpression: 'SET a = :a',
          ExpressionAttributeValues: { ':a': { N: '1' } },
        },
      },
    ],
  })
  const records = await readStream(engine, arn)
  expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb.Keys.sk])).toEqual([
    ['INSERT', { N: '1' }],
    ['INSERT', { N: '2' }],
    ['INSERT', { N: '3' }],
    ['INSERT', { N: '4' }],
    ['REMOVE', { N: '1' }],
    ['MODIFY', { N: '2' }],
  ])
})

test('a cancelled transaction makes none', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  const cancelled = engine.execute('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName, Item: Key } },
      { ConditionCheck: { TableName, Key: { ...Key, sk: { N: '9' } }, ConditionExpression: 'attribute_exists(pk)' } },
    ],
  })
  await expect(cancelled).rejects.toMatchObject({ code: 'TransactionCanceledException' })
  expect(await readStream(engine, arn)).toEqual([])
})

test('numbers and ids of records differ, and the numbers grow', async () => {
  await using engine = freshEngine()
  const arn = await streaming(engine)
  for (let n = 0; n < 20; n++) await put(engine, { n: { N: String(n) } })
  const records = await readStream(engine, arn, 3)
  const numbers = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber))
  expect(numbers).toHaveLength(20)
  for (const [i, number] of numbers.entries()) if (i > 0) expect(number).toBeGreaterThan(numbers[i - 1] ?? 0n)
  expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(20)
})

test('a key attribute may have the name of an object’s prototype', async () => {
  await using engine = freshEngine()
  const item = JSON.parse('{"__proto__": {"S": "x"}, "a": {"S": "y"}}') as Item
  await engine.execute('CreateTable', {
    ...TABLE,
    AttributeDefinitions: [{ AttributeName: '__proto__', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: '__proto__', KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  })
  await engine.execute('PutItem', { TableName, Item: item })
  const [record] = await readStream(engine, await streamOf(engine, TableName))
  expect(JSON.stringify(record?.dynamodb.Keys)).toBe('{"__proto__":{"S":"x"}}')
  expect(JSON.stringify(record?.dynamodb.NewImage)).toBe('{"__proto__":{"S":"x"},"a":{"S":"y"}}')
})
