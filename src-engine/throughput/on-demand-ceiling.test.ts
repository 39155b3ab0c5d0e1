import { describe, expect, test } from 'vitest'
import { OnDemandCeiling } from './on-demand-ceiling.ts'

const HALF_HOUR = 30 * 60_000

describe('OnDemandCeiling', () => {
  test('twice the busiest second of a window, once the window has passed', () => {
    const ceiling = new OnDemandCeiling(4000, 0)
    expect(ceiling.at(0)).toBe(4000)
    ceiling.record(3000, 5_000)
    ceiling.record(1000, 5_999)
    ceiling.record(2000, 6_000)
    expect(ceiling.at(HALF_HOUR - 1)).toBe(4000)
    expect(ceiling.at(HALF_HOUR)).toBe(8000)
    ceiling.record(8000, HALF_HOUR + 1)
    expect(ceiling.at(2 * HALF_HOUR - 1)).toBe(8000)
    expect(ceiling.at(2 * HALF_HOUR)).toBe(16_000)
  })

  test('never falls, however long nobody comes', () => {
    const ceiling = new OnDemandCeiling(4000, 0)
    ceiling.record(3500, 10)
    expect(ceiling.at(7 * HALF_HOUR + 3)).toBe(7000)
    expect(ceiling.at(1000 * HALF_HOUR)).toBe(7000)
    ceiling.record(100, 1000 * HALF_HOUR + 1)
    expect(ceiling.at(1002 * HALF_HOUR)).toBe(7000)
  })

  test('what it serves from the start is raised, never lowered', () => {
    const ceiling = new OnDemandCeiling(4000, 0)
    ceiling.raise(9000)
    ceiling.raise(5000)
    expect(ceiling.at(0)).toBe(9000)
  })
})
