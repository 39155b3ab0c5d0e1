import type { EntityRecord, PatternOperation } from '#modeling'

/** The attributes that an operation names and its entity does not have. */
export function lackingAttributes({ attributes }: EntityRecord, operation: PatternOperation): readonly string[] {
  const known = new Set(attributes.map(({ name }) => name))
  const named = [
    ...('by' in operation ? operation.by.map(({ attribute }) => attribute) : []),
    ...('where' in operation ? (operation.where ?? []).map(({ attribute }) => attribute) : []),
    ...('order' in operation && operation.order ? [operation.order.attribute] : []),
    ...('sets' in operation ? [...operation.sets, ...(operation.adds ?? []), ...(operation.removes ?? [])] : []),
    ...('attributes' in operation ? (operation.attributes ?? []) : []),
  ]
  return [...new Set(named)].filter(name => !known.has(name))
}
