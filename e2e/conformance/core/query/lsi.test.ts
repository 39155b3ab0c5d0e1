import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const pk = { S: uniqueKey() }
const ITEMS: Record<string, AttributeValue>[] = [
  { pk, sk: { S: '1' }, lsk: { S: 'c' }, lnum: { N: '10' }, a: { S: 'a1' }, extra: { S: 'o1' } },
  { pk, sk: { S: '2' }, lsk: { S: 'b' }, lnum: { N: '9' }, a: { S: 'a2' }, extra: { S: 'o2' } },
  { pk, sk: { S: '3' }, lsk: { S: 'a' }, extra: { S: 'o3' } },
  { pk, sk: { S: '4' }, extra: { S: 'o4' } },
]
beforeAll(async () => {
  for (const Item of ITEMS) await db.putItem({ TableName: tables.local, Item })
})

const query = (IndexName: string, more: object = {}) =>
  db.query({
    TableName: tables.local,
    IndexName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ...more,
  })
const sortKeys = (items: Record<string, AttributeValue>[] | undefined) => items?.map(item => item.sk?.S).join('')

test('answers the items that have the index sort key, in its order', async () => {
  expect(sortKeys((await query('all')).Items)).toBe('321')
  expect(sortKeys((await query('include')).Items)).toBe('21')
  expect(sortKeys((await query('all', { ScanIndexForward: false })).Items)).toBe('123')
})

test('reads strongly consistent', async () => {
  expect(sortKeys((await query('all', { ConsistentRead: true })).Items)).toBe('321')
})

test('takes conditions on its sort key', async () => {
  const answer = await db.query({
    TableName: tables.local,
    IndexName: 'include',
    KeyConditionExpression: 'pk = :pk AND lnum >= :n',
    ExpressionAttributeValues: { ':pk': pk, ':n': { N: '9.5' } },
  })
  expect(sortKeys(answer.Items)).toBe('1')
})

test('pages with table key and index key', async () => {
  const first = await query('all', { Limit: 1 })
  expect(first.LastEvaluatedKey).toEqual({ pk, sk: { S: '3' }, lsk: { S: 'a' } })
  const rest = await query('all', { ExclusiveStartKey: first.LastEvaluatedKey })
  expect(sortKeys(rest.Items)).toBe('21')
})

describe('what is not projected', () => {
  test('is not answered unless asked for', async () => {
    const { Items } = await query('keys')
    expect(Items?.[0]).toEqual({ pk, sk: { S: '3' }, lsk: { S: 'a' } })
    expect((await query('include')).Items?.[1]).toEqual({ pk, sk: { S: '1' }, lnum: { N: '10' }, a: { S: 'a1' } })
  })

  test('is fetched from the table for ALL_ATTRIBUTES', async () => {
    expect((await query('keys', { Select: 'ALL_ATTRIBUTES' })).Items).toEqual([ITEMS[2], ITEMS[1], ITEMS[0]])
  })

  test('is fetched from the table for a projection that names it', async () => {
    const { Items } = await query('keys', { ProjectionExpression: 'sk, extra' })
    expect(Items).toEqual([
      { sk: { S: '3' }, extra: { S: 'o3' } },
      { sk: { S: '2' }, extra: { S: 'o2' } },
      { sk: { S: '1' }, extra: { S: 'o1' } },
    ])
  })
})

describe('capacity', () => {
  const own = { S: uniqueKey() }
  beforeAll(async () => {
    for (const sk of ['1', '2']) {
      const Item = itemOfSize(5000, { pk: own, sk: { S: sk }, lsk: { S: sk } })
      await db.putItem({ TableName: tables.local, Item })
    }
  })
  const cost = async (IndexName: string, more: object = {}) =>
    (
      await db.query({
        TableName: tables.local,
        IndexName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': own },
        ReturnConsumedCapacity: 'INDEXES',
        ConsistentRead: true,
        ...more,
      })
    ).ConsumedCapacity

  test('counts the entries of the index and nothing on the table', async () => {
    expect(await cost('all')).toEqual({
      TableName: tables.local,
      CapacityUnits: 3,
      Table: { CapacityUnits: 0 },
      LocalSecondaryIndexes: { all: { CapacityUnits: 3 } },
    })
    expect((await cost('keys'))?.CapacityUnits).toBe(1)
  })

  test('counts each item fetched from the table by itself, on the table', async () => {
    expect(await cost('keys', { Select: 'ALL_ATTRIBUTES' })).toEqual({
      TableName: tables.local,
      CapacityUnits: 5,
      Table: { CapacityUnits: 4 },
      LocalSecondaryIndexes: { keys: { CapacityUnits: 1 } },
    })
  })
})
