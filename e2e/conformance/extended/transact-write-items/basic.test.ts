import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { cancelledBy } from '../transaction-cancelled.ts'

const S = (value: string) => ({ S: value })
const stored = async (TableName: string, Key: Record<string, { S: string }>) =>
  (await db.getItem({ TableName, Key, ConsistentRead: true })).Item

test('puts, updates, deletes and checks over several tables', async () => {
  const [put, updated] = [S(uniqueKey()), S(uniqueKey())]
  const [gone, checked] = [S(uniqueKey()), S(uniqueKey())]
  await db.putItem({ TableName: tables.hash, Item: { pk: updated, n: { N: '1' } } })
  await db.putItem({ TableName: tables.hash, Item: { pk: gone } })
  await db.putItem({ TableName: tables.hash, Item: { pk: checked, v: S('x') } })
  const { $metadata: _, ...answer } = await db.transactWriteItems({
    TransactItems: [
      { Put: { TableName: tables.range, Item: { pk: put, sk: S('a'), v: S('new') } } },
      {
        Update: {
          TableName: tables.hash,
          Key: { pk: updated },
          UpdateExpression: 'ADD #n :one',
          ExpressionAttributeNames: { '#n': 'n' },
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      { Delete: { TableName: tables.hash, Key: { pk: gone } } },
      {
        ConditionCheck: {
          TableName: tables.hash,
          Key: { pk: checked },
          ConditionExpression: 'v = :v',
          ExpressionAttributeValues: { ':v': S('x') },
        },
      },
    ],
  })
  expect(answer).toEqual({})
  expect(await stored(tables.range, { pk: put, sk: S('a') })).toEqual({ pk: put, sk: S('a'), v: S('new') })
  expect(await stored(tables.hash, { pk: updated })).toEqual({ pk: updated, n: { N: '2' } })
  expect(await stored(tables.hash, { pk: gone })).toBeUndefined()
  expect(await stored(tables.hash, { pk: checked })).toEqual({ pk: checked, v: S('x') })
})

test('an update makes an item that is not there', async () => {
  const pk = S(uniqueKey())
  await db.transactWriteItems({
    TransactItems: [
      {
        Update: {
          TableName: tables.hash,
          Key: { pk },
          UpdateExpression: 'SET v = :v',
          ExpressionAttributeValues: { ':v': S('x') },
        },
      },
    ],
  })
  expect(await stored(tables.hash, { pk })).toEqual({ pk, v: S('x') })
})

test('all or nothing: a false condition at the end keeps everything before it away', async () => {
  const [first, second, last] = [S(uniqueKey()), S(uniqueKey()), S(uniqueKey())]
  await db.putItem({ TableName: tables.hash, Item: { pk: second, v: S('old') } })
  await cancelledBy(
    db.transactWriteItems({
      TransactItems: [
        { Put: { TableName: tables.hash, Item: { pk: first } } },
        { Delete: { TableName: tables.hash, Key: { pk: second } } },
        {
          ConditionCheck: { TableName: tables.hash, Key: { pk: last }, ConditionExpression: 'attribute_exists(pk)' },
        },
      ],
    }),
  )
  expect(await stored(tables.hash, { pk: first })).toBeUndefined()
  expect(await stored(tables.hash, { pk: second })).toEqual({ pk: second, v: S('old') })
})

test('an unknown table refuses the whole request', async () => {
  const pk = S(uniqueKey())
  const request = db.transactWriteItems({
    TransactItems: [
      { Put: { TableName: tables.hash, Item: { pk } } },
      { Put: { TableName: 'no-such-table-here', Item: { pk } } },
    ],
  })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
  expect(await stored(tables.hash, { pk })).toBeUndefined()
})

test('the same key in two tables means two items', async () => {
  const Item = { pk: S(uniqueKey()), sk: S('s') }
  await db.transactWriteItems({
    TransactItems: [{ Put: { TableName: tables.range, Item } }, { Put: { TableName: tables.local, Item } }],
  })
  expect(await stored(tables.range, Item)).toEqual(Item)
  expect(await stored(tables.local, Item)).toEqual(Item)
})

test('100 actions are taken at once', async () => {
  const pk = S(uniqueKey())
  const sorts = Array.from({ length: 100 }, (_, i) => S(String(i).padStart(3, '0')))
  await db.transactWriteItems({
    TransactItems: sorts.map(sk => ({ Put: { TableName: tables.range, Item: { pk, sk } } })),
  })
  const { Items } = await db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  })
  expect(Items).toEqual(sorts.map(sk => ({ pk, sk })))
})

test('keeps the indexes up to date', async () => {
  const lsk = S(uniqueKey())
  const Key = { pk: S(uniqueKey()), sk: S('s') }
  const found = async () =>
    (
      await db.query({
        TableName: tables.local,
        IndexName: 'all',
        KeyConditionExpression: 'pk = :pk AND lsk = :lsk',
        ExpressionAttributeValues: { ':pk': Key.pk, ':lsk': lsk },
        ConsistentRead: true,
      })
    ).Count
  await db.transactWriteItems({ TransactItems: [{ Put: { TableName: tables.local, Item: { ...Key, lsk } } }] })
  expect(await found()).toBe(1)
  await db.transactWriteItems({ TransactItems: [{ Delete: { TableName: tables.local, Key } }] })
  expect(await found()).toBe(0)
})
