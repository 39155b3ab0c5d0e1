import { expect, test } from 'vitest'
import { bytesText, countOf, millisecondsText, unitsText } from './amounts.ts'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KB'],
  [10 * 1024, '10 KB'],
  [1024 ** 2 - 1, '1.0 MB'],
  [1023 * 1024, '1023 KB'],
  [1024 ** 2, '1.0 MB'],
  [1024 ** 5, '1024 TB'],
])('%d bytes', (bytes, text) => expect(bytesText(bytes)).toBe(text))

test('counts with their noun', () => {
  expect(countOf(1, 'item')).toBe('1 item')
  expect(countOf(0, 'item')).toBe('0 items')
  expect(countOf(1200, 'index', 'indexes')).toBe('1,200 indexes')
})

test('units and times', () => {
  expect(unitsText(0.5)).toBe('0.5')
  expect(unitsText(128)).toBe('128')
  expect(unitsText(3433.5)).toBe('3,433.5')
  expect(millisecondsText(0.84)).toBe('0.8 ms')
  expect(millisecondsText(14.4)).toBe('14 ms')
  expect(millisecondsText(2100)).toBe('2.1 s')
})
