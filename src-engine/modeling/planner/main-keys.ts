import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import { uniqueAttributes } from './design-choice.ts'
import { identityLayout, type Layout, type Requirement, sameLayout } from './layout.ts'
import { layoutsFor } from './layouts-for.ts'

/** Main keys that are tried for one entity, at most. */
const MOST_MAIN_KEYS = 6
/** Distinct values that a partition key of a table has at least (rule K14). */
const FEWEST_PARTITIONS = 100

/** The identity, and what the heaviest reads need, each made unique by the identity. */
export function mainKeysFor(
  document: ModelDocument,
  entity: EntityRecord,
  requirements: readonly Requirement[],
): readonly Layout[] {
  const layouts: Layout[] = [identityLayout(entity)]
  if (entity.identity.length > 1) layouts.push({ partition: entity.identity, sort: [] })
  for (const requirement of requirements) layouts.push(...mainKeysOf(document, entity, requirement, requirements))
  return layouts
    .filter((layout, at) => layouts.findIndex(other => sameLayout(other, layout)) === at)
    .slice(0, MOST_MAIN_KEYS)
}

/** Main keys that serve a requirement: whole with the identity, and of nothing that may change. */
export function mainKeysOf(
  document: ModelDocument,
  entity: EntityRecord,
  requirement: Requirement,
  siblings: readonly Requirement[],
): readonly Layout[] {
  const changing = changingAttributes(document, entity)
  const isFixed = (name: string): boolean => !changing.has(name)
  return layoutsFor(document, entity, requirement, siblings)
    .map(layout => {
      const { partition, sort } = layout
      const rest = entity.identity.filter(name => !partition.includes(name) && !sort.includes(name))
      return { ...layout, sort: [...sort, ...rest] }
    })
    .filter(({ partition, sort }) => partition.every(isFixed) && sort.every(isFixed))
    .filter(({ partition }) => spreads(entity, partition))
}

/** Whether there are enough values to spread the items of an entity, as far as anybody said how many there are. */
function spreads({ attributes, identity, volume }: EntityRecord, partition: readonly string[]): boolean {
  if (volume !== undefined && volume.count < FEWEST_PARTITIONS) return true
  if (partition.length === 0) return false
  if (partition.every(name => identity.includes(name))) return true
  const distinct = (name: string): number =>
    attributes.find(attribute => attribute.name === name)?.distinct ?? Number.POSITIVE_INFINITY
  return partition.reduce((product, name) => product * distinct(name), 1) >= FEWEST_PARTITIONS
}

/** What no main key is made of: what may change (rule K13), and what is unique beside the identity (rule K6). */
export function changingAttributes(document: ModelDocument, entity: EntityRecord): ReadonlySet<string> {
  const names = new Set(entity.attributes.flatMap(({ name, mutable }) => (mutable === true ? [name] : [])))
  for (const { name } of uniqueAttributes(entity)) names.add(name)
  for (const { operation } of patternsOf(document)) {
    const writes =
      operation.type === 'transact-write' ? operation.writes.map(({ operation: write }) => write) : [operation]
    for (const write of writes) {
      if (write.type !== 'update' || write.entityId !== entity.id) continue
      for (const name of [...write.sets, ...(write.adds ?? []), ...(write.removes ?? [])]) names.add(name)
    }
  }
  for (const name of entity.identity) names.delete(name)
  return names
}
