import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { itemsOf, N, name, S } from '../statement.ts'

const pk = S(uniqueKey('predicates'))

const ITEMS = {
  number: { v: N(5), s: S('abcde') },
  text: { v: S('5'), s: S('bcd') },
  null: { v: { NULL: true } },
  yes: { v: { BOOL: true } },
  list: { v: { L: [N(5), S('x')] } },
  map: { v: { M: { in: N(5) } } },
  set: { v: { SS: ['x', 'y'] } },
  binary: { v: { B: new Uint8Array([1, 2]) } },
  without: { other: N(5) },
} as const

beforeAll(async () => {
  for (const [sk, item] of Object.entries(ITEMS)) {
    await db.putItem({ TableName: tables.range, Item: { pk, sk: S(sk), ...(item as object) } })
  }
})

/** The sort keys of the items that a condition lets through. */
async function found(condition: string): Promise<readonly string[]> {
  const items = await itemsOf(`SELECT sk FROM ${name(tables.range)} WHERE pk = ? AND (${condition})`, [pk])
  return items.map(item => item.sk?.S ?? '').sort()
}

const ALL = Object.keys(ITEMS).sort()
const allBut = (...keys: readonly string[]) => ALL.filter(key => !keys.includes(key))

describe('comparisons', () => {
  test.each<[string, readonly string[]]>([
    ['v = 5', ['number']],
    ["v = '5'", ['text']],
    ['v = true', ['yes']],
    ['v = null', ['null']],
    ["v = [5, 'x']", ['list']],
    ["v = {'in': 5}", ['map']],
    ["v = <<'y', 'x'>>", ['set']],
    ['v."in" = 5', ['map']],
    ['v[0] = 5', ['list']],
    ['v = other', []],
    ['v < 6', ['number']],
    ['v < 5', []],
    ["v >= '5'", ['text']],
    ['6 > v', ['number']],
    ['v BETWEEN 5 AND 6', ['number']],
    ['v IN [5, true]', ['number', 'yes']],
    ["v IN ('5', 7)", ['text']],
  ])('%s', async (condition, expected) => {
    expect(await found(condition)).toEqual([...expected].sort())
  })
})

describe('what is missing', () => {
  test('makes <> false and its negation true', async () => {
    expect(await found('v <> 5')).toEqual(allBut('number', 'without'))
    expect(await found('NOT v = 5')).toEqual(allBut('number'))
    expect(await found('NOT v <> 5')).toEqual(['number', 'without'])
    expect(await found('v <> other')).toEqual([])
    expect(await found('NOT v < 6')).toEqual(allBut('number'))
    expect(await found('v NOT IN [5]')).toEqual(allBut('number'))
    expect(await found('v NOT BETWEEN 5 AND 6')).toEqual(allBut('number'))
  })

  test('is MISSING, and not NULL', async () => {
    expect(await found('v IS MISSING')).toEqual(['without'])
    expect(await found('v IS NOT MISSING')).toEqual(allBut('without'))
    expect(await found('v IS NULL')).toEqual(['null'])
    expect(await found('v IS NOT NULL')).toEqual(allBut('null'))
  })
})

describe('types', () => {
  test.each<[string, readonly string[]]>([
    ['v IS BOOL', ['yes']],
    ['v IS BOOLEAN', ['yes']],
    ['v IS STRING', ['text']],
    ['v IS NUMERIC', ['number']],
    ['v IS BLOB', ['binary']],
    ['v IS STRUCT', ['map']],
    ['v IS TUPLE', ['map']],
    ['v IS LIST', ['list']],
    ["attribute_type(v, 'SS')", ['set']],
    ["attribute_type(v, 'N') OR attribute_type(v, 'NULL')", ['null', 'number']],
  ])('%s', async (condition, expected) => {
    expect(await found(condition)).toEqual([...expected].sort())
  })

  test('IS NOT a type holds of what is missing', async () => {
    expect(await found('v IS NOT STRING')).toEqual(allBut('text'))
  })
})

describe('functions', () => {
  test.each<[string, readonly string[]]>([
    ['attribute_exists(v)', allBut('without')],
    ['attribute_not_exists(v)', ['without']],
    ["begins_with(s, 'abc')", ['number']],
    ["contains(s, 'bcd')", ['number', 'text']],
    ["contains(v, 'x')", ['list', 'set']],
    ['contains(v, 5)', ['list']],
    ['size(s) = 3', ['text']],
    ['size(v) = 2', ['binary', 'list', 'set']],
    ['5 <= size(s)', ['number']],
  ])('%s', async (condition, expected) => {
    expect(await found(condition)).toEqual([...expected].sort())
  })
})

describe('conditions are values', () => {
  test.each<[string, readonly string[]]>([
    ['attribute_exists(other) = true', ['without']],
    ['attribute_exists(other) = false', allBut('without')],
    ['(v = 5 OR v = true) = true', ['number', 'yes']],
    ['attribute_exists(other) <> 1', ALL],
    ['attribute_exists(other) = 1', []],
    ['(v IS MISSING) = attribute_exists(other)', ALL],
  ])('%s', async (condition, expected) => {
    expect(await found(condition)).toEqual([...expected].sort())
  })
})

test('AND binds tighter than OR, and NOT tighter than AND', async () => {
  expect(await found("v = 5 OR v = '5' AND s = 'no'")).toEqual(['number'])
  expect(await found("(v = 5 OR v = '5') AND s = 'bcd'")).toEqual(['text'])
  expect(await found('NOT v = 5 AND v IS NUMERIC')).toEqual([])
})
