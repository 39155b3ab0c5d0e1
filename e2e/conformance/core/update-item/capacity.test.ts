import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test.each([
  ['a new item of its size', 0, 1500, 2],
  ['the new item when it grows', 100, 2500, 3],
  ['the old item when it shrinks', 2500, 100, 3],
])('costs %s', async (_, before, after, cost) => {
  const pk = { S: uniqueKey() }
  if (before > 0) await db.putItem({ TableName: tables.hash, Item: itemOfSize(before, { pk }) })
  const { v = { S: '' } } = itemOfSize(after, { pk })
  const answer = await db.updateItem({
    TableName: tables.hash,
    Key: { pk },
    UpdateExpression: 'SET v = :v',
    ExpressionAttributeValues: { ':v': v },
    ReturnConsumedCapacity: 'TOTAL',
  })
  expect(answer.ConsumedCapacity).toEqual({ TableName: tables.hash, CapacityUnits: cost })
})

test('reports the indexes whose entries changed', async () => {
  const Key = { pk: { S: uniqueKey() }, sk: { S: 's' } }
  await db.putItem({
    TableName: tables.global,
    Item: { ...Key, gpk: { S: 'g' }, gsk: { S: '1' }, a: { S: 'a' } },
  })
  const update = async (UpdateExpression: string) =>
    (
      await db.updateItem({
        TableName: tables.global,
        Key,
        UpdateExpression,
        ExpressionAttributeValues: { ':v': { S: 'new' } },
        ReturnConsumedCapacity: 'INDEXES',
      })
    ).ConsumedCapacity
  expect(await update('SET extra = :v')).toEqual({
    TableName: tables.global,
    CapacityUnits: 2,
    Table: { CapacityUnits: 1 },
    GlobalSecondaryIndexes: { all: { CapacityUnits: 1 } },
  })
  expect(await update('SET a = :v')).toEqual({
    TableName: tables.global,
    CapacityUnits: 3,
    Table: { CapacityUnits: 1 },
    GlobalSecondaryIndexes: { all: { CapacityUnits: 1 }, include: { CapacityUnits: 1 } },
  })
  expect(await update('SET gsk = :v')).toEqual({
    TableName: tables.global,
    CapacityUnits: 5,
    Table: { CapacityUnits: 1 },
    GlobalSecondaryIndexes: { all: { CapacityUnits: 2 }, keys: { CapacityUnits: 2 } },
  })
})

test('ReturnItemCollectionMetrics SIZE answers the collection of a table with local indexes', async () => {
  const Key = { pk: { S: uniqueKey() }, sk: { S: 'a' } }
  const answer = await db.updateItem({ TableName: tables.local, Key, ReturnItemCollectionMetrics: 'SIZE' })
  expect(answer.ItemCollectionMetrics).toEqual({
    ItemCollectionKey: { pk: Key.pk },
    SizeEstimateRangeGB: [0, 1],
  })
})
