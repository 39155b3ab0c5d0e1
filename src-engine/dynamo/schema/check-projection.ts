import type { ProjectionInput } from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import { PROJECTED_ATTRIBUTES_PER_TABLE } from '../limits.ts'
import type { IndexDefinition, Projection, VectorIndexDefinition } from './table-definition.ts'

const INVALID = 'One or more parameter values were invalid: '

/** NonKeyAttributes go with INCLUDE and nothing else. @throws DynamoError */
export function checkProjection(input: ProjectionInput): Projection {
  const { ProjectionType: type, NonKeyAttributes: attributes } = input
  if (type === undefined) throw validationError(`${INVALID}Unknown ProjectionType: null`)
  if (type !== 'INCLUDE') {
    if (attributes === undefined) return { type }
    throw validationError(`${INVALID}ProjectionType is ${type}, but NonKeyAttributes is specified`)
  }
  if (attributes === undefined) {
    throw validationError(`${INVALID}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`)
  }
  const repeated = attributes.find((name, at) => attributes.indexOf(name) < at)
  if (repeated !== undefined) {
    throw validationError(`${INVALID}Duplicate element in NonKeyAttributes: ${repeated}`)
  }
  return { type, attributes }
}

/**
 * All indexes together include a limited number of names; a name in two indexes counts twice. Of a vector index the
 * vector and each inline filter count too.
 *
 * @throws DynamoError
 */
export function checkProjectedCount(
  indexes: readonly IndexDefinition[],
  vectors: readonly VectorIndexDefinition[] = [],
): void {
  let count = 0
  for (const { projection } of [...indexes, ...vectors]) {
    if (projection.type === 'INCLUDE') count += projection.attributes.length
  }
  for (const { searchSchema } of vectors) {
    count += 1 + searchSchema.filter(attribute => attribute.role === 'INLINE_FILTER').length
  }
  if (count > PROJECTED_ATTRIBUTES_PER_TABLE) {
    // The service's own text for this is not known.
    throw validationError(
      `${INVALID}Number of NonKeyAttributes over all indexes exceeds per-table limit of ${PROJECTED_ATTRIBUTES_PER_TABLE}`,
    )
  }
}
