import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { CONDITION_FAILED, NOT_FOUND, refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, N, name, S } from '../statement.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)
const stored = async (pk: { S: string }) =>
  (await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })).Item

test('deletes an item, and answers no items', async () => {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk } })
  const { $metadata: _, ...answer } = await execute(`DELETE FROM ${HASH} WHERE pk = ?`, [pk])
  expect(answer).toEqual({ Items: [] })
  expect(await stored(pk)).toBeUndefined()
})

test('what is not there is deleted, whatever else is asked of it', async () => {
  const pk = S(uniqueKey())
  await expect(execute(`DELETE FROM ${HASH} WHERE pk = ?`, [pk])).resolves.toMatchObject({ Items: [] })
  await expect(execute(`DELETE FROM ${HASH} WHERE pk = ? AND n = 1`, [pk])).resolves.toMatchObject({ Items: [] })
})

test('what stands beside the key has to hold', async () => {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, n: N(1) } })
  expect(await refusalOf(execute(`DELETE FROM ${HASH} WHERE pk = ? AND n = 2`, [pk]))).toEqual(CONDITION_FAILED)
  await expect(
    execute(`DELETE FROM ${HASH} WHERE pk = ? AND n = 2`, [pk], { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
  ).rejects.toMatchObject({ Item: { pk, n: N(1) } })
  await execute(`DELETE FROM ${HASH} WHERE pk = ? AND n = 1`, [pk])
  expect(await stored(pk)).toBeUndefined()
})

test('is refused without the whole key', async () => {
  const KEYS = validation('Where clause does not contain a mandatory equality on all key attributes')
  for (const where of ['', "WHERE pk = 'a'", "WHERE pk = 'a' AND sk <> 'b'", "WHERE pk IN ['a'] AND sk = 'b'"]) {
    expect(await refusalOf(execute(`DELETE FROM ${RANGE} ${where}`))).toEqual(KEYS)
  }
})

test('is refused of a table that is not there', async () => {
  expect(await refusalOf(execute(`DELETE FROM "no-such-table" WHERE pk = 'a'`))).toEqual(NOT_FOUND)
})
