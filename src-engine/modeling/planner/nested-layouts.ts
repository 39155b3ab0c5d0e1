import type { EntityRecord } from '../document/model-document.ts'
import type { Layout, Requirement } from './layout.ts'

/** Levels of which a layout is made, at most: more are hardly ever asked. */
const MOST_LEVELS = 4

/**
 * Layouts for equalities that nest (rule K1): what the wider questions give finds the partition, and what the narrower add
 * orders in it, the wider first. One key then answers country, country and state, country and state and city.
 *
 * @param equal what is given here
 * @param siblings what else is asked of the entity
 */
export function nestedLayouts(
  entity: EntityRecord,
  equal: readonly string[],
  siblings: readonly Requirement[],
): readonly Layout[] {
  const position = (name: string): number => entity.attributes.findIndex(attribute => attribute.name === name)
  const inside = siblings
    .map(sibling => new Set([...sibling.equal, ...sibling.wished]))
    .filter(names => names.size > 0 && names.size < equal.length && [...names].every(name => equal.includes(name)))
  const askedWith = (name: string): number => inside.filter(names => names.has(name)).length
  const wideFirst = [...equal].sort(
    (left, right) => askedWith(right) - askedWith(left) || position(left) - position(right),
  )
  return inside.slice(0, MOST_LEVELS).map(names => ({
    partition: equal.filter(name => names.has(name)),
    sort: wideFirst.filter(name => !names.has(name)),
  }))
}
