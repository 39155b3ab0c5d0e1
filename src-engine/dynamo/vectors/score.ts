import type { DistanceFunction } from '../schema/table-definition.ts'
import { FLOAT32_MAX } from './vector-values.ts'

/** How near a stored vector is to the one searched for; both have the index's number of dimensions. */
export type Scorer = (vector: Float32Array) => number

/**
 * The scores of an index's distance function around one vector. Sums run in double precision over the 32-bit elements
 * and the score ends at the range of 32-bit floats, so it is never infinite.
 *
 * COSINE is 0 for the same direction, 2 for the opposite one, and 1 where a vector has no length. EUCLIDEAN is the
 * straight distance. DOT_PRODUCT may be negative. Source: observations of the service, August 2026.
 */
export function scorerOf(distance: DistanceFunction, query: Float32Array): Scorer {
  switch (distance) {
    case 'COSINE':
      return cosineScorer(query)
    case 'EUCLIDEAN':
      return vector => inFloatRange(Math.sqrt(squaredDistance(query, vector)))
    case 'DOT_PRODUCT':
      return vector => inFloatRange(dotProduct(query, vector))
  }
}

/** Whether the first score is nearer than the second: lower, but for DOT_PRODUCT, where it is higher. */
export function isNearer(distance: DistanceFunction, score: number, than: number): boolean {
  return distance === 'DOT_PRODUCT' ? score > than : score < than
}

function cosineScorer(query: Float32Array): Scorer {
  const queryLength = Math.sqrt(dotProduct(query, query))
  return vector => {
    let dot = 0
    let squares = 0
    let same = true
    for (let i = 0; i < query.length; i++) {
      const a = query[i] as number
      const b = vector[i] as number
      dot += a * b
      squares += b * b
      if (a !== b) same = false
    }
    if (queryLength === 0 || squares === 0) return 1
    // Rounding would leave a trace where there is no distance.
    if (same) return 0
    return Math.min(2, Math.max(0, 1 - dot / (queryLength * Math.sqrt(squares))))
  }
}

// Indexes stay inside both arrays, which typed arrays cannot tell the compiler.
function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number)
    sum += difference * difference
  }
  return sum
}

function inFloatRange(score: number): number {
  return Math.min(FLOAT32_MAX, Math.max(-FLOAT32_MAX, score))
}
