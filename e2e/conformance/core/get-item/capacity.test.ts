import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test.each([
  [100, 0.5, 1],
  [4096, 0.5, 1],
  [4097, 1, 2],
  [8192, 1, 2],
  [8193, 1.5, 3],
])('an item of %i bytes costs %d eventually and %d strongly consistent', async (bytes, eventual, strong) => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: itemOfSize(bytes, { pk }) })
  const read = async (ConsistentRead: boolean) =>
    (await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead, ReturnConsumedCapacity: 'TOTAL' }))
      .ConsumedCapacity
  expect(await read(false)).toEqual({ TableName: tables.hash, CapacityUnits: eventual })
  expect(await read(true)).toEqual({ TableName: tables.hash, CapacityUnits: strong })
})

test.each([
  [false, 0.5],
  [true, 1],
])('a missing item costs the minimum, consistent %s: %d', async (ConsistentRead, cost) => {
  const Key = { pk: { S: uniqueKey() } }
  const answer = await db.getItem({ TableName: tables.hash, Key, ConsistentRead, ReturnConsumedCapacity: 'TOTAL' })
  expect(answer.ConsumedCapacity?.CapacityUnits).toBe(cost)
})

test('a projection does not lower the cost', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: itemOfSize(5000, { pk }) })
  const answer = await db.getItem({
    TableName: tables.hash,
    Key: { pk },
    ProjectionExpression: 'pk',
    ReturnConsumedCapacity: 'INDEXES',
  })
  expect(answer.ConsumedCapacity).toEqual({
    TableName: tables.hash,
    CapacityUnits: 1,
    Table: { CapacityUnits: 1 },
  })
})
