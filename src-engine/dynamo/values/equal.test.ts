import { describe, expect, test } from 'vitest'
import type { AttributeMap, AttributeValue } from './attribute-value.ts'
import { equalItems, equalValues } from './equal.ts'

const many = Array.from({ length: 40 }, (_, n) => String(n))

const equal: [AttributeValue, AttributeValue][] = [
  [{ S: 'a' }, { S: 'a' }],
  [{ NULL: true }, { NULL: true }],
  [{ SS: ['a', 'b'] }, { SS: ['b', 'a'] }],
  [{ NS: many }, { NS: many.toReversed() }],
  [{ BS: ['AA==', '/w=='] }, { BS: ['/w==', 'AA=='] }],
  [{ M: { a: { N: '1' }, b: { L: [] } } }, { M: { b: { L: [] }, a: { N: '1' } } }],
  [{ L: [{ S: 'a' }, { M: {} }] }, { L: [{ S: 'a' }, { M: {} }] }],
]
const different: [AttributeValue, AttributeValue][] = [
  [{ S: '1' }, { N: '1' }],
  [{ S: 'AA==' }, { B: 'AA==' }],
  [{ BOOL: true }, { BOOL: false }],
  [{ BOOL: true }, { NULL: true }],
  [{ SS: ['1'] }, { NS: ['1'] }],
  [{ SS: ['a', 'b'] }, { SS: ['a', 'c'] }],
  [{ SS: ['a'] }, { SS: ['a', 'b'] }],
  [{ NS: many }, { NS: [...many.slice(1), '40'] }],
  [{ L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] }],
  [{ L: [{ S: 'a' }] }, { L: [{ S: 'a' }, { S: 'a' }] }],
  [{ M: { a: { S: '' } } }, { M: { b: { S: '' } } }],
  [{ M: {} }, { M: { a: { S: '' } } }],
  [{ M: { toString: { S: '' } } }, { M: { a: { S: '' } } }],
  [{ M: {} }, { L: [] }],
]

describe('equalValues', () => {
  test.each(equal)('%j is %j', (a, b) => {
    expect(equalValues(a, b)).toBe(true)
    expect(equalValues(b, a)).toBe(true)
  })
  test.each(different)('%j is not %j', (a, b) => {
    expect(equalValues(a, b)).toBe(false)
    expect(equalValues(b, a)).toBe(false)
  })
})

test('equalItems knows names that objects inherit', () => {
  const item = JSON.parse('{"__proto__":{"S":"x"}}') as AttributeMap
  expect(equalItems(item, JSON.parse('{"__proto__":{"S":"x"}}') as AttributeMap)).toBe(true)
  expect(equalItems(item, JSON.parse('{"__proto__":{"S":"y"}}') as AttributeMap)).toBe(false)
  expect(equalItems({}, item)).toBe(false)
  expect(equalItems({ constructor: { S: 'x' } }, {})).toBe(false)
})
