import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test.each([
  [1024, 1],
  [1025, 2],
  [3073, 4],
])('deleting %i bytes costs %i', async (bytes, cost) => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: itemOfSize(bytes, { pk }) })
  const answer = await db.deleteItem({ TableName: tables.hash, Key: { pk }, ReturnConsumedCapacity: 'TOTAL' })
  expect(answer.ConsumedCapacity).toEqual({ TableName: tables.hash, CapacityUnits: cost })
})

test('deleting a missing item costs 1', async () => {
  const Key = { pk: { S: uniqueKey() } }
  const answer = await db.deleteItem({ TableName: tables.hash, Key, ReturnConsumedCapacity: 'TOTAL' })
  expect(answer.ConsumedCapacity?.CapacityUnits).toBe(1)
})

test('deleting costs the old entry in each index the item was in', async () => {
  const Key = { pk: { S: uniqueKey() }, sk: { S: 's' } }
  await db.putItem({
    TableName: tables.global,
    Item: { ...Key, gpk: { S: 'g' }, gsk: { S: '1' }, a: { S: 'x'.repeat(1500) } },
  })
  const answer = await db.deleteItem({ TableName: tables.global, Key, ReturnConsumedCapacity: 'INDEXES' })
  expect(answer.ConsumedCapacity).toEqual({
    TableName: tables.global,
    CapacityUnits: 7,
    Table: { CapacityUnits: 2 },
    GlobalSecondaryIndexes: {
      all: { CapacityUnits: 2 },
      include: { CapacityUnits: 2 },
      keys: { CapacityUnits: 1 },
    },
  })
})
