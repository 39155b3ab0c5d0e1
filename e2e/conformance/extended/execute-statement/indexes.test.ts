import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { INVALID, refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, itemsOf, N, name, S } from '../statement.ts'

const GLOBAL = name(tables.global)
const LOCAL = name(tables.local)
const gpk = S(uniqueKey('index'))
const pk = S(uniqueKey('index'))

beforeAll(async () => {
  const attributes = { a: N(1), b: N(2), c: N(3) }
  for (const n of [1, 2]) {
    await db.putItem({
      TableName: tables.global,
      Item: { pk, sk: S(`${n}`), gpk, gsk: S(`g${n}`), gnum: N(n), ...attributes },
    })
    await db.putItem({
      TableName: tables.local,
      Item: { pk, sk: S(`${n}`), lsk: S(`l${3 - n}`), lnum: N(n), ...attributes },
    })
  }
})

describe('a global index', () => {
  test('is queried by its own key', async () => {
    expect(await itemsOf(`SELECT sk FROM ${GLOBAL}."all" WHERE gpk = ?`, [gpk])).toEqual([
      { sk: S('1') },
      { sk: S('2') },
    ])
    expect(await itemsOf(`SELECT sk FROM ${GLOBAL}."all" WHERE gpk = ? AND gsk = 'g2'`, [gpk])).toEqual([
      { sk: S('2') },
    ])
    expect(await itemsOf(`SELECT sk FROM ${GLOBAL}."by-number" WHERE gpk = ? AND gnum > 1`, [gpk])).toEqual([
      { sk: S('2') },
    ])
  })

  test('answers what it holds', async () => {
    // Without a sort key, entries lie in the order of the hash of their table's key.
    const items = await itemsOf(`SELECT * FROM ${GLOBAL}."include" WHERE gpk = ?`, [gpk])
    expect(items).toHaveLength(2)
    expect(items).toContainEqual({ pk, sk: S('1'), gpk, a: N(1), b: N(2) })
  })

  test('is not asked for what it does not hold', async () => {
    expect(await refusalOf(execute(`SELECT c, a, gnum FROM ${GLOBAL}."include" WHERE gpk = ?`, [gpk]))).toEqual(
      validation(`${INVALID}Global secondary index include does not project [c, gnum]`),
    )
  })

  test('is not filtered by what it does not hold', async () => {
    expect(await refusalOf(execute(`SELECT * FROM ${GLOBAL}."include" WHERE gpk = ? AND c = 3`, [gpk]))).toEqual(
      validation(`${INVALID}Secondary index include does not project one or more filter attributes: [c]`),
    )
  })

  test('is scanned by what it does not hold, and finds nothing', async () => {
    expect(await itemsOf(`SELECT * FROM ${GLOBAL}."include" WHERE pk = ? AND c = 3`, [pk])).toEqual([])
    expect(await itemsOf(`SELECT sk FROM ${GLOBAL}."include" WHERE pk = ? AND c IS MISSING`, [pk])).toHaveLength(2)
  })

  test('is not read consistently', async () => {
    const read = execute(`SELECT * FROM ${GLOBAL}."all" WHERE gpk = ?`, [gpk], { ConsistentRead: true })
    expect(await refusalOf(read)).toEqual(
      validation('Strongly consistent read is not supported on Global Secondary Indexes'),
    )
  })

  test('goes on behind a page with the keys of table and index', async () => {
    const first = await execute(`SELECT * FROM ${GLOBAL}."all" WHERE gpk = ?`, [gpk], { Limit: 1 })
    expect(first.LastEvaluatedKey).toEqual({ pk, sk: S('1'), gpk, gsk: S('g1') })
    const second = await execute(`SELECT * FROM ${GLOBAL}."all" WHERE gpk = ?`, [gpk], {
      NextToken: first.NextToken,
    })
    expect(second.Items).toMatchObject([{ sk: S('2') }])
  })
})

describe('a local index', () => {
  test('is queried by its own key, also consistently', async () => {
    const read = (options = {}) =>
      itemsOf(`SELECT sk FROM ${LOCAL}."all" WHERE pk = ? AND lsk >= 'l1'`, [pk], options)
    expect(await read()).toEqual([{ sk: S('2') }, { sk: S('1') }])
    expect(await read({ ConsistentRead: true })).toEqual([{ sk: S('2') }, { sk: S('1') }])
  })

  test('answers what it holds, and fetches what is asked for beside', async () => {
    expect(await itemsOf(`SELECT * FROM ${LOCAL}."keys" WHERE pk = ? AND lsk = 'l1'`, [pk])).toEqual([
      { pk, sk: S('2'), lsk: S('l1') },
    ])
    expect(await itemsOf(`SELECT a, c FROM ${LOCAL}."keys" WHERE pk = ? AND lsk = 'l1'`, [pk])).toEqual([
      { a: N(1), c: N(3) },
    ])
  })

  test('is not filtered by what it does not hold', async () => {
    expect(await refusalOf(execute(`SELECT * FROM ${LOCAL}."keys" WHERE pk = ? AND c = 3`, [pk]))).toEqual(
      validation(`${INVALID}Secondary index keys does not project one or more filter attributes: [c]`),
    )
  })
})

test('an index that is not there is not named, and asked for before consistency', async () => {
  const expected = validation('The table does not have the specified index')
  expect(await refusalOf(execute(`SELECT * FROM ${GLOBAL}."none"`))).toEqual(expected)
  expect(await refusalOf(execute(`SELECT * FROM ${GLOBAL}."none"`, [], { ConsistentRead: true }))).toEqual(expected)
})

test('an index with several key attributes of a kind is not read', async () => {
  expect(await refusalOf(execute(`SELECT COUNT(*) FROM ${name(tables.multiKey)}."four-four"`))).toEqual(
    validation(
      'PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.',
    ),
  )
})
