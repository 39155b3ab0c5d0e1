import { expect, test } from 'vitest'
import { sizeText, whenText } from './when-text.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
test.each([
  [59_999, 'just now'],
  [60_000, '1 min ago'],
  [3_599_999, '59 min ago'],
  [3_600_000, '1 h ago'],
  [24 * 3_600_000, 'yesterday'],
  [48 * 3_600_000, '2 days ago'],
])('%d ms are %s', (ago, shown) => {
  expect(whenText(NOW - ago, NOW)).toBe(shown)
})

test('longer ago is a date', () => {
  expect(whenText(NOW - 30 * 24 * 3_600_000, NOW)).toBe('21 Oct 2026')
})

test.each([
  [999, '999 bytes'],
  [1000, '1 KB'],
  [2_140_000, '2.1 MB'],
])('%d bytes are %s', (bytes, shown) => {
  expect(sizeText(bytes)).toBe(shown)
})
