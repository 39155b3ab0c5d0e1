import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('stores an item that GetItem then answers whole', async () => {
  const Item = { pk: { S: uniqueKey() }, sk: { S: 'a' }, colour: { S: 'red' }, size: { N: '3' } }
  await db.putItem({ TableName: tables.range, Item })
  expect((await db.getItem({ TableName: tables.range, Key: { pk: Item.pk, sk: Item.sk } })).Item).toEqual(Item)
})

test('answers nothing but metadata when nothing was asked for', async () => {
  const { $metadata: _, ...answer } = await db.putItem({
    TableName: tables.hash,
    Item: { pk: { S: uniqueKey() } },
  })
  expect(answer).toEqual({})
})

test('replaces the whole item: attributes of the old one are gone', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: { pk, old: { S: 'x' }, kept: { N: '1' } } })
  await db.putItem({ TableName: tables.hash, Item: { pk, kept: { N: '2' } } })
  expect((await db.getItem({ TableName: tables.hash, Key: { pk } })).Item).toEqual({ pk, kept: { N: '2' } })
})

test('keeps items with the same partition key and another sort key apart', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: 'a' }, v: { N: '1' } } })
  await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: 'b' }, v: { N: '2' } } })
  const { Item } = await db.getItem({ TableName: tables.range, Key: { pk, sk: { S: 'a' } } })
  expect(Item?.v).toEqual({ N: '1' })
})

test('accepts an item of only its key', async () => {
  const Item = { pk: { S: uniqueKey() } }
  await db.putItem({ TableName: tables.hash, Item })
  expect((await db.getItem({ TableName: tables.hash, Key: Item })).Item).toEqual(Item)
})

test('takes the ARN of a table for its name', async () => {
  const TableName = (await db.describeTable({ TableName: tables.hash })).Table?.TableArn
  const Item = { pk: { S: uniqueKey() }, v: { S: 'by ARN' } }
  await db.putItem({ TableName, Item })
  expect((await db.getItem({ TableName: tables.hash, Key: { pk: Item.pk } })).Item).toEqual(Item)
})

test('of an unknown table is refused', async () => {
  const request = db.putItem({ TableName: 'no-such-table-here', Item: { pk: { S: 'a' } } })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
})

test('attribute names may be anything, also names that mean something to JavaScript', async () => {
  const pk = { S: uniqueKey() }
  // Through JSON.parse, because a literal would set the prototype.
  const Item = JSON.parse(
    '{"constructor":{"S":"c"},"__proto__":{"S":"p"},"toString":{"N":"1"},"1":{"N":"2"},"a b.c[0]":{"S":"é"},"😀":{"BOOL":true}}',
  ) as Record<string, { S: string }>
  Item.pk = pk
  await db.putItem({ TableName: tables.hash, Item })
  // The SDK's own parser drops __proto__; the raw tests look at that one.
  const { Item: stored = {} } = await db.getItem({ TableName: tables.hash, Key: { pk } })
  expect(stored.constructor).toEqual({ S: 'c' })
  expect(stored.toString).toEqual({ N: '1' })
  expect(stored['1']).toEqual({ N: '2' })
  expect(stored['a b.c[0]']).toEqual({ S: 'é' })
  expect(stored['😀']).toEqual({ BOOL: true })
})
