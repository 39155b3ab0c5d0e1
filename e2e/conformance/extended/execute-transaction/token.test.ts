import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { N, name, S } from '../statement.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)

async function item(attributes: object): Promise<{ S: string }> {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, ...attributes } })
  return pk
}

describe('a client request token', () => {
  test('does a transaction once, and costs reads the second time', async () => {
    const pk = await item({ n: N(1) })
    const request = {
      TransactStatements: [{ Statement: `UPDATE ${HASH} SET n = n + 1 WHERE pk = ?`, Parameters: [pk] }],
      ClientRequestToken: uniqueKey('token').slice(-36),
      ReturnConsumedCapacity: 'TOTAL' as const,
    }
    const first = await db.executeTransaction(request)
    const second = await db.executeTransaction(request)
    expect(first).toMatchObject({
      Responses: [],
      ConsumedCapacity: [{ TableName: tables.hash, CapacityUnits: 2, WriteCapacityUnits: 2 }],
    })
    expect(second).toMatchObject({
      Responses: [],
      ConsumedCapacity: [{ TableName: tables.hash, CapacityUnits: 2, ReadCapacityUnits: 2 }],
    })
    const { Item } = await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })
    expect(Item).toEqual({ pk, n: N(2) })
  })

  test('stands for one request', async () => {
    const ClientRequestToken = uniqueKey('token').slice(-36)
    const insert = (pk: string) =>
      db.executeTransaction({
        TransactStatements: [{ Statement: `INSERT INTO ${HASH} VALUE {'pk': '${pk}'}` }],
        ClientRequestToken,
      })
    await insert(uniqueKey())
    await expect(insert(uniqueKey())).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' })
  })

  test('has at most 36 characters', async () => {
    const request = db.executeTransaction({
      TransactStatements: [{ Statement: `DELETE FROM ${HASH} WHERE pk = 'a'` }],
      ClientRequestToken: 'x'.repeat(37),
    })
    await expect(request).rejects.toMatchObject({ name: 'ValidationException' })
  })
})

describe('capacity', () => {
  test('of reads is double, by table', async () => {
    const pk = S(uniqueKey())
    await db.putItem({ TableName: tables.hash, Item: itemOfSize(4097, { pk }) })
    const { ConsumedCapacity } = await db.executeTransaction({
      TransactStatements: [
        { Statement: `SELECT pk FROM ${HASH} WHERE pk = ?`, Parameters: [pk] },
        { Statement: `SELECT * FROM ${RANGE} WHERE pk = ? AND sk = 'a'`, Parameters: [pk] },
      ],
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(ConsumedCapacity).toEqual([
      { TableName: tables.hash, CapacityUnits: 4, ReadCapacityUnits: 4 },
      { TableName: tables.range, CapacityUnits: 2, ReadCapacityUnits: 2 },
    ])
  })

  test('of writes is double, of conditions too', async () => {
    const [made, checked] = [S(uniqueKey()), await item({ v: S('x') })]
    const { ConsumedCapacity } = await db.executeTransaction({
      TransactStatements: [
        { Statement: `INSERT INTO ${HASH} VALUE {'pk': ?, 'v': ?}`, Parameters: [made, S('x'.repeat(1500))] },
        { Statement: `EXISTS(SELECT * FROM ${HASH} WHERE pk = ? AND v = 'x')`, Parameters: [checked] },
      ],
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(ConsumedCapacity).toEqual([{ TableName: tables.hash, CapacityUnits: 6, WriteCapacityUnits: 6 }])
  })
})
