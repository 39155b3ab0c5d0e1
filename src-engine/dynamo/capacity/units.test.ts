import { expect, test } from 'vitest'
import { readUnits, writeUnits } from './units.ts'

test.each([
  [0, 0.5, 1, 2],
  [1, 0.5, 1, 2],
  [4096, 0.5, 1, 2],
  [4097, 1, 2, 4],
  [8192, 1, 2, 4],
  [8193, 1.5, 3, 6],
  [409_600, 50, 100, 200],
])('reading %i bytes', (bytes, eventual, consistent, transactional) => {
  expect(readUnits(bytes)).toBe(eventual)
  expect(readUnits(bytes, { consistent: false })).toBe(eventual)
  expect(readUnits(bytes, { consistent: true })).toBe(consistent)
  expect(readUnits(bytes, { transactional: true })).toBe(transactional)
})

test.each([
  [0, 1],
  [1, 1],
  [1024, 1],
  [1025, 2],
  [2048, 2],
  [409_600, 400],
])('writing %i bytes takes %i units', (bytes, units) => {
  expect(writeUnits(bytes)).toBe(units)
})
