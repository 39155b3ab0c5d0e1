import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { CONDITION_FAILED, NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const stored = async (Key: { pk: { S: string } }) => (await db.getItem({ TableName: tables.hash, Key })).Item

describe('a missing item', () => {
  test('is made by SET, with its key', async () => {
    const Key = { pk: { S: uniqueKey() } }
    await db.updateItem({
      TableName: tables.hash,
      Key,
      UpdateExpression: 'SET a = :v',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
    })
    expect(await stored(Key)).toEqual({ ...Key, a: { S: 'x' } })
  })

  test('is made by ADD', async () => {
    const Key = { pk: { S: uniqueKey() } }
    await db.updateItem({
      TableName: tables.hash,
      Key,
      UpdateExpression: 'ADD a :v',
      ExpressionAttributeValues: { ':v': { N: '3' } },
    })
    expect(await stored(Key)).toEqual({ ...Key, a: { N: '3' } })
  })

  test('is made by an update without clauses', async () => {
    const Key = { pk: { S: uniqueKey() } }
    await db.updateItem({ TableName: tables.hash, Key })
    expect(await stored(Key)).toEqual(Key)
  })

  test('is not made by REMOVE alone', async () => {
    const Key = { pk: { S: uniqueKey() } }
    const answer = await db.updateItem({
      TableName: tables.hash,
      Key,
      UpdateExpression: 'REMOVE a, b.c',
      ReturnValues: 'ALL_NEW',
    })
    expect(answer).not.toHaveProperty('Attributes')
    expect(await stored(Key)).toBeUndefined()
  })

  test('is not made by DELETE alone', async () => {
    const Key = { pk: { S: uniqueKey() } }
    await db.updateItem({
      TableName: tables.hash,
      Key,
      UpdateExpression: 'DELETE a :v',
      ExpressionAttributeValues: { ':v': { SS: ['x'] } },
    })
    expect(await stored(Key)).toBeUndefined()
  })

  test('is made by SET even when REMOVE goes with it', async () => {
    const Key = { pk: { S: uniqueKey() } }
    await db.updateItem({
      TableName: tables.hash,
      Key,
      UpdateExpression: 'REMOVE b SET a = :v',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
    })
    expect(await stored(Key)).toEqual({ ...Key, a: { S: 'x' } })
  })
})

describe('a condition', () => {
  test('that fails leaves the item as it was', async () => {
    const Item = { pk: { S: uniqueKey() }, version: { N: '2' } }
    await db.putItem({ TableName: tables.hash, Item })
    const request = db.updateItem({
      TableName: tables.hash,
      Key: { pk: Item.pk },
      UpdateExpression: 'SET version = version + :one',
      ConditionExpression: 'version = :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    await expect(request).rejects.toMatchObject({ ...CONDITION_FAILED, Item })
    expect(await stored({ pk: Item.pk })).toEqual(Item)
  })

  test('that holds lets the update through', async () => {
    const Item = { pk: { S: uniqueKey() }, version: { N: '1' } }
    await db.putItem({ TableName: tables.hash, Item })
    await db.updateItem({
      TableName: tables.hash,
      Key: { pk: Item.pk },
      UpdateExpression: 'SET version = version + :one',
      ConditionExpression: 'version = :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    })
    expect((await stored({ pk: Item.pk }))?.version).toEqual({ N: '2' })
  })

  test('attribute_exists keeps an update from making an item', async () => {
    const Key = { pk: { S: uniqueKey() } }
    const request = db.updateItem({
      TableName: tables.hash,
      Key,
      UpdateExpression: 'SET a = :v',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
    })
    expect(await refusalOf(request)).toEqual(CONDITION_FAILED)
    expect(await stored(Key)).toBeUndefined()
  })
})

test('of an unknown table is refused', async () => {
  const request = db.updateItem({ TableName: 'no-such-table-here', Key: { pk: { S: 'a' } } })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
})
