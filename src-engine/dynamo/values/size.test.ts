import { describe, expect, test } from 'vitest'
import type { AttributeValue, Item } from './attribute-value.ts'
import { itemSize, valueSize } from './size.ts'

const samples: [AttributeValue, number][] = [
  [{ S: '' }, 0],
  [{ S: 'abc' }, 3],
  [{ S: 'é€😀' }, 9],
  [{ N: '0' }, 1],
  [{ N: '-42' }, 3],
  [{ B: '' }, 0],
  [{ B: 'AA==' }, 1],
  [{ B: 'AAAA' }, 3],
  [{ BOOL: false }, 1],
  [{ NULL: true }, 1],
  [{ SS: ['a', 'é', ''] }, 3],
  [{ NS: ['1', '123'] }, 5],
  [{ BS: ['AA==', 'AAAA'] }, 4],
  [{ L: [] }, 3],
  [{ L: [{ S: 'a' }, { NULL: true }] }, 3 + 2 + 2],
  [{ M: {} }, 3],
  [{ M: { é: { S: 'ab' } } }, 3 + 1 + 2 + 2],
  [{ M: { a: { L: [{ M: {} }] } } }, 3 + (1 + 1 + (3 + (1 + 3)))],
]

describe('valueSize', () => {
  test.each(samples)('%j takes %i bytes', (value, bytes) => {
    expect(valueSize(value)).toBe(bytes)
  })
})

describe('itemSize', () => {
  test('is names and values without overhead', () => {
    expect(itemSize({ pk: { S: 'user#1' }, n: { N: '1.5' }, é: { BOOL: true } })).toBe(2 + 6 + (1 + 3) + (2 + 1))
    expect(itemSize({})).toBe(0)
  })

  test('counts names that objects inherit', () => {
    expect(itemSize(JSON.parse('{"__proto__":{"S":"x"},"toString":{"S":""}}') as Item)).toBe(9 + 1 + 8)
  })
})
