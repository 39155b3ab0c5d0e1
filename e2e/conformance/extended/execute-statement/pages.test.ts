import { beforeAll, describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, N, name, S } from '../statement.ts'

const TABLE = name(tables.numberRange)
const base = uniqueKey('pages')
const [p, q, r] = [S(`${base}-p`), S(`${base}-q`), S(`${base}-r`)]

beforeAll(async () => {
  for (const pk of [p, q]) {
    for (let sk = 1; sk <= 5; sk++) {
      await db.putItem({ TableName: tables.numberRange, Item: { pk, sk: N(sk), odd: { BOOL: sk % 2 === 1 } } })
    }
  }
})

interface Page {
  readonly found: string
  readonly last: object | undefined
  readonly next: string | undefined
}

async function page(where: string, values: { S: string }[], Limit?: number, NextToken?: string): Promise<Page> {
  const answer = await execute(`SELECT * FROM ${TABLE} WHERE ${where}`, values, { Limit, NextToken })
  return {
    found: (answer.Items ?? []).map(item => `${item.pk?.S?.slice(-1)}${item.sk?.N}`).join(' '),
    last: answer.LastEvaluatedKey,
    next: answer.NextToken,
  }
}

/** What each page of a statement holds. */
async function pages(where: string, values: { S: string }[], Limit?: number): Promise<readonly string[]> {
  const found: string[] = []
  let next: string | undefined
  do {
    const one: Page = await page(where, values, Limit, next)
    found.push(one.found)
    next = one.next
  } while (next !== undefined)
  return found
}

describe('Limit', () => {
  test('counts the items evaluated, and a token goes on behind them', async () => {
    const first = await page('pk = ?', [p], 2)
    expect(first).toEqual({ found: 'p1 p2', last: { pk: p, sk: N(2) }, next: expect.any(String) })
    const second = await page('pk = ?', [p], 2, first.next)
    expect(second).toMatchObject({ found: 'p3 p4', last: { pk: p, sk: N(4) } })
    expect(await page('pk = ?', [p], 2, second.next)).toEqual({ found: 'p5', last: undefined, next: undefined })
  })

  test('may leave a page empty where a filter lets nothing through', async () => {
    expect(await pages('pk = ? AND odd = false', [p], 1)).toEqual(['', 'p2', '', 'p4', '', ''])
  })

  test('may change from page to page', async () => {
    const first = await page('pk = ?', [p], 1)
    expect(await page('pk = ?', [p], 3, first.next)).toMatchObject({ found: 'p2 p3 p4' })
    expect(await page('pk = ?', [p], undefined, first.next)).toEqual({
      found: 'p2 p3 p4 p5',
      last: undefined,
      next: undefined,
    })
  })

  test('counts over several partitions', async () => {
    expect((await pages('pk IN [?, ?, ?]', [q, r, p], 4)).filter(found => found !== '')).toEqual([
      'p1 p2 p3 p4',
      'p5 q1 q2 q3',
      'q4 q5',
    ])
  })

  test('keeps the order of ORDER BY', async () => {
    expect((await pages('pk IN [?, ?] ORDER BY pk DESC, sk DESC', [p, q], 4)).filter(found => found !== '')).toEqual([
      'q5 q4 q3 q2',
      'q1 p5 p4 p3',
      'p2 p1',
    ])
  })

  test('counts items that are read by key', async () => {
    expect(await pages('pk = ? AND sk IN [1, 2, 9, 3]', [p], 2)).toEqual(['p1 p2', 'p3'])
    expect(await pages('pk = ? AND sk = 1', [p], 1)).toEqual(['p1'])
  })

  test('is at least 1', async () => {
    await expect(execute(`SELECT * FROM ${TABLE}`, [], { Limit: 0 })).rejects.toMatchObject({
      name: 'ValidationException',
    })
  })
})

describe('NextToken', () => {
  test('belongs to its statement and its parameters', async () => {
    const { next } = await page('pk = ?', [p], 2)
    const other = validation('NextToken does not match request')
    expect(await refusalOf(page('pk = ?', [q], 2, next))).toEqual(other)
    expect(await refusalOf(page('pk = ? AND sk > 0', [p], 2, next))).toEqual(other)
  })

  test('is no text of the caller', async () => {
    expect(await refusalOf(page('pk = ?', [p], 2, 'anything'))).toEqual(validation('Invalid NextToken'))
  })

  test('goes on with a consistent read', async () => {
    const statement = `SELECT * FROM ${TABLE} WHERE pk = ?`
    const first = await execute(statement, [p], { Limit: 3 })
    const second = await execute(statement, [p], { NextToken: first.NextToken, ConsistentRead: true })
    expect(second.Items).toHaveLength(2)
  })

  test('scans everything once', async () => {
    const mark = S(uniqueKey('mark'))
    for (let n = 0; n < 7; n++) {
      await db.putItem({ TableName: tables.numberRange, Item: { pk: S(uniqueKey()), sk: N(n), mark } })
    }
    const found: (string | undefined)[] = []
    let NextToken: string | undefined
    do {
      const answer = await execute(`SELECT sk FROM ${TABLE} WHERE mark = ?`, [mark], { Limit: 3, NextToken })
      found.push(...(answer.Items ?? []).map(item => item.sk?.N))
      NextToken = answer.NextToken
    } while (NextToken !== undefined)
    expect(found.sort()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  })
})

test('a page ends at 1 MB, over all partitions together', async () => {
  const [one, two] = [S(uniqueKey('large-1')), S(uniqueKey('large-2'))]
  for (const pk of [one, two]) {
    for (const sk of ['1', '2']) {
      await db.putItem({ TableName: tables.range, Item: itemOfSize(300_000, { pk, sk: S(sk) }) })
    }
  }
  const statement = `SELECT pk, sk FROM ${name(tables.range)} WHERE pk IN [?, ?]`
  const first = await execute(statement, [one, two])
  expect(first.Items).toEqual([
    { pk: one, sk: S('1') },
    { pk: one, sk: S('2') },
    { pk: two, sk: S('1') },
    { pk: two, sk: S('2') },
  ])
  expect(first.NextToken).toBeDefined()
  await expect(execute(statement, [one, two], { NextToken: first.NextToken })).resolves.toMatchObject({ Items: [] })
})
