import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeValue, Item } from '#dynamo'
import { AttributePicker } from './attribute-picker.ts'

/** Texts that are hard to walk past: quotes, backslashes before quotes, braces, things that look like attributes. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'a', '\n', 'é', '😀', '\ud800') }),
  fc.constantFrom(
    '{"a":{"S":"b"}}',
    '\\',
    '\\\\',
    '"',
    '\\"',
    '__proto__',
    'toString',
    '',
    'a',
    'b',
    '1',
    'S',
    'M',
    'N',
  ),
)
/** V8 takes `"` for `\\` where an object of the same members had that name before: names that end so prove nothing. */
const name = text.filter(each => !each.endsWith('\\'))

const { value } = fc.letrec<{ value: AttributeValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ S: text }),
    fc.record({ N: fc.constantFrom('0', '-1.5', '12345678901234567890123456789012345678') }),
    fc.record({ B: fc.constantFrom('', 'AAAA', '+/8=') }),
    fc.record({ BOOL: fc.boolean() }),
    fc.constant({ NULL: true as const }),
    fc.record({ SS: fc.array(text, { minLength: 1 }) }),
    fc.record({ NS: fc.constant(['1', '2']) }),
    fc.record({ BS: fc.constant(['AAAA']) }),
    fc.record({ L: fc.array(tie('value')) }),
    fc.record({ M: fc.dictionary(name, tie('value')) }),
  ) as fc.Arbitrary<AttributeValue>,
}))
const item: fc.Arbitrary<Item> = fc.dictionary(name, value)

describe('AttributePicker', () => {
  test('finds what a parser finds', () => {
    fc.assert(
      fc.property(item, fc.array(name), (stored, others) => {
        const names = Object.keys(stored)
        const wanted = [...names.filter((_, i) => i % 2 === 0), ...others]
        const picked = new AttributePicker(wanted.map(each => [each])).itemOf(JSON.stringify(stored))
        const expected = new Map(wanted.flatMap(each => (Object.hasOwn(stored, each) ? [[each, stored[each]]] : [])))
        expect(new Map(Object.entries(picked))).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  test('takes the whole attribute of a nested path', () => {
    const stored = JSON.stringify({ a: { M: { b: { L: [{ S: 'x' }, { N: '1' }] } } }, b: { S: 'other' } })
    expect({ ...new AttributePicker([['a', 'b', 0]]).itemOf(stored) }).toEqual({
      a: { M: { b: { L: [{ S: 'x' }, { N: '1' }] } } },
    })
  })

  test('is not misled by names inside values', () => {
    const stored = JSON.stringify({ a: { M: { wanted: { S: 'inner' } } }, b: { S: '"wanted":{"S":"text"}' } })
    expect({ ...new AttributePicker([['wanted']]).itemOf(stored) }).toEqual({})
  })

  test('gives each item its own, one after the other', () => {
    const picker = new AttributePicker([['a'], ['b']])
    expect({ ...picker.itemOf('{"a":{"S":"1"},"b":{"S":"2"}}') }).toEqual({ a: { S: '1' }, b: { S: '2' } })
    expect({ ...picker.itemOf('{"b":{"S":"3"}}') }).toEqual({ b: { S: '3' } })
    expect({ ...picker.itemOf('{}') }).toEqual({})
  })

  test('refuses a text that was cut off', () => {
    const stored = JSON.stringify({ a: { M: { b: { S: 'x' } } }, b: { S: 'y' } })
    for (const length of [8, 12, stored.length - 3]) {
      expect(() => new AttributePicker([['c']]).itemOf(stored.slice(0, length))).toThrow(SyntaxError)
    }
  })
})
