import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, itemsOf, N, name, S } from '../statement.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)

async function put(TableName: string, ...items: Record<string, object>[]): Promise<void> {
  for (const Item of items) await db.putItem({ TableName, Item: Item as never })
}

test('an item by its key', async () => {
  const pk = S(uniqueKey())
  await put(tables.hash, { pk, n: N(1), m: { M: { deep: { L: [N(1), S('x')] } } } })
  const { $metadata: _, ...answer } = await execute(`SELECT * FROM ${HASH} WHERE pk = ?`, [pk])
  expect(answer).toEqual({ Items: [{ pk, n: N(1), m: { M: { deep: { L: [N(1), S('x')] } } } }] })
})

test('an item that is not there', async () => {
  const { $metadata: _, ...answer } = await execute(`SELECT * FROM ${HASH} WHERE pk = ?`, [S(uniqueKey())])
  expect(answer).toEqual({ Items: [] })
})

test('keywords, functions and blanks in any form, and comments', async () => {
  const pk = uniqueKey()
  await put(tables.hash, { pk: S(pk), n: N(1) })
  const statements = [
    `select * from ${HASH} where pk='${pk}'`,
    `SeLeCt\t*\nFrOm ${HASH}\r\nWhErE pk\n=\n'${pk}'`,
    `SELECT * FROM ${HASH} -- a table\nWHERE pk = /* a key */ '${pk}'`,
    `SELECT * FROM ${HASH} WHERE pk = '${pk}' AND ATTRIBUTE_EXISTS(n) AND Begins_With(pk, '${pk}')`,
  ]
  for (const statement of statements) expect(await itemsOf(statement)).toEqual([{ pk: S(pk), n: N(1) }])
})

test('a quote in a string is doubled, and so is one in a name', async () => {
  const pk = S(uniqueKey("it's"))
  await put(tables.hash, { pk, 'a"b': S("it's") })
  const statement = `SELECT "a""b" FROM ${HASH} WHERE pk = '${pk.S.replaceAll("'", "''")}' AND "a""b" = 'it''s'`
  expect(await itemsOf(statement)).toEqual([{ 'a"b': S("it's") }])
})

test('a question mark in quotes is text', async () => {
  const pk = S(uniqueKey())
  await put(tables.hash, { pk, q: S('?') })
  expect(await itemsOf(`SELECT q FROM ${HASH} WHERE pk = ? AND q = '?'`, [pk])).toEqual([{ q: S('?') }])
})

test('names of tables are told apart by case', async () => {
  await expect(execute(`SELECT * FROM ${HASH.toUpperCase()}`)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('a table may be named by its ARN', async () => {
  const pk = S(uniqueKey())
  await put(tables.hash, { pk })
  const { Table } = await db.describeTable({ TableName: tables.hash })
  expect(await itemsOf(`SELECT * FROM "${Table?.TableArn}" WHERE pk = ?`, [pk])).toEqual([{ pk }])
})

test('columns are paths, each answered under the last name of it', async () => {
  const pk = S(uniqueKey())
  const m = { M: { nested: S('in'), k: { L: [S('first'), S('second')] }, 'a.b': N(1) } }
  await put(tables.hash, { pk, m, l: { L: [N(10), { M: { x: S('deep') } }] } })
  const read = (columns: string) => itemsOf(`SELECT ${columns} FROM ${HASH} WHERE pk = ?`, [pk])
  expect(await read('m.nested')).toEqual([{ nested: S('in') }])
  expect(await read('m.k[1]')).toEqual([{ 'k[1]': S('second') }])
  expect(await read('l[0]')).toEqual([{ 'l[0]': N(10) }])
  expect(await read('l[1].x, pk')).toEqual([{ x: S('deep'), pk }])
  expect(await read(`m['nested'], m."a.b"`)).toEqual([{ nested: S('in'), 'a.b': N(1) }])
})

test('a column that is missing is left out, even the last one', async () => {
  const pk = S(uniqueKey())
  await put(tables.hash, { pk, a: N(1) })
  expect(await itemsOf(`SELECT a, b, a.c, l[0] FROM ${HASH} WHERE pk = ?`, [pk])).toEqual([{ a: N(1) }])
  expect(await itemsOf(`SELECT b FROM ${HASH} WHERE pk = ?`, [pk])).toEqual([{}])
})

test('a partition, in the order of the sort key', async () => {
  const pk = S(uniqueKey())
  await put(tables.range, { pk, sk: S('b') }, { pk, sk: S('a') }, { pk, sk: S('c') })
  expect(await itemsOf(`SELECT sk FROM ${RANGE} WHERE pk = ?`, [pk])).toEqual([
    { sk: S('a') },
    { sk: S('b') },
    { sk: S('c') },
  ])
})

test.each([
  ["sk = 'b'", 'b'],
  ["'b' = sk", 'b'],
  ["sk < 'b'", 'a'],
  ["sk <= 'b'", 'ab'],
  ["sk > 'b'", 'c'],
  ["'b' < sk", 'c'],
  ["sk >= 'b'", 'bc'],
  ["sk BETWEEN 'a' AND 'b'", 'ab'],
  ["begins_with(sk, 'c')", 'c'],
  ["sk IN ['a', 'c']", 'ac'],
  ["sk IN ('a', 'c')", 'ac'],
  ["(sk = 'a' OR sk = 'b')", 'ab'],
  ["(sk < 'b' OR sk > 'b')", 'ac'],
  ["sk <> 'b'", 'ac'],
  ["sk != 'b'", 'ac'],
  ["NOT sk = 'b'", 'ac'],
  ["sk NOT IN ['b']", 'ac'],
  ["sk NOT BETWEEN 'a' AND 'b'", 'c'],
  ["sk = 'a' AND sk > '0'", 'a'],
  ["sk > 'a' AND sk <> 'b'", 'c'],
  ["v = '2'", 'b'],
  ["sk > 'a' AND v = '3'", 'c'],
])('a partition narrowed by %s', async (condition, expected) => {
  const pk = S(uniqueKey())
  await put(tables.range, { pk, sk: S('a'), v: S('1') }, { pk, sk: S('b'), v: S('2') }, { pk, sk: S('c'), v: S('3') })
  const items = await itemsOf(`SELECT sk FROM ${RANGE} WHERE pk = ? AND ${condition}`, [pk])
  expect(items.map(item => item.sk?.S).join('')).toBe(expected)
})

test('several partitions are several queries, in the order of their keys', async () => {
  const base = uniqueKey()
  const [p, q, r] = [S(`${base}-p`), S(`${base}-q`), S(`${base}-r`)]
  await put(tables.range, { pk: r, sk: S('1') }, { pk: p, sk: S('2') }, { pk: p, sk: S('1') }, { pk: q, sk: S('1') })
  const expected = [`${p.S} 1`, `${p.S} 2`, `${r.S} 1`]
  for (const [condition, values] of [
    ['pk IN [?, ?]', [r, p]],
    ['pk IN (?, ?)', [r, p]],
    ['pk = ? OR pk = ?', [r, p]],
  ] as const) {
    const items = await itemsOf(`SELECT * FROM ${RANGE} WHERE ${condition}`, values)
    expect(items.map(item => `${item.pk?.S} ${item.sk?.S}`)).toEqual(expected)
  }
})

test('alternatives of which one names no partition are found by a scan', async () => {
  const [pk, other] = [S(uniqueKey()), S(uniqueKey())]
  const mark = S(uniqueKey('mark'))
  await put(tables.hash, { pk }, { pk: other, mark })
  const items: unknown[] = []
  let NextToken: string | undefined
  // The table is shared: what is looked for may lie behind the first page.
  do {
    const page = await execute(`SELECT * FROM ${HASH} WHERE pk = ? OR mark = ?`, [pk, mark], { NextToken })
    items.push(...(page.Items ?? []))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  expect(items).toHaveLength(2)
  expect(items).toEqual(expect.arrayContaining([{ pk }, { pk: other, mark }]))
})

test('two values for one partition key are a scan that finds nothing', async () => {
  const [pk, other] = [S(uniqueKey()), S(uniqueKey())]
  await put(tables.hash, { pk }, { pk: other })
  expect(await itemsOf(`SELECT * FROM ${HASH} WHERE pk = ? AND pk = ?`, [pk, other])).toEqual([])
  expect(await itemsOf(`SELECT * FROM ${HASH} WHERE pk = ? AND pk = ?`, [pk, pk])).toEqual([{ pk }])
})

test('a consistent read sees the last write', async () => {
  const pk = S(uniqueKey())
  await put(tables.hash, { pk })
  expect(await itemsOf(`SELECT * FROM ${HASH} WHERE pk = ?`, [pk], { ConsistentRead: true })).toEqual([{ pk }])
})

test('a semicolon may end the statement', async () => {
  const pk = S(uniqueKey())
  await put(tables.hash, { pk })
  expect(await itemsOf(`SELECT * FROM ${HASH} WHERE pk = ?;`, [pk])).toEqual([{ pk }])
})
