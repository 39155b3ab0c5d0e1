import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberText } from './number-text.ts'

test('numbers are printed as the language prints them', () => {
  const number = fc.oneof(
    fc.constantFrom(0, 0.5, 999, 1000, 1_000_000, 999_999.995, 2 ** 53 - 1, 2 ** 53, 1e21),
    fc.integer(),
    fc.nat({ max: 100_000_000 }),
    fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
  )
  fc.assert(
    fc.property(number, fc.constantFrom(2, 3, 6), (value, digits) => {
      // Zero has no sign here.
      fc.pre(!Object.is(value, -0))
      expect(numberText(value, digits)).toBe(value.toLocaleString('en-US', { maximumFractionDigits: digits }))
    }),
  )
})
