import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, itemsOf, name, S } from '../statement.ts'

const RANGE = name(tables.range)
const refusal = (where: string) => refusalOf(execute(`SELECT * FROM ${RANGE} WHERE ${where}`))

test('a table that is not there', async () => {
  expect(await refusalOf(execute('SELECT * FROM "no-such-table"'))).toEqual(NOT_FOUND)
})

describe('key values', () => {
  test.each([
    ['pk = 1', 'pk'],
    ["pk = 1 OR pk = 'a'", 'pk'],
    ["pk = 'a' AND sk = 1", 'sk'],
    ["pk = 'a' AND sk > 1", 'sk'],
    ["pk = 'a' AND sk BETWEEN 1 AND 2", 'sk'],
    ['sk = 1', 'sk'],
  ])('have the type of their key: %s', async (where, key) => {
    expect(await refusal(where)).toEqual(
      validation(`Key attribute's data type should match its data type in table's schema: Key ${key}`),
    )
  })

  test('are strings, numbers or binaries', async () => {
    expect(await refusal('pk = true')).toEqual(
      validation('Key value must be of type S, N, or B. Key name: pk, Key type: BOOL'),
    )
    expect(await refusal("pk = 'a' AND sk = [1]")).toEqual(
      validation('Key value must be of type S, N, or B. Key name: sk, Key type: L'),
    )
  })

  test('are nothing special where the condition is none for keys', async () => {
    await expect(execute(`SELECT * FROM ${RANGE} WHERE pk > 1 AND pk <> true`)).resolves.toMatchObject({ Items: [] })
  })
})

describe('conditions on the sort key', () => {
  const OVERLAP = validation('Overlapping conditions with range keys are not supported in where clause')

  test.each([
    "pk = 'a' AND (sk > '0' OR sk < '5')",
    "pk = 'a' AND (sk = '1' OR v = 'x')",
    "(pk = 'a' AND v = '1') OR (pk = 'a' AND v = '2')",
    "pk = 'a' OR pk = 'a'",
    "pk IN ['a', 'a']",
    "pk = 'a' AND x <> '1' OR pk = 'a' AND sk = '2'",
  ])('do not overlap: %s', async where => {
    expect(await refusal(where)).toEqual(OVERLAP)
  })

  test('may overlap where one is negated, and find each item once', async () => {
    const pk = S(uniqueKey())
    for (const sk of ['1', '2', '3']) await db.putItem({ TableName: tables.range, Item: { pk, sk: S(sk) } })
    for (const [where, found] of [
      ["pk = ? AND sk <> '2' OR pk = ? AND sk = '2'", '123'],
      ["pk = ? AND NOT sk = '2' OR pk = ? AND sk = '1'", '13'],
      ["pk = ? AND sk <> '1' OR pk = ? AND sk <> '3'", '123'],
    ] as const) {
      const items = await itemsOf(`SELECT sk FROM ${RANGE} WHERE ${where}`, [pk, pk])
      expect(items.map(item => item.sk?.S).join('')).toBe(found)
    }
  })
})

test('at most 50 partitions are read', async () => {
  const list = (count: number) => Array.from({ length: count }, (_, n) => `'k${n}'`).join(', ')
  await expect(execute(`SELECT * FROM ${RANGE} WHERE pk IN [${list(50)}] AND sk = 'a'`)).resolves.toMatchObject({
    Items: [],
  })
  expect(await refusal(`pk IN [${list(51)}] AND sk = 'a'`)).toEqual(
    validation('Too many decomposed read operations for a given query.'),
  )
})
