import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, N, name, S } from '../statement.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)
const GLOBAL = name(tables.global)

async function units(statement: string, values: { S: string }[], options = {}): Promise<number | undefined> {
  const { ConsumedCapacity } = await execute(statement, values, { ReturnConsumedCapacity: 'TOTAL', ...options })
  return ConsumedCapacity?.CapacityUnits
}

test('is not told unless asked for', async () => {
  const pk = S(uniqueKey())
  expect((await execute(`SELECT * FROM ${HASH} WHERE pk = ?`, [pk])).ConsumedCapacity).toBeUndefined()
  const none = await execute(`SELECT * FROM ${HASH} WHERE pk = ?`, [pk], { ReturnConsumedCapacity: 'NONE' })
  expect(none.ConsumedCapacity).toBeUndefined()
})

describe('reads', () => {
  test('by key cost what GetItem does', async () => {
    const pk = S(uniqueKey())
    await db.putItem({ TableName: tables.hash, Item: itemOfSize(4097, { pk }) })
    const select = `SELECT * FROM ${HASH} WHERE pk = ?`
    expect(await units(select, [pk])).toBe(1)
    expect(await units(select, [pk], { ConsistentRead: true })).toBe(2)
    expect(await units(select, [S(uniqueKey())])).toBe(0.5)
    expect(await units(select, [S(uniqueKey())], { ConsistentRead: true })).toBe(1)
  })

  test('of a partition cost what Query does, filtered or not', async () => {
    const pk = S(uniqueKey())
    for (const sk of ['1', '2', '3']) {
      await db.putItem({ TableName: tables.range, Item: itemOfSize(2000, { pk, sk: S(sk) }) })
    }
    expect(await units(`SELECT * FROM ${RANGE} WHERE pk = ?`, [pk])).toBe(1)
    expect(await units(`SELECT sk FROM ${RANGE} WHERE pk = ? AND none = 1`, [pk], { ConsistentRead: true })).toBe(2)
  })

  test('of several partitions are rounded one by one', async () => {
    const [one, two] = [S(uniqueKey()), S(uniqueKey())]
    await db.putItem({ TableName: tables.range, Item: { pk: one, sk: S('1') } })
    expect(await units(`SELECT * FROM ${RANGE} WHERE pk IN [?, ?]`, [one, two])).toBe(1)
    expect(await units(`SELECT * FROM ${RANGE} WHERE pk IN [?, ?] AND sk = '1'`, [one, two])).toBe(1)
  })

  test('of an index are told apart', async () => {
    const gpk = S(uniqueKey())
    await db.putItem({ TableName: tables.global, Item: { pk: gpk, sk: S('1'), gpk, gsk: S('1') } })
    const { ConsumedCapacity } = await execute(`SELECT * FROM ${GLOBAL}."all" WHERE gpk = ?`, [gpk], {
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(ConsumedCapacity).toEqual({
      TableName: tables.global,
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { all: { CapacityUnits: 0.5 } },
    })
  })
})

describe('writes', () => {
  test('cost what the operations on items do', async () => {
    const pk = S(uniqueKey())
    const text = S('x'.repeat(1500))
    expect(await units(`INSERT INTO ${HASH} VALUE {'pk': ?, 'v': ?}`, [pk, text])).toBe(2)
    expect(await units(`UPDATE ${HASH} REMOVE v WHERE pk = ?`, [pk])).toBe(2)
    expect(await units(`UPDATE ${HASH} SET v = 1 WHERE pk = ? AND v IS MISSING`, [pk])).toBe(1)
    expect(await units(`DELETE FROM ${HASH} WHERE pk = ?`, [pk])).toBe(1)
    expect(await units(`DELETE FROM ${HASH} WHERE pk = ?`, [pk])).toBe(1)
  })

  test('name the indexes they change', async () => {
    const gpk = S(uniqueKey())
    const { ConsumedCapacity } = await execute(
      `INSERT INTO ${GLOBAL} VALUE {'pk': ?, 'sk': '1', 'gpk': ?, 'gnum': ?}`,
      [gpk, gpk, N(1)],
      { ReturnConsumedCapacity: 'INDEXES' },
    )
    expect(ConsumedCapacity).toEqual({
      TableName: tables.global,
      CapacityUnits: 3,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { 'by-number': { CapacityUnits: 1 }, include: { CapacityUnits: 1 } },
    })
  })
})
