import type { CommandArguments, EntityAttribute, PatternRecord } from '#modeling'

/**
 * A new entity as the patterns that name it tell of it: the attributes they speak of, as texts until somebody says
 * otherwise, and as identity what a get, update or delete is given.
 */
export function entityOfPatterns(name: string, patterns: readonly PatternRecord[]): CommandArguments<'add-entity'> {
  const names = new Set<string>()
  let identity: readonly string[] = []
  for (const { operation } of patterns) {
    const by = 'by' in operation ? operation.by.map(({ attribute }) => attribute) : []
    const isByKey = operation.type === 'get' || operation.type === 'update' || operation.type === 'delete'
    if (isByKey && by.length > 0 && (identity.length === 0 || by.length < identity.length)) identity = by
    for (const attribute of by) names.add(attribute)
    if ('where' in operation) for (const { attribute } of operation.where ?? []) names.add(attribute)
    if ('order' in operation && operation.order !== undefined) names.add(operation.order.attribute)
    if ('sets' in operation) for (const attribute of operation.sets) names.add(attribute)
  }
  const attributes = [...names].map((attribute): EntityAttribute => ({ name: attribute, type: 'S' }))
  return { name, identity, attributes }
}
