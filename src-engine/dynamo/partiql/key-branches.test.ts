import { describe, expect, test } from 'vitest'
import type { BoundCondition } from '../expressions/bound-tree.ts'
import type { KeyDefinition } from '../schema/table-definition.ts'
import { bindStatement } from './bind-statement.ts'
import { keyBranches, planKeys } from './key-branches.ts'
import { checkOrderNamesKeys, readOrder } from './order-by.ts'
import { parsedStatement } from './parsed-statement.ts'
import { singleReadKey } from './single-key.ts'
import { writeKey } from './write-key.ts'

const KEY: KeyDefinition = { partition: [{ name: 'p', type: 'S' }], sort: [{ name: 's', type: 'N' }] }

function where(condition: string): BoundCondition | undefined {
  const bound = bindStatement(parsedStatement(`SELECT * FROM t WHERE ${condition}`), [])
  return bound.kind === 'select' ? bound.where : undefined
}

/** `p=… s=… +filters` of each branch, or `scan`. */
function plan(condition: string): string {
  const planned = planKeys(where(condition), KEY)
  if (planned.kind === 'scan') return 'scan'
  return planned.branches
    .map(({ partition, sort, filters }) =>
      [partition, ...sort]
        .map(
          ({ attribute, operator, values }) =>
            `${attribute}${operator}${values.map(value => Object.values(value)[0]).join('..')}`,
        )
        .concat(filters.length > 0 ? [`+${filters.length}`] : [])
        .join(' '),
    )
    .join(' | ')
}

describe('planKeys', () => {
  test.each([
    ["p = 'a'", 'p=a'],
    ["'a' = p AND 5 > s", 'p=a s<5'],
    ["p = 'a' AND s BETWEEN 1 AND 2 AND x = 1 AND y = 2", 'p=a sbetween1..2 +2'],
    ["p = 'a' AND s > 1 AND s < 5", 'p=a s>1 s<5'],
    ["p IN ['a', 'b'] AND s IN [1, 2]", 'p=a s=1 | p=a s=2 | p=b s=1 | p=b s=2'],
    ["p = 'a' AND s = 1 OR p = 'b' AND (x = 1 OR y = 2)", 'p=a s=1 | p=b +1'],
    ["p = 'a' AND (s = 1 OR x = 1)", 'p=a s=1 | p=a +1'],
    ["p = 'a' AND s <> 1", 'p=a +2'],
    ["p = 'a' AND NOT s = 1", 'p=a +1'],
    ["p = 'a' AND p = 'a'", 'p=a'],
    ["p = 'a' AND p = 'b'", 'scan'],
    ["p = 'a' AND p IN ['a', 'b']", 'scan'],
    ["p = 'a' OR s = 1", 'scan'],
    ["p = 'a' OR x = 1", 'scan'],
    ['s = 1', 'scan'],
    ["p > 'a'", 'scan'],
    ["begins_with(p, 'a')", 'scan'],
    ["p IN ['a', q]", 'scan'],
    ["NOT p = 'a'", 'scan'],
    ["p.x = 'a'", 'scan'],
    ['p = q', 'scan'],
    ['size(p) = 1', 'scan'],
    ["p = 'a' AND x IN []", 'p=a +1'],
  ])('%s', (condition, expected) => {
    expect(plan(condition)).toBe(expected)
  })

  test('of no condition is a scan', () => {
    expect(planKeys(undefined, KEY)).toEqual({ kind: 'scan' })
  })

  const list = (count: number, print: (n: number) => string) =>
    `[${Array.from({ length: count }, (_, n) => print(n)).join(', ')}]`

  test('has at most 50 branches, and never counts them all', () => {
    const many = 'Too many decomposed read operations for a given query.'
    const strings = (count: number) => list(count, n => `'${n}'`)
    expect(plan(`p IN ${strings(50)}`).split('|')).toHaveLength(50)
    expect(() => plan(`p IN ${strings(51)}`)).toThrow(many)
    expect(() => plan(`p IN ${strings(100)} AND s IN ${list(100, String)} AND s IN ${list(100, String)}`)).toThrow(
      many,
    )
    expect(plan(`s IN ${list(100, String)} AND s IN ${list(100, String)}`)).toBe('scan')
    expect(plan(`p IN ${strings(100)} OR s IN ${list(100, String)} AND s IN ${list(100, String)}`)).toBe('scan')
    expect(plan(`p IN ${strings(100)} OR x = 1`)).toBe('scan')
  })

  test('refuses values that the key cannot have, used or not', () => {
    expect(() => plan('p = 1')).toThrow(
      "Key attribute's data type should match its data type in table's schema: Key p",
    )
    expect(() => plan("p = 'a' OR s = 'b'")).toThrow('Key s')
    expect(() => plan('s = null')).toThrow('Key value must be of type S, N, or B. Key name: s, Key type: NULL')
  })
})

describe('keyBranches', () => {
  test('take keys as they are', () => {
    expect(keyBranches(where('p = 1'), KEY)).toHaveLength(1)
    expect(keyBranches(undefined, KEY)).toEqual([])
  })
})

describe('singleReadKey', () => {
  test.each<[string, object | undefined]>([
    ["p = 'a' AND s = 1", { p: { S: 'a' }, s: { N: '1' } }],
    ["p IN ['a'] AND s = 1 AND s = 1", { p: { S: 'a' }, s: { N: '1' } }],
    ["p = 'a' AND s = 'wrong'", { p: { S: 'a' }, s: { S: 'wrong' } }],
    ["p = 'a'", undefined],
    ["p = 'a' AND s > 1", undefined],
    ["p = 'a' AND s = 1 AND s = 2", undefined],
    ["p = 'a' AND s = 1 AND x = 1", undefined],
    ["p = 'a' AND s IN [1, 2]", undefined],
    ['x = 1', undefined],
  ])('%s', (condition, expected) => {
    expect(singleReadKey(where(condition), KEY)).toEqual(expected)
  })

  test('refuses an item named twice', () => {
    expect(() => singleReadKey(where("p = 'a' AND s IN [1, 1]"), KEY)).toThrow('Overlapping conditions')
  })
})

describe('writeKey', () => {
  test.each<[string, object]>([
    ["p = 'a' AND 1 = s", { key: { p: { S: 'a' }, s: { N: '1' } }, complete: true, contradicted: undefined }],
    ["(x = 1 AND (p = 'a' AND s = 1))", { complete: true }],
    ["p = 'a'", { key: { p: { S: 'a' } }, complete: false }],
    ["p = 'a' AND p = 'b' AND s = 1", { key: { p: { S: 'a' }, s: { N: '1' } }, contradicted: 'p' }],
    ["p = 'a' AND s IN [1]", { complete: false }],
    ["p = 'a' AND (s = 1 OR s = 2)", { complete: false }],
    ["p = 'a' AND NOT s = 1", { complete: false }],
    ['p = q AND s = 1', { complete: false }],
  ])('%s', (condition, expected) => {
    expect(writeKey(where(condition), KEY)).toMatchObject(expected)
  })

  test('keeps what else is asked', () => {
    expect(writeKey(where("p = 'a' AND x = 1 AND s = 1 AND s > 0"), KEY).rest).toHaveLength(2)
    expect(writeKey(undefined, KEY)).toMatchObject({ complete: false, rest: [] })
  })
})

describe('order', () => {
  const order = (condition: string, ...by: [attribute: string, descending?: boolean][]) => {
    const terms = by.map(([attribute, descending = false]) => ({ path: [attribute] as const, descending }))
    return readOrder(terms, planKeys(where(condition), KEY), KEY)
  }

  test('is that of the terms; of the partition key alone, from the end', () => {
    expect(order("p = 'a'")).toEqual({ partitionsDescending: false, sortDescending: false })
    expect(order("p = 'a'", ['s', true])).toEqual({ partitionsDescending: false, sortDescending: true })
    expect(order("p = 'a'", ['p'])).toEqual({ partitionsDescending: false, sortDescending: true })
    expect(order("p IN ['a', 'b']", ['p', true], ['s'])).toEqual({
      partitionsDescending: true,
      sortDescending: false,
    })
  })

  test('names whole key attributes', () => {
    expect(() => checkOrderNamesKeys([{ path: ['p', 'x', 0], descending: false }], true, KEY)).toThrow(
      'Attribute p.x[0] in ORDER BY clause must be part of the primary key',
    )
  })
})
