import { beforeAll, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const pk = { S: uniqueKey() }
beforeAll(async () => {
  for (const sk of ['1', '2', '3']) {
    await db.putItem({ TableName: tables.range, Item: itemOfSize(1500, { pk, sk: { S: sk } }) })
  }
})

const query = async (more: object) =>
  (
    await db.query({
      TableName: tables.range,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ReturnConsumedCapacity: 'TOTAL',
      ...more,
    })
  ).ConsumedCapacity

test('sizes are summed before they are rounded', async () => {
  // 4500 bytes: two units of 4 KB, not three.
  expect(await query({ ConsistentRead: true })).toEqual({ TableName: tables.range, CapacityUnits: 2 })
  expect(await query({})).toEqual({ TableName: tables.range, CapacityUnits: 1 })
})

test('only what the page read counts', async () => {
  expect((await query({ ConsistentRead: true, Limit: 2 }))?.CapacityUnits).toBe(1)
})

test.each([{ Select: 'COUNT' }, { ProjectionExpression: 'sk' }, { FilterExpression: 'attribute_exists(nothing)' }])(
  '%o does not lower the cost',
  async more => {
    expect((await query({ ...more, ConsistentRead: true }))?.CapacityUnits).toBe(2)
  },
)

test('an empty result costs the minimum', async () => {
  const none = { ExpressionAttributeValues: { ':pk': { S: uniqueKey() } } }
  expect((await query(none))?.CapacityUnits).toBe(0.5)
  expect((await query({ ...none, ConsistentRead: true }))?.CapacityUnits).toBe(1)
})

test('INDEXES adds the part of the table', async () => {
  expect(await query({ ReturnConsumedCapacity: 'INDEXES' })).toEqual({
    TableName: tables.range,
    CapacityUnits: 1,
    Table: { CapacityUnits: 1 },
  })
})
