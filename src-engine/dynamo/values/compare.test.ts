import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeValue } from './attribute-value.ts'
import { encodeBase64 } from './base64.ts'
import { compareBinary, compareScalars, compareUtf8 } from './compare.ts'

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return Math.sign(difference)
  }
  return Math.sign(a.length - b.length)
}

describe('compareUtf8', () => {
  const encoder = new TextEncoder()
  const tricky = fc.string({
    unit: fc.constantFrom(
      'a',
      'b',
      'é',
      '\ud7ff',
      '\ud83d',
      '\ud83e',
      '\ude00',
      '\ude01',
      '😀',
      '\ue000',
      '\ufffd',
      '\uffff',
    ),
    maxLength: 6,
  })

  test('orders as the encoded bytes do, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string({ unit: 'binary', maxLength: 6 })), tricky, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(compareBytes(encoder.encode(a), encoder.encode(b)))
      }),
      { numRuns: 20_000 },
    )
  })

  test.each([
    ['', 'a'],
    ['a', 'aa'],
    ['Z', 'a'],
    ['\uffff', '😀'],
    ['a\ue000', 'a😀'],
    ['😀', '😁'],
    ['\ud83d', '😀'],
  ])('%j before %j', (a, b) => {
    expect(compareUtf8(a, b)).toBeLessThan(0)
    expect(compareUtf8(b, a)).toBeGreaterThan(0)
  })
})

test('compareBinary orders as unsigned bytes do', () => {
  const bytes = fc.array(fc.constantFrom(0, 1, 127, 128, 255), { maxLength: 6 }).map(list => Uint8Array.from(list))
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(Math.sign(compareBinary(encodeBase64(a), encodeBase64(b)))).toBe(compareBytes(a, b))
    }),
    { numRuns: 5000 },
  )
})

describe('compareScalars', () => {
  test('orders values of one scalar type', () => {
    expect(compareScalars({ S: '10' }, { S: '9' })).toBeLessThan(0)
    expect(compareScalars({ N: '10' }, { N: '9' })).toBeGreaterThan(0)
    expect(compareScalars({ B: 'AA==' }, { B: 'AAA=' })).toBeLessThan(0)
    expect(compareScalars({ N: '-1.5' }, { N: '-1.5' })).toBe(0)
  })

  const unordered: [AttributeValue, AttributeValue][] = [
    [{ S: '1' }, { N: '1' }],
    [{ B: 'AA==' }, { S: 'AA==' }],
    [{ BOOL: true }, { BOOL: true }],
    [{ NULL: true }, { NULL: true }],
    [{ SS: ['a'] }, { SS: ['a'] }],
    [{ L: [] }, { L: [] }],
  ]
  test.each(unordered)('%j and %j have no order', (a, b) => {
    expect(compareScalars(a, b)).toBeUndefined()
  })
})
