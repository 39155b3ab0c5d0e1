import { expect, test } from 'vitest'
import type { Item } from '#dynamo'
import { itemsAsDynamoJson, itemsAsJson, itemsAsTsv, leadingItems } from './items-as-text.ts'

const LONG = '12345678901234567890123456789012345678'
const items: readonly Item[] = [
  {
    id: { S: 'a"b\n' },
    n: { N: LONG },
    yes: { BOOL: true },
    none: { NULL: true },
    set: { NS: ['1', '2.50'] },
    deep: { M: { list: { L: [{ S: 'x' }, { M: {} }] }, empty: { L: [] } } },
    ['__proto__']: { S: 'own' },
  },
  { id: { S: 'second' } },
]

test('JSON reads back, with every digit in the text', () => {
  const text = itemsAsJson(items)
  expect(text).toContain(`"n": ${LONG}`)
  const [first, second] = JSON.parse(text) as Record<string, unknown>[]
  expect(first).toMatchObject({
    id: 'a"b\n',
    yes: true,
    none: null,
    set: [1, 2.5],
    deep: { list: ['x', {}], empty: [] },
  })
  expect(Object.keys(first ?? {})).toContain('__proto__')
  expect(second).toEqual({ id: 'second' })
  expect(itemsAsJson([])).toBe('[]')
})

test('DynamoDB JSON loses nothing', () => {
  expect(JSON.parse(itemsAsDynamoJson(items))).toEqual(items)
})

test('TSV: titles, quoted cells, empty where there is no attribute', () => {
  expect(itemsAsTsv(items, ['id', 'n', 'yes'])).toBe(`id\tn\tyes\n"a""b\n"\t${LONG}\ttrue\nsecond\t\t`)
})

test('leading items: at least one, at most the bytes', () => {
  const list = [items[1], items[1], items[1]] as readonly Item[]
  expect(leadingItems(list, 20, () => 10)).toHaveLength(2)
  expect(leadingItems(list, 30, () => 10)).toBe(list)
  expect(leadingItems(list, 5, () => 10)).toHaveLength(1)
})
