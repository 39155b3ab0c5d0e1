import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, itemsOf, name, S } from '../statement.ts'

const RANGE = name(tables.range)
const base = uniqueKey('order')
const [p, q] = [S(`${base}-p`), S(`${base}-q`)]

beforeAll(async () => {
  for (const pk of [p, q]) {
    for (const sk of ['1', '2', '3']) await db.putItem({ TableName: tables.range, Item: { pk, sk: S(sk) } })
  }
})

/** `p1 p2 …` in the order answered. */
async function order(rest: string, ...values: { S: string }[]): Promise<string> {
  const items = await itemsOf(`SELECT * FROM ${RANGE} WHERE ${rest}`, values)
  return items.map(item => `${item.pk?.S?.slice(-1)}${item.sk?.S}`).join(' ')
}

describe('one partition', () => {
  test.each([
    ['ORDER BY sk', 'p1 p2 p3'],
    ['ORDER BY sk ASC', 'p1 p2 p3'],
    ['ORDER BY sk DESC', 'p3 p2 p1'],
    ['ORDER BY pk, sk DESC', 'p3 p2 p1'],
    ['ORDER BY sk DESC, pk', 'p3 p2 p1'],
  ])('%s', async (clause, expected) => {
    expect(await order(`pk = ? ${clause}`, p)).toBe(expected)
  })

  test('narrowed', async () => {
    expect(await order("pk = ? AND sk > '1' ORDER BY sk DESC", p)).toBe('p3 p2')
    expect(await order("pk = ? AND (sk = '1' OR sk = '3') ORDER BY sk DESC", p)).toBe('p3 p1')
  })
})

describe('several partitions', () => {
  test.each([
    ['', 'p1 p2 p3 q1 q2 q3'],
    ['ORDER BY pk DESC, sk', 'q1 q2 q3 p1 p2 p3'],
    ['ORDER BY pk DESC, sk DESC', 'q3 q2 q1 p3 p2 p1'],
    ['ORDER BY pk ASC, sk DESC', 'p3 p2 p1 q3 q2 q1'],
    ['ORDER BY sk DESC, pk ASC', 'p3 p2 p1 q3 q2 q1'],
  ])('%s', async (clause, expected) => {
    expect(await order(`pk IN [?, ?] ${clause}`, q, p)).toBe(expected)
  })
})

describe('is refused', () => {
  test.each([
    ['ORDER BY sk', 'Must have WHERE clause in the statement when using ORDER BY clause.'],
    ["WHERE pk = 'a' ORDER BY other", 'Attribute other in ORDER BY clause must be part of the primary key'],
    [
      "WHERE sk = 'a' ORDER BY sk",
      'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
    ],
    [
      "WHERE pk = 'a' OR sk = 'b' ORDER BY sk",
      'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
    ],
    [
      "WHERE pk IN ['a', 'b'] ORDER BY sk",
      'Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.',
    ],
  ])('%s', async (rest, message) => {
    expect(await refusalOf(execute(`SELECT * FROM ${RANGE} ${rest}`))).toEqual(validation(message))
  })
})

test('the keys of an index order what is read of it', async () => {
  const gpk = S(uniqueKey())
  for (const sk of ['1', '2', '3']) {
    await db.putItem({ TableName: tables.global, Item: { pk: gpk, sk: S(sk), gpk, gsk: S(`${9 - Number(sk)}`) } })
  }
  const items = await itemsOf(`SELECT sk FROM ${name(tables.global)}."all" WHERE gpk = ? ORDER BY gsk`, [gpk])
  expect(items).toEqual([{ sk: S('3') }, { sk: S('2') }, { sk: S('1') }])
  expect(await refusalOf(execute(`SELECT * FROM ${name(tables.global)}."all" WHERE gpk = 'a' ORDER BY sk`))).toEqual(
    validation('Attribute sk in ORDER BY clause must be part of the primary key'),
  )
})
