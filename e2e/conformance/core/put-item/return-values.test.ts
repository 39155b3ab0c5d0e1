import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('ALL_OLD answers the item that was replaced', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: { pk, a: { S: 'old' }, b: { L: [{ N: '1' }] } } })
  const { Attributes } = await db.putItem({
    TableName: tables.hash,
    Item: { pk, a: { S: 'new' } },
    ReturnValues: 'ALL_OLD',
  })
  expect(Attributes).toEqual({ pk, a: { S: 'old' }, b: { L: [{ N: '1' }] } })
})

test('ALL_OLD answers nothing for a new item', async () => {
  const answer = await db.putItem({
    TableName: tables.hash,
    Item: { pk: { S: uniqueKey() } },
    ReturnValues: 'ALL_OLD',
  })
  expect(answer).not.toHaveProperty('Attributes')
})

test('NONE answers nothing', async () => {
  const Item = { pk: { S: uniqueKey() } }
  await db.putItem({ TableName: tables.hash, Item })
  const answer = await db.putItem({ TableName: tables.hash, Item, ReturnValues: 'NONE' })
  expect(answer).not.toHaveProperty('Attributes')
})
