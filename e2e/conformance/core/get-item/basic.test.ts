import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('a missing item is an answer without Item', async () => {
  expect(await db.getItem({ TableName: tables.hash, Key: { pk: { S: uniqueKey() } } })).not.toHaveProperty('Item')
})

test('needs the whole key: another sort key is another item', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: 'a' } } })
  expect(await db.getItem({ TableName: tables.range, Key: { pk, sk: { S: 'A' } } })).not.toHaveProperty('Item')
})

test.each([true, false])('sees what was just written, ConsistentRead %s', async ConsistentRead => {
  const Item = { pk: { S: uniqueKey() }, v: { S: 'new' } }
  await db.putItem({ TableName: tables.hash, Item })
  expect((await db.getItem({ TableName: tables.hash, Key: { pk: Item.pk }, ConsistentRead })).Item).toEqual(Item)
})

test('of an unknown table is refused', async () => {
  const request = db.getItem({ TableName: 'no-such-table-here', Key: { pk: { S: 'a' } } })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
})

test('takes the ARN of a table for its name', async () => {
  const TableName = (await db.describeTable({ TableName: tables.hash })).Table?.TableArn
  const Item = { pk: { S: uniqueKey() } }
  await db.putItem({ TableName: tables.hash, Item })
  expect((await db.getItem({ TableName, Key: Item })).Item).toEqual(Item)
})

test('of an ARN of an unknown table is refused', async () => {
  const arn = (await db.describeTable({ TableName: tables.hash })).Table?.TableArn
  const request = db.getItem({ TableName: `${arn}-not-there`, Key: { pk: { S: 'a' } } })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
})
