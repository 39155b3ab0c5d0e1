import { describe, expect, test } from 'vitest'
import { indexWriteUnits } from './index-cost.ts'

describe('indexWriteUnits', () => {
  test('an item outside the index before and after costs nothing', () => {
    expect(indexWriteUnits(undefined, undefined, false, false)).toBe(0)
  })
  test('entering costs the new entry, leaving the old one', () => {
    expect(indexWriteUnits(undefined, 1025, false, false)).toBe(2)
    expect(indexWriteUnits(2049, undefined, false, false)).toBe(3)
  })
  test('a projected change costs the larger entry', () => {
    expect(indexWriteUnits(1024, 1025, false, true)).toBe(2)
    expect(indexWriteUnits(3000, 10, false, true)).toBe(3)
  })
  test('no projected change costs nothing', () => {
    expect(indexWriteUnits(5000, 5000, false, false)).toBe(0)
  })
  test('a moved entry is deleted and put', () => {
    expect(indexWriteUnits(1024, 1025, true, false)).toBe(3)
    expect(indexWriteUnits(1, 1, true, true)).toBe(2)
  })
})
