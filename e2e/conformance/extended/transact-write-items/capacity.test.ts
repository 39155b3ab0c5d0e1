import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const S = (value: string) => ({ S: value })
const written = (units: number) => ({ CapacityUnits: units, WriteCapacityUnits: units })

test.each([
  [1024, 2],
  [1025, 4],
  [2048, 4],
  [2049, 6],
])('a put of %i bytes costs %i', async (bytes, cost) => {
  const { ConsumedCapacity } = await db.transactWriteItems({
    TransactItems: [{ Put: { TableName: tables.hash, Item: itemOfSize(bytes, { pk: S(uniqueKey()) }) } }],
    ReturnConsumedCapacity: 'TOTAL',
  })
  expect(ConsumedCapacity).toEqual([{ TableName: tables.hash, ...written(cost) }])
})

test('a delete and a check cost double the stored item, or 2 when there is none', async () => {
  const [gone, checked] = [S(uniqueKey()), S(uniqueKey())]
  await db.putItem({ TableName: tables.hash, Item: itemOfSize(1025, { pk: gone }) })
  await db.putItem({ TableName: tables.range, Item: itemOfSize(2049, { pk: checked, sk: S('s') }) })
  const { ConsumedCapacity } = await db.transactWriteItems({
    TransactItems: [
      { Delete: { TableName: tables.hash, Key: { pk: gone } } },
      {
        ConditionCheck: {
          TableName: tables.range,
          Key: { pk: checked, sk: S('s') },
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      { Delete: { TableName: tables.hash, Key: { pk: S(uniqueKey()) } } },
      {
        ConditionCheck: {
          TableName: tables.range,
          Key: { pk: checked, sk: S('none') },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ],
    ReturnConsumedCapacity: 'INDEXES',
  })
  expect(ConsumedCapacity).toEqual([
    { TableName: tables.hash, ...written(6), Table: written(6) },
    { TableName: tables.range, ...written(8), Table: written(8) },
  ])
})

test('index parts are not doubled', async () => {
  const { ConsumedCapacity } = await db.transactWriteItems({
    TransactItems: [
      { Put: { TableName: tables.global, Item: { pk: S(uniqueKey()), sk: S('s'), gpk: S(uniqueKey()) } } },
    ],
    ReturnConsumedCapacity: 'INDEXES',
  })
  expect(ConsumedCapacity).toEqual([
    {
      TableName: tables.global,
      ...written(3),
      Table: written(2),
      GlobalSecondaryIndexes: { include: written(1) },
    },
  ])
})

test('item collections are told of the writes to tables with local indexes', async () => {
  const [a, b] = [S(uniqueKey()), S(uniqueKey())]
  const { ItemCollectionMetrics } = await db.transactWriteItems({
    TransactItems: [
      { Put: { TableName: tables.local, Item: { pk: a, sk: S('s') } } },
      { Put: { TableName: tables.hash, Item: { pk: a } } },
      { Delete: { TableName: tables.local, Key: { pk: b, sk: S('s') } } },
    ],
    ReturnItemCollectionMetrics: 'SIZE',
  })
  expect(ItemCollectionMetrics).toEqual({
    [tables.local]: [
      { ItemCollectionKey: { pk: a }, SizeEstimateRangeGB: [0, 1] },
      { ItemCollectionKey: { pk: b }, SizeEstimateRangeGB: [0, 1] },
    ],
  })
})
