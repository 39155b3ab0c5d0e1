import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const itemOf = (bytes: number, pk = uniqueKey()) => itemOfSize(bytes, { pk: { S: pk } })

const units = async (bytes: number) => {
  const { ConsumedCapacity } = await db.putItem({
    TableName: tables.hash,
    Item: itemOf(bytes),
    ReturnConsumedCapacity: 'TOTAL',
  })
  return ConsumedCapacity?.CapacityUnits
}

test.each([
  [100, 1],
  [1024, 1],
  [1025, 2],
  [2048, 2],
  [2049, 3],
])('an item of %i bytes costs %i', async (bytes, cost) => {
  expect(await units(bytes)).toBe(cost)
})

test('TOTAL answers table and units, nothing more', async () => {
  const { ConsumedCapacity } = await db.putItem({
    TableName: tables.hash,
    Item: itemOf(100),
    ReturnConsumedCapacity: 'TOTAL',
  })
  expect(ConsumedCapacity).toEqual({ TableName: tables.hash, CapacityUnits: 1 })
})

test('INDEXES adds the part of the table', async () => {
  const { ConsumedCapacity } = await db.putItem({
    TableName: tables.hash,
    Item: itemOf(1500),
    ReturnConsumedCapacity: 'INDEXES',
  })
  expect(ConsumedCapacity).toEqual({ TableName: tables.hash, CapacityUnits: 2, Table: { CapacityUnits: 2 } })
})

test('NONE and nothing answer no capacity', async () => {
  const Item = itemOf(100)
  const none = await db.putItem({ TableName: tables.hash, Item, ReturnConsumedCapacity: 'NONE' })
  expect(none).not.toHaveProperty('ConsumedCapacity')
  expect(await db.putItem({ TableName: tables.hash, Item })).not.toHaveProperty('ConsumedCapacity')
})

test('the larger of old and new item counts', async () => {
  const pk = uniqueKey()
  await db.putItem({ TableName: tables.hash, Item: itemOf(3000, pk) })
  const { ConsumedCapacity } = await db.putItem({
    TableName: tables.hash,
    Item: itemOf(50, pk),
    ReturnConsumedCapacity: 'TOTAL',
  })
  expect(ConsumedCapacity?.CapacityUnits).toBe(3)
})
