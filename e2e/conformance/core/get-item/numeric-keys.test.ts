import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/** A number of at most 30 digits that no other test uses as a key. */
const uniqueNumber = () => `${Date.now()}${Math.trunc(Math.random() * 1e9)}`

test.each(['1000', '1e3', '+1000', '1000.0', '01000', '1.e3'])('1000 is found as %s', async spelling => {
  const prefix = uniqueNumber()
  const v = { S: 'found' }
  await db.putItem({ TableName: tables.numberRange, Item: { pk: { S: prefix }, sk: { N: '1000' }, v } })
  const { Item } = await db.getItem({
    TableName: tables.numberRange,
    Key: { pk: { S: prefix }, sk: { N: spelling } },
  })
  expect(Item).toEqual({ pk: { S: prefix }, sk: { N: '1000' }, v })
})

test('a numeric partition key is found whatever its spelling', async () => {
  const number = uniqueNumber()
  await db.putItem({ TableName: tables.numberHash, Item: { pk: { N: `${number}.500` }, v: { S: 'found' } } })
  const { Item } = await db.getItem({ TableName: tables.numberHash, Key: { pk: { N: `+0${number}.5` } } })
  expect(Item).toEqual({ pk: { N: `${number}.5` }, v: { S: 'found' } })
})

test('keys that differ in the 38th digit are two items', async () => {
  const pk = { S: uniqueKey() }
  const digits = '1234567890123456789012345678901234567'
  await db.putItem({ TableName: tables.numberRange, Item: { pk, sk: { N: `${digits}1` }, v: { S: 'one' } } })
  await db.putItem({ TableName: tables.numberRange, Item: { pk, sk: { N: `${digits}2` }, v: { S: 'two' } } })
  const { Item } = await db.getItem({ TableName: tables.numberRange, Key: { pk, sk: { N: `${digits}1` } } })
  expect(Item?.v).toEqual({ S: 'one' })
})

test('zero and minus zero are one key', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.numberRange, Item: { pk, sk: { N: '-0' }, v: { S: 'zero' } } })
  const { Item } = await db.getItem({ TableName: tables.numberRange, Key: { pk, sk: { N: '0' } } })
  expect(Item).toEqual({ pk, sk: { N: '0' }, v: { S: 'zero' } })
})
