import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const S = (value: string) => ({ S: value })
const token = () => uniqueKey('t').slice(-36)
const increment = (pk: { S: string }, by = '1') => ({
  Update: {
    TableName: tables.hash,
    Key: { pk },
    UpdateExpression: 'ADD n :by',
    ExpressionAttributeValues: { ':by': { N: by } },
  },
})
const count = async (pk: { S: string }) =>
  (await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })).Item?.n?.N

test('the same request under the same token is done once', async () => {
  const pk = S(uniqueKey())
  const request = { TransactItems: [increment(pk)], ClientRequestToken: token() }
  await db.transactWriteItems(request)
  await db.transactWriteItems(request)
  expect(await count(pk)).toBe('1')
})

test('under another token it is done again', async () => {
  const pk = S(uniqueKey())
  await db.transactWriteItems({ TransactItems: [increment(pk)], ClientRequestToken: token() })
  await db.transactWriteItems({ TransactItems: [increment(pk)], ClientRequestToken: token() })
  expect(await count(pk)).toBe('2')
})

test('a replay costs transactional reads of the larger image', async () => {
  const pk = S(uniqueKey())
  const request = {
    TransactItems: [
      { Put: { TableName: tables.hash, Item: itemOfSize(4097, { pk }) } },
      { Delete: { TableName: tables.range, Key: { pk, sk: S('none') } } },
    ],
    ClientRequestToken: token(),
    ReturnConsumedCapacity: 'TOTAL' as const,
  }
  expect((await db.transactWriteItems(request)).ConsumedCapacity).toEqual([
    { TableName: tables.hash, CapacityUnits: 10, WriteCapacityUnits: 10 },
    { TableName: tables.range, CapacityUnits: 2, WriteCapacityUnits: 2 },
  ])
  expect((await db.transactWriteItems(request)).ConsumedCapacity).toEqual([
    { TableName: tables.hash, CapacityUnits: 4, ReadCapacityUnits: 4 },
    { TableName: tables.range, CapacityUnits: 2, ReadCapacityUnits: 2 },
  ])
})

test('the order of members is no difference', async () => {
  const pk = S(uniqueKey())
  const ClientRequestToken = token()
  const send = (Item: object) =>
    call('TransactWriteItems', {
      TransactItems: [{ Put: { TableName: tables.hash, Item } }],
      ClientRequestToken,
    })
  expect((await send({ pk, a: S('1'), b: S('2') })).status).toBe(200)
  expect((await send({ b: S('2'), a: S('1'), pk })).status).toBe(200)
})

test('another request under the same token is refused', async () => {
  const pk = S(uniqueKey())
  const ClientRequestToken = token()
  await db.transactWriteItems({ TransactItems: [increment(pk)], ClientRequestToken })
  const request = db.transactWriteItems({ TransactItems: [increment(pk, '2')], ClientRequestToken })
  expect((await refusalOf(request)).name).toBe('IdempotentParameterMismatchException')
  expect(await count(pk)).toBe('1')
})
