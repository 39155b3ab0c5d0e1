import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const put = (Item: Record<string, { S: string }>) => ({ PutRequest: { Item } })
const remove = (Key: Record<string, { S: string }>) => ({ DeleteRequest: { Key } })
const count = async (pk: { S: string }) =>
  (
    await db.query({
      TableName: tables.range,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    })
  ).Items?.map(item => item.sk?.S).join('')

test('puts and deletes over several tables', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: 'x' } } })
  const { $metadata: _, ...answer } = await db.batchWriteItem({
    RequestItems: {
      [tables.range]: [put({ pk, sk: { S: 'a' } }), remove({ pk, sk: { S: 'x' } }), put({ pk, sk: { S: 'b' } })],
      [tables.hash]: [put({ pk, v: { S: 'v' } })],
    },
  })
  expect(answer).toEqual({ UnprocessedItems: {} })
  expect(await count(pk)).toBe('ab')
  expect((await db.getItem({ TableName: tables.hash, Key: { pk } })).Item).toEqual({ pk, v: { S: 'v' } })
})

test('a put replaces the whole item', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: { pk, old: { S: 'x' } } })
  await db.batchWriteItem({ RequestItems: { [tables.hash]: [put({ pk, fresh: { S: 'y' } })] } })
  expect((await db.getItem({ TableName: tables.hash, Key: { pk } })).Item).toEqual({ pk, fresh: { S: 'y' } })
})

test('deleting what is not there is fine', async () => {
  const { UnprocessedItems } = await db.batchWriteItem({
    RequestItems: { [tables.hash]: [remove({ pk: { S: uniqueKey() } })] },
  })
  expect(UnprocessedItems).toEqual({})
})

test('25 writes are taken at once', async () => {
  const pk = { S: uniqueKey() }
  const writes = Array.from({ length: 25 }, (_, i) => put({ pk, sk: { S: String.fromCharCode(97 + i) } }))
  await db.batchWriteItem({ RequestItems: { [tables.range]: writes } })
  expect(await count(pk)).toBe('abcdefghijklmnopqrstuvwxy')
})

test('keeps the indexes up to date', async () => {
  const gpk = { S: uniqueKey() }
  const Key = { pk: { S: uniqueKey() }, sk: { S: 's' } }
  const found = async () =>
    (
      await db.query({
        TableName: tables.global,
        IndexName: 'include',
        KeyConditionExpression: 'gpk = :gpk',
        ExpressionAttributeValues: { ':gpk': gpk },
      })
    ).Count
  await db.batchWriteItem({ RequestItems: { [tables.global]: [put({ ...Key, gpk })] } })
  expect(await found()).toBe(1)
  await db.batchWriteItem({ RequestItems: { [tables.global]: [remove(Key)] } })
  expect(await found()).toBe(0)
})

test('an unknown table refuses the whole request: nothing is written', async () => {
  const pk = { S: uniqueKey() }
  const request = db.batchWriteItem({
    RequestItems: { [tables.hash]: [put({ pk })], 'no-such-table-here': [put({ pk })] },
  })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
  expect(await db.getItem({ TableName: tables.hash, Key: { pk } })).not.toHaveProperty('Item')
})

describe('capacity', () => {
  test('counts each write by itself, one entry per table', async () => {
    const pk = { S: uniqueKey() }
    await db.putItem({ TableName: tables.range, Item: itemOfSize(2500, { pk, sk: { S: 'old' } }) })
    const { ConsumedCapacity = [] } = await db.batchWriteItem({
      RequestItems: {
        [tables.range]: [
          { PutRequest: { Item: itemOfSize(1500, { pk, sk: { S: 'a' } }) } },
          { PutRequest: { Item: itemOfSize(1500, { pk, sk: { S: 'b' } }) } },
          remove({ pk, sk: { S: 'old' } }),
          remove({ pk, sk: { S: 'absent' } }),
        ],
        [tables.hash]: [put({ pk })],
      },
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(ConsumedCapacity).toHaveLength(2)
    expect(ConsumedCapacity).toContainEqual({ TableName: tables.range, CapacityUnits: 8 })
    expect(ConsumedCapacity).toContainEqual({ TableName: tables.hash, CapacityUnits: 1 })
  })

  test('INDEXES sums the indexes over all writes', async () => {
    const pk = { S: uniqueKey() }
    const { ConsumedCapacity } = await db.batchWriteItem({
      RequestItems: {
        [tables.local]: [put({ pk, sk: { S: '1' }, lsk: { S: 'a' } }), put({ pk, sk: { S: '2' }, lsk: { S: 'b' } })],
      },
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(ConsumedCapacity).toEqual([
      {
        TableName: tables.local,
        CapacityUnits: 6,
        Table: { CapacityUnits: 2 },
        LocalSecondaryIndexes: { all: { CapacityUnits: 2 }, keys: { CapacityUnits: 2 } },
      },
    ])
  })
})

test('ReturnItemCollectionMetrics SIZE answers the collections per table', async () => {
  const pk = { S: uniqueKey() }
  const { ItemCollectionMetrics } = await db.batchWriteItem({
    RequestItems: { [tables.local]: [put({ pk, sk: { S: '1' } })] },
    ReturnItemCollectionMetrics: 'SIZE',
  })
  expect(ItemCollectionMetrics).toEqual({
    [tables.local]: [{ ItemCollectionKey: { pk }, SizeEstimateRangeGB: [0, 1] }],
  })
})
