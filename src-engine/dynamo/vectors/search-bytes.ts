import { VECTOR_DIMENSION_BYTES, VECTOR_REQUEST_MIN_BYTES } from '../limits.ts'

/** Bytes for each dimension of the index, measured. */
const BYTES_PER_DIMENSION = 30.6875
/** Bytes for each result beside what the index holds of it, measured. */
const BYTES_PER_RESULT = 65

/**
 * Bytes a search is metered. The service's own figure varies from call to call, because it depends on what its
 * approximate index looks at; this is the middle of what was measured. Source: fact file limits-and-capacity, section 6.
 *
 * @param results bytes of what the index holds of each result, the vector left out
 * @param withVectors the answer has the vectors in it
 */
export function searchRequestBytes(dimensions: number, results: readonly number[], withVectors: boolean): number {
  const vectors = withVectors ? results.length * dimensions * VECTOR_DIMENSION_BYTES : 0
  const bytes = results.reduce(
    (sum, size) => sum + BYTES_PER_RESULT + size,
    dimensions * BYTES_PER_DIMENSION + vectors,
  )
  return Math.max(VECTOR_REQUEST_MIN_BYTES, Math.round(bytes))
}
