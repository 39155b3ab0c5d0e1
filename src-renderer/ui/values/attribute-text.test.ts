import { describe, expect, test } from 'vitest'
import type { AttributeValue } from '#dynamo'
import { valueExtent, valueSource, valueText } from './attribute-text.ts'

describe('valueText', () => {
  const cases: readonly [string, AttributeValue, string][] = [
    ['strings as they are', { S: 'ORDER#1' }, 'ORDER#1'],
    ['line breaks as a mark', { S: 'a\nb' }, 'a↵b'],
    [
      'numbers in their exact text',
      { N: '12345678901234567890123456789012345678' },
      '12345678901234567890123456789012345678',
    ],
    ['sets in braces', { SS: ['a', 'b'] }, '{a, b}'],
    ['lists with nested strings quoted', { L: [{ S: 'x' }, { N: '1' }, { BOOL: false }] }, '["x", 1, false]'],
    ['maps by name', { M: { city: { S: 'Oslo' }, none: { NULL: true } } }, '{ city: "Oslo", none: null }'],
    ['an empty map', { M: {} }, '{  }'],
  ]
  test.each(cases)('shows %s', (_name, value, shown) => {
    expect(valueText(value)).toBe(shown)
  })

  test('cuts at the limit and says so', () => {
    expect(valueText({ S: 'abcdef' }, 6)).toBe('abcdef')
    expect(valueText({ S: 'abcdefg' }, 6)).toBe('abcdef…')
  })

  test('does not walk a list far beyond the limit', () => {
    const many = { L: Array.from({ length: 100_000 }, () => ({ S: 'member' })) }
    expect(valueText(many, 40).length).toBe(41)
  })
})

test('valueSource keeps the type of what is nested', () => {
  expect(valueSource({ N: '1.50' })).toBe('1.50')
  expect(JSON.parse(valueSource({ L: [{ N: '1' }, { S: '1' }] }))).toEqual({ L: [{ N: '1' }, { S: '1' }] })
})

test('valueExtent counts members, and bytes behind base64', () => {
  expect(valueExtent({ L: [{ S: 'a' }] })).toBe('1 element')
  expect(valueExtent({ B: 'AQI=' })).toBe('2 bytes')
  expect(valueExtent({ S: 'short' })).toBeUndefined()
})
