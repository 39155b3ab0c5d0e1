import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { foreignKeysOf, inOrder, type Layout, type Requirement, sameLayout } from './layout.ts'
import { nestedLayouts } from './nested-layouts.ts'
import { allOf } from './templates-of-layout.ts'

/**
 * Layouts that serve a requirement for one of its entities, the most selective partition first: all equalities in the
 * partition, or those that name a parent there and the rest before the order. Where nothing is equal, everything lies in
 * one partition.
 *
 * @param siblings what else is asked of the entity, in its words: equalities that nest share one key
 */
export function layoutsFor(
  document: ModelDocument,
  entity: EntityRecord,
  requirement: Requirement,
  siblings: readonly Requirement[] = [],
): readonly Layout[] {
  const has = (name: string): boolean => entity.attributes.some(attribute => attribute.name === name)
  const equal = inOrder(entity, [...requirement.equal, ...requirement.wished])
  const [ordered] = [requirement.range, requirement.order].filter(name => name !== undefined && has(name))
  const tail = (fixed: readonly string[]): readonly string[] => {
    const rest = ordered === undefined || fixed.includes(ordered) ? [] : [ordered]
    return [...rest, ...entity.identity.filter(name => has(name) && !fixed.includes(name) && !rest.includes(name))]
  }
  if (equal.length === 0) {
    return requirement.single ? [] : [{ partition: [], sort: tail([]), all: allOf(document, requirement.entityIds) }]
  }
  const layouts: Layout[] = [{ partition: equal, sort: tail(equal) }]
  const parents = inOrder(entity, [...foreignKeysOf(document, entity)])
  const inPartition = equal.filter(name => parents.includes(name))
  const others = equal.filter(name => !inPartition.includes(name))
  if (inPartition.length > 0 && others.length > 0) {
    layouts.push({ partition: inPartition, sort: [...others, ...tail(equal)] })
  }
  const [first, ...rest] = equal
  if (first !== undefined && rest.length > 0) layouts.push({ partition: [first], sort: [...rest, ...tail(equal)] })
  for (const { partition, sort } of nestedLayouts(entity, equal, siblings)) {
    layouts.push({ partition, sort: [...sort, ...tail(equal)] })
  }
  return layouts.filter((layout, at) => layouts.findIndex(other => sameLayout(other, layout)) === at)
}
