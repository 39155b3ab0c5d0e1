import { beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { sizeEstimate } from './support/item-collection.ts'

const KEY = [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: 'sk', KeyType: 'RANGE' },
]
const BY_L = [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: 'l', KeyType: 'RANGE' },
]

async function notes(engine: Engine): Promise<void> {
  const definitions = ['pk', 'sk', 'l'].map(AttributeName => ({ AttributeName, AttributeType: 'S' }))
  const index = (IndexName: string, ProjectionType: string) => ({
    IndexName,
    KeySchema: BY_L,
    Projection: { ProjectionType },
  })
  await engine.execute('CreateTable', {
    TableName: 'Notes',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: definitions,
    KeySchema: KEY,
    LocalSecondaryIndexes: [index('Whole', 'ALL'), index('Keys', 'KEYS_ONLY')],
  })
  await engine.execute('CreateTable', {
    TableName: 'Plain',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: definitions.slice(0, 2),
    KeySchema: KEY,
  })
}

/** An item of so many bytes; with `l` it is in both indexes, where it takes as much again, and seven bytes. */
const item = (sk: string, bytes: number, pk = 'a', l = 'x') => ({
  pk: { S: pk },
  sk: { S: sk },
  l: { S: l },
  v: { S: 'x'.repeat(bytes - 9) },
})
const TOO_LARGE = { code: 'ItemCollectionSizeLimitExceededException', message: 'Collection size exceeded.' }

describe('an item collection at its limit', () => {
  let engine: Engine
  beforeEach(async () => {
    engine = freshEngine({ itemCollectionLimit: 2000 })
    await notes(engine)
    // 400 bytes, 400 in one index, 8 in the other
    await engine.execute('PutItem', { TableName: 'Notes', Item: item('1', 400) })
  })
  const put = (Item: object, TableName = 'Notes') => engine.execute('PutItem', { TableName, Item })

  test('is counted with its entries in local indexes, to the byte', async () => {
    await put(item('2', 592))
    const { sk, ...rest } = item('2', 593)
    await expect(put({ sk, ...rest })).rejects.toMatchObject(TOO_LARGE)
  })

  test('is one partition key', async () => {
    await put(item('2', 592))
    await put(item('2', 592, 'b'))
  })

  test('may shrink, be changed at the same size, and be deleted', async () => {
    await put(item('2', 592))
    await put({ ...item('2', 592), v: { S: 'y'.repeat(583) } })
    await put(item('1', 399))
    await put(item('1', 400))
    await engine.execute('DeleteItem', { TableName: 'Notes', Key: { pk: { S: 'a' }, sk: { S: '2' } } })
    await put(item('2', 592))
  })

  test('is no matter of tables without local indexes', async () => {
    await put(item('1', 4000), 'Plain')
  })

  test('is held against updates and statements', async () => {
    await put(item('2', 592))
    const Key = { pk: { S: 'a' }, sk: { S: '2' } }
    await expect(
      engine.execute('UpdateItem', {
        TableName: 'Notes',
        Key,
        UpdateExpression: 'SET a = :a',
        ExpressionAttributeValues: { ':a': { S: '' } },
      }),
    ).rejects.toMatchObject(TOO_LARGE)
    const Statement = `INSERT INTO Notes VALUE {'pk': 'a', 'sk': '3'}`
    await expect(engine.execute('ExecuteStatement', { Statement })).rejects.toMatchObject(TOO_LARGE)
  })

  test('is held against a batch as a whole, before any of it is done', async () => {
    const batch = (bytes: number) =>
      engine.execute('BatchWriteItem', {
        RequestItems: { Notes: ['2', '3'].map(sk => ({ PutRequest: { Item: item(sk, bytes) } })) },
      })
    await expect(batch(300)).rejects.toMatchObject(TOO_LARGE)
    expect(await engine.execute('Scan', { TableName: 'Notes', Select: 'COUNT' })).toMatchObject({ Count: 1 })
    await batch(290)
  })

  test('is a reason of the action of a transaction that goes beyond', async () => {
    const TransactItems = ['2', '3', '4'].map(sk => ({
      Put: { TableName: 'Notes', Item: item(sk, 300, sk === '4' ? 'b' : 'a') },
    }))
    await expect(engine.execute('TransactWriteItems', { TransactItems })).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      members: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ItemCollectionSizeLimitExceeded', Message: 'Collection size exceeded.' },
          { Code: 'None' },
        ],
      },
    })
  })
})

describe('an item and its entry in a local index', () => {
  const LIMIT = 400 * 1024
  let engine: Engine
  beforeEach(async () => {
    engine = freshEngine()
    await notes(engine)
  })

  test('are together no larger than an item', async () => {
    await engine.execute('PutItem', { TableName: 'Notes', Item: item('1', LIMIT / 2) })
    const put = { TableName: 'Notes', Item: item('2', LIMIT / 2 + 1) }
    const text = { message: 'Item size has exceeded the maximum allowed size' }
    await expect(engine.execute('PutItem', put)).rejects.toMatchObject(text)
    await expect(
      engine.execute('BatchWriteItem', { RequestItems: { Notes: [{ PutRequest: { Item: put.Item } }] } }),
    ).rejects.toMatchObject(text)
    await expect(engine.execute('TransactWriteItems', { TransactItems: [{ Put: put }] })).rejects.toMatchObject({
      members: { CancellationReasons: [{ Code: 'ValidationError', Message: text.message }] },
    })
    const update = {
      TableName: 'Notes',
      Key: { pk: { S: 'a' }, sk: { S: '1' } },
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': { S: '' } },
    }
    await expect(engine.execute('UpdateItem', update)).rejects.toMatchObject({
      message: 'Item size to update has exceeded the maximum allowed size',
    })
  })

  test('are not, where there is no entry', async () => {
    const { l: _, ...outside } = item('1', LIMIT)
    await engine.execute('PutItem', { TableName: 'Notes', Item: outside })
    await engine.execute('PutItem', { TableName: 'Plain', Item: item('1', LIMIT) })
  })
})

test('the estimate of a size is the gigabyte it lies in', () => {
  expect(sizeEstimate(0)).toEqual([0, 1])
  expect(sizeEstimate(1024 ** 3 - 1)).toEqual([0, 1])
  expect(sizeEstimate(1024 ** 3)).toEqual([1, 2])
  expect(sizeEstimate(9.5 * 1024 ** 3)).toEqual([9, 10])
})
