import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8Length } from './utf8.ts'

test.each([
  ['', 0],
  ['abc', 3],
  ['\u007f\u0080\u07ff\u0800', 1 + 2 + 2 + 3],
  ['é', 2],
  ['€', 3],
  ['😀', 4],
  ['\ud800', 3],
  ['\udc00\ud800', 6],
  ['\ud800a', 4],
])('utf8Length of %j', (text, bytes) => {
  expect(utf8Length(text)).toBe(bytes)
})

test('utf8Length is the length of the encoded text, lone surrogates included', () => {
  const encoder = new TextEncoder()
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', 'é', '\ud83d', '\ude00') }),
      (a, b) => {
        expect(utf8Length(a + b)).toBe(encoder.encode(a + b).length)
        const long = 'a'.repeat(30) + a + b
        expect(utf8Length(long)).toBe(encoder.encode(long).length)
      },
    ),
  )
})
