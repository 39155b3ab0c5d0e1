import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const gpk = { S: uniqueKey('gpk') }
const base = uniqueKey('base')
const item = (id: string, more: Record<string, AttributeValue>): Record<string, AttributeValue> => ({
  pk: { S: `${base}-${id}` },
  sk: { S: 's' },
  gpk,
  a: { S: `a${id}` },
  other: { S: `o${id}` },
  ...more,
})
const ITEMS = [
  item('1', { gsk: { S: 'b' }, gnum: { N: '20' } }),
  item('2', { gsk: { S: 'a' }, gnum: { N: '3' } }),
  item('3', { gsk: { S: 'a' } }),
  item('4', {}),
]
beforeAll(async () => {
  for (const Item of ITEMS) await db.putItem({ TableName: tables.global, Item })
})

const query = (IndexName: string, more: object = {}, condition = '', values: object = {}) =>
  db.query({
    TableName: tables.global,
    IndexName,
    KeyConditionExpression: `gpk = :gpk${condition}`,
    ExpressionAttributeValues: { ':gpk': gpk, ...values },
    ...more,
  })
const ids = (items: Record<string, AttributeValue>[] | undefined) =>
  (items ?? []).map(each => each.pk?.S?.slice(base.length + 1))

test('only items that have the whole index key are in the index', async () => {
  expect(ids((await query('all')).Items).sort()).toEqual(['1', '2', '3'])
  expect(ids((await query('by-number')).Items).sort()).toEqual(['1', '2'])
  expect(ids((await query('include')).Items).sort()).toEqual(['1', '2', '3', '4'])
})

test('items come in the order of the index sort key; several may have the same', async () => {
  const found = ids((await query('all')).Items)
  expect(found[2]).toBe('1')
  expect(found.slice(0, 2).sort()).toEqual(['2', '3'])
})

test('a numeric index sort key orders by value', async () => {
  expect(ids((await query('by-number')).Items)).toEqual(['2', '1'])
  expect(ids((await query('by-number', {}, ' AND gnum > :n', { ':n': { N: '3' } })).Items)).toEqual(['1'])
})

describe('projections', () => {
  test('ALL answers whole items', async () => {
    expect((await query('all', {}, ' AND gsk = :s', { ':s': { S: 'b' } })).Items).toEqual([ITEMS[0]])
  })

  test('KEYS_ONLY answers table key and index key', async () => {
    expect((await query('keys', {}, ' AND gsk = :s', { ':s': { S: 'b' } })).Items).toEqual([
      { pk: ITEMS[0]?.pk, sk: { S: 's' }, gpk, gsk: { S: 'b' } },
    ])
  })

  test('INCLUDE answers keys and what it lists, where there is any', async () => {
    const { Items = [] } = await query('include')
    const first = Items.find(found => found.pk?.S === ITEMS[0]?.pk?.S)
    expect(first).toEqual({ pk: ITEMS[0]?.pk, sk: { S: 's' }, gpk, a: { S: 'a1' } })
  })

  test('ALL_PROJECTED_ATTRIBUTES answers what the index holds', async () => {
    const { Items = [] } = await query('keys', { Select: 'ALL_PROJECTED_ATTRIBUTES' }, ' AND gsk = :s', {
      ':s': { S: 'b' },
    })
    expect(Object.keys(Items[0] ?? {}).sort()).toEqual(['gpk', 'gsk', 'pk', 'sk'])
  })

  test('ALL_ATTRIBUTES is fine where the index holds everything', async () => {
    const { Items } = await query('all', { Select: 'ALL_ATTRIBUTES' }, ' AND gsk = :s', { ':s': { S: 'b' } })
    expect(Items).toEqual([ITEMS[0]])
  })
})

describe('an item', () => {
  test('leaves the index when it loses a key attribute, and comes back', async () => {
    const own = { S: uniqueKey('gpk') }
    const Key = { pk: { S: uniqueKey() }, sk: { S: 's' } }
    const count = async () =>
      (
        await db.query({
          TableName: tables.global,
          IndexName: 'all',
          KeyConditionExpression: 'gpk = :gpk',
          ExpressionAttributeValues: { ':gpk': own },
        })
      ).Count
    const update = (UpdateExpression: string, values?: Record<string, AttributeValue>) =>
      db.updateItem({
        TableName: tables.global,
        Key,
        UpdateExpression,
        ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
      })
    await db.putItem({ TableName: tables.global, Item: { ...Key, gpk: own, gsk: { S: 'x' } } })
    expect(await count()).toBe(1)
    await update('REMOVE gsk')
    expect(await count()).toBe(0)
    await update('SET gsk = :v', { ':v': { S: 'y' } })
    expect(await count()).toBe(1)
    await db.deleteItem({ TableName: tables.global, Key })
    expect(await count()).toBe(0)
  })

  test('moves to another index partition with its key', async () => {
    const [from, to] = [{ S: uniqueKey('from') }, { S: uniqueKey('to') }]
    const Key = { pk: { S: uniqueKey() }, sk: { S: 's' } }
    const found = async (partition: { S: string }) =>
      (
        await db.query({
          TableName: tables.global,
          IndexName: 'include',
          KeyConditionExpression: 'gpk = :gpk',
          ExpressionAttributeValues: { ':gpk': partition },
        })
      ).Items
    await db.putItem({ TableName: tables.global, Item: { ...Key, gpk: from, a: { S: '1' } } })
    await db.putItem({ TableName: tables.global, Item: { ...Key, gpk: to, a: { S: '2' } } })
    expect(await found(from)).toEqual([])
    expect(await found(to)).toEqual([{ ...Key, gpk: to, a: { S: '2' } }])
  })
})

test('a filter reads projected attributes', async () => {
  const { Items } = await query('include', { FilterExpression: 'a = :a' }, '', { ':a': { S: 'a4' } })
  expect(ids(Items)).toEqual(['4'])
})
