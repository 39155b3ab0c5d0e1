import { beforeAll, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const gpk = { S: uniqueKey('gpk') }
beforeAll(async () => {
  for (const sk of ['1', '2']) {
    const Item = itemOfSize(5000, { pk: { S: uniqueKey() }, sk: { S: sk }, gpk, gsk: { S: sk } })
    await db.putItem({ TableName: tables.global, Item })
  }
})

const cost = async (IndexName: string, values: object = { ':gpk': gpk }) =>
  (
    await db.query({
      TableName: tables.global,
      IndexName,
      KeyConditionExpression: 'gpk = :gpk',
      ExpressionAttributeValues: values as Record<string, { S: string }>,
      ReturnConsumedCapacity: 'INDEXES',
    })
  ).ConsumedCapacity

test('counts index entries at half price and nothing on the table', async () => {
  // 10,000 bytes in the index that holds everything: three units, halved.
  expect(await cost('all')).toEqual({
    TableName: tables.global,
    CapacityUnits: 1.5,
    Table: { CapacityUnits: 0 },
    GlobalSecondaryIndexes: { all: { CapacityUnits: 1.5 } },
  })
})

test('an index of keys is cheaper than the items', async () => {
  expect((await cost('keys'))?.CapacityUnits).toBe(0.5)
})

test('an empty result costs the minimum', async () => {
  expect(await cost('keys', { ':gpk': { S: uniqueKey() } })).toEqual({
    TableName: tables.global,
    CapacityUnits: 0.5,
    Table: { CapacityUnits: 0 },
    GlobalSecondaryIndexes: { keys: { CapacityUnits: 0.5 } },
  })
})
