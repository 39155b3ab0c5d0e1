import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { CONDITION_FAILED, NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('removes the item under the key and no other', async () => {
  const pk = { S: uniqueKey() }
  for (const sk of ['a', 'b']) await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: sk } } })
  const { $metadata: _, ...answer } = await db.deleteItem({ TableName: tables.range, Key: { pk, sk: { S: 'a' } } })
  expect(answer).toEqual({})
  expect(await db.getItem({ TableName: tables.range, Key: { pk, sk: { S: 'a' } } })).not.toHaveProperty('Item')
  expect(await db.getItem({ TableName: tables.range, Key: { pk, sk: { S: 'b' } } })).toHaveProperty('Item')
})

test('of a missing item succeeds', async () => {
  const { $metadata: _, ...answer } = await db.deleteItem({ TableName: tables.hash, Key: { pk: { S: uniqueKey() } } })
  expect(answer).toEqual({})
})

test('of an unknown table is refused', async () => {
  const request = db.deleteItem({ TableName: 'no-such-table-here', Key: { pk: { S: 'a' } } })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
})

describe('return values', () => {
  test('ALL_OLD answers the deleted item', async () => {
    const Item = { pk: { S: uniqueKey() }, v: { M: { a: { N: '1' } } } }
    await db.putItem({ TableName: tables.hash, Item })
    const answer = await db.deleteItem({ TableName: tables.hash, Key: { pk: Item.pk }, ReturnValues: 'ALL_OLD' })
    expect(answer.Attributes).toEqual(Item)
  })

  test('ALL_OLD answers nothing for a missing item', async () => {
    const answer = await db.deleteItem({
      TableName: tables.hash,
      Key: { pk: { S: uniqueKey() } },
      ReturnValues: 'ALL_OLD',
    })
    expect(answer).not.toHaveProperty('Attributes')
  })
})

describe('a condition', () => {
  test('that holds lets the item go', async () => {
    const Item = { pk: { S: uniqueKey() }, v: { N: '5' } }
    await db.putItem({ TableName: tables.hash, Item })
    await db.deleteItem({
      TableName: tables.hash,
      Key: { pk: Item.pk },
      ConditionExpression: 'v BETWEEN :low AND :high',
      ExpressionAttributeValues: { ':low': { N: '5' }, ':high': { N: '6' } },
    })
    expect(await db.getItem({ TableName: tables.hash, Key: { pk: Item.pk } })).not.toHaveProperty('Item')
  })

  test('that fails keeps it, and answers it when asked for', async () => {
    const Item = { pk: { S: uniqueKey() }, v: { N: '5' } }
    await db.putItem({ TableName: tables.hash, Item })
    const request = db.deleteItem({
      TableName: tables.hash,
      Key: { pk: Item.pk },
      ConditionExpression: 'v > :five',
      ExpressionAttributeValues: { ':five': { N: '5' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    await expect(request).rejects.toMatchObject({ ...CONDITION_FAILED, Item })
    expect((await db.getItem({ TableName: tables.hash, Key: { pk: Item.pk } })).Item).toEqual(Item)
  })

  test('on a missing item is judged against an empty one', async () => {
    const Key = { pk: { S: uniqueKey() } }
    await db.deleteItem({ TableName: tables.hash, Key, ConditionExpression: 'attribute_not_exists(v)' })
    const request = db.deleteItem({ TableName: tables.hash, Key, ConditionExpression: 'attribute_exists(pk)' })
    expect(await refusalOf(request)).toEqual(CONDITION_FAILED)
  })
})

test('ReturnItemCollectionMetrics SIZE answers the collection of a table with local indexes', async () => {
  const Key = { pk: { S: uniqueKey() }, sk: { S: 'a' } }
  await db.putItem({ TableName: tables.local, Item: Key })
  const answer = await db.deleteItem({ TableName: tables.local, Key, ReturnItemCollectionMetrics: 'SIZE' })
  expect(answer.ItemCollectionMetrics).toEqual({
    ItemCollectionKey: { pk: Key.pk },
    SizeEstimateRangeGB: [0, 1],
  })
})
