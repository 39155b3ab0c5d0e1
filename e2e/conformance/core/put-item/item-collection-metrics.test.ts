import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('SIZE answers the collection of a table with local indexes', async () => {
  const pk = { S: uniqueKey() }
  const { ItemCollectionMetrics } = await db.putItem({
    TableName: tables.local,
    Item: { pk, sk: { S: 'a' } },
    ReturnItemCollectionMetrics: 'SIZE',
  })
  expect(ItemCollectionMetrics).toEqual({ ItemCollectionKey: { pk }, SizeEstimateRangeGB: [0, 1] })
})

test('SIZE answers nothing for a table without local indexes', async () => {
  const answer = await db.putItem({
    TableName: tables.global,
    Item: { pk: { S: uniqueKey() }, sk: { S: 'a' } },
    ReturnItemCollectionMetrics: 'SIZE',
  })
  expect(answer).not.toHaveProperty('ItemCollectionMetrics')
})

test('NONE and nothing answer nothing', async () => {
  const Item = { pk: { S: uniqueKey() }, sk: { S: 'a' } }
  const none = await db.putItem({ TableName: tables.local, Item, ReturnItemCollectionMetrics: 'NONE' })
  expect(none).not.toHaveProperty('ItemCollectionMetrics')
  expect(await db.putItem({ TableName: tables.local, Item })).not.toHaveProperty('ItemCollectionMetrics')
})
