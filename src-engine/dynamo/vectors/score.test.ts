import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DistanceFunction } from '../schema/table-definition.ts'
import { Nearest } from './nearest.ts'
import { isNearer, scorerOf } from './score.ts'
import { FLOAT32_MAX } from './vector-values.ts'

const vector = (...numbers: number[]) => new Float32Array(numbers)
const score = (distance: DistanceFunction, a: Float32Array, b: Float32Array) => scorerOf(distance, a)(b)

describe('scores', () => {
  const query = vector(1, 0, 0)

  test.each([
    ['COSINE', [1, 0, 0], 0],
    ['COSINE', [0, 1, 0], 1],
    ['COSINE', [-1, 0, 0], 2],
    ['COSINE', [7, 0, 0], 0],
    ['COSINE', [0, 0, 0], 1],
    ['EUCLIDEAN', [1, 0, 0], 0],
    ['EUCLIDEAN', [-1, 0, 0], 2],
    ['EUCLIDEAN', [1, 3, 4], 5],
    ['DOT_PRODUCT', [1, 0, 0], 1],
    ['DOT_PRODUCT', [-1, 5, 5], -1],
  ] as const)('%s of %j is %d', (distance, numbers, expected) => {
    expect(score(distance, query, vector(...numbers))).toBe(expected)
  })

  test('a vector without length is at 1 from everything by COSINE', () => {
    expect(score('COSINE', vector(0, 0), vector(3, 4))).toBe(1)
    expect(score('COSINE', vector(0, 0), vector(0, 0))).toBe(1)
  })

  test('lengths too small for a 32-bit square still have a direction', () => {
    expect(score('COSINE', vector(1e-23, 0), vector(1e-23, 1e-23))).toBeCloseTo(1 - Math.SQRT1_2, 6)
  })

  test('sums are wider than 32 bits, the score ends at their range', () => {
    const far = vector(3e38, 3e38)
    expect(score('DOT_PRODUCT', vector(3e38, -3e38), far)).toBe(0)
    expect(score('DOT_PRODUCT', far, far)).toBe(FLOAT32_MAX)
    expect(score('DOT_PRODUCT', vector(-3e38, -3e38), far)).toBe(-FLOAT32_MAX)
    expect(score('EUCLIDEAN', vector(-3e38, -3e38), far)).toBe(FLOAT32_MAX)
  })
})

test('Nearest keeps what sorting everything would keep, whatever comes in whatever order', () => {
  const distance = fc.constantFrom<DistanceFunction>('COSINE', 'EUCLIDEAN', 'DOT_PRODUCT')
  const candidates = fc.uniqueArray(fc.record({ id: fc.nat(500), score: fc.integer({ min: -3, max: 3 }) }), {
    selector: candidate => candidate.id,
    maxLength: 60,
  })
  fc.assert(
    fc.property(distance, candidates, fc.integer({ min: 1, max: 20 }), (by, all, limit) => {
      const nearest = new Nearest<number>(by, limit, (a, b) => a < b)
      for (const { id, score: of } of all) nearest.offer(of, () => id)
      const sorted = all.toSorted((a, b) =>
        a.score === b.score ? a.id - b.id : isNearer(by, a.score, b.score) ? -1 : 1,
      )
      expect(nearest.all.map(kept => kept.what)).toEqual(sorted.slice(0, limit).map(({ id }) => id))
    }),
  )
})
