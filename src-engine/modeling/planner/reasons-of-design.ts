import type { Reason } from '../access-patterns/access-path.ts'
import type { EntityRecord, IndexRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { CandidateDesign } from './candidate.ts'
import { type DesignChoice, type EntityKeys, uniqueAttributes } from './design-choice.ts'
import { readTogether } from './group-entities.ts'
import { foreignKeysOf, type Layout } from './layout.ts'

/** Why a design is as it is: what shares a table, how each entity is found, and what that costs elsewhere. */
export function reasonsFor(
  document: ModelDocument,
  design: CandidateDesign,
  { keys }: DesignChoice,
): readonly Reason[] {
  return [
    sizeOf(design),
    ...joinedReads(document),
    ...[...keys].flatMap(([id, own]) => {
      const entity = recordOfKind(document, 'entity', id)
      return entity === undefined ? [] : reasonsForEntity(document, entity, own)
    }),
    ...design.indexes.flatMap(reasonsForIndex),
    ...(design.vectorIndexes ?? []).map(({ attribute }) => ({
      text: `A vector index finds the nearest by ${attribute}: no key can`,
      rule: 'I14',
    })),
  ]
}

function sizeOf({ tables, indexes }: CandidateDesign): Reason {
  const several = indexes.length === 0 ? 'no index' : indexes.length === 1 ? 'one index' : `${indexes.length} indexes`
  return { text: `${tables.length === 1 ? 'One table' : `${tables.length} tables`} with ${several}`, rule: 'P5' }
}

function joinedReads(document: ModelDocument): readonly Reason[] {
  const name = (id: RecordId): string => recordOfKind(document, 'entity', id)?.name ?? ''
  return readTogether(document)
    .filter(group => group.length > 1)
    .map(group => ({
      text: `${group.map(name).join(', ')} are read in one request: they share a partition`,
      rule: 'T2',
    }))
}

function reasonsForEntity(
  document: ModelDocument,
  entity: EntityRecord,
  { main, global, local, shards }: EntityKeys,
): readonly Reason[] {
  const reasons: Reason[] = [reasonForMain(entity, main)]
  for (const layout of global) if (layout !== undefined) reasons.push(...reasonsForGlobal(document, entity, layout))
  for (const sort of local) {
    if (sort === undefined) continue
    const text = `A local index orders ${entity.name} by ${sort.join(', ')} for consistent reads`
    reasons.push({ text, rule: 'I1' })
  }
  for (const { name } of uniqueAttributes(entity)) {
    reasons.push({ text: `A sibling item keeps ${name} of ${entity.name} unique`, rule: 'K6' })
  }
  for (const count of Object.values(shards)) {
    if (count <= 1) continue
    const text = `A key of ${entity.name} is spread over ${count} shards: one partition would be too hot`
    reasons.push({ text, rule: 'H2' })
  }
  return reasons
}

function reasonForMain({ name, identity }: EntityRecord, { partition, sort }: Layout): Reason {
  const isOwn = identity.length > 0 && partition.every(attribute => identity.includes(attribute))
  if (isOwn && (sort.length === 0 || sort.every(attribute => identity.includes(attribute)))) {
    return { text: `${name} is found by its identity, ${[...partition, ...sort].join(', ')}`, rule: 'P3' }
  }
  const order = sort.length === 0 ? '' : `, ordered by ${sort.join(', ')}`
  return { text: `${name} lies with its ${partition.join(', ')}${order}: no index is needed for that`, rule: 'T6' }
}

function reasonsForGlobal(
  document: ModelDocument,
  entity: EntityRecord,
  { partition, sort }: Layout,
): readonly Reason[] {
  const order = sort.length === 0 ? '' : `, ordered by ${sort.join(', ')}`
  const by = `${partition.join(', ')}${order}`
  const attributes = entity.attributes.filter(({ name }) => partition.includes(name) || sort.includes(name))
  const foreign = foreignKeysOf(document, entity)
  const isLink = entity.identity.length > 1 && entity.identity.every(name => foreign.has(name))
  const reasons: Reason[] = [
    isLink
      ? { text: `${entity.name} links both ways: an index holds the pair turned round, by ${by}`, rule: 'K2' }
      : { text: `A global index finds ${entity.name} by ${by}`, rule: 'I4' },
  ]
  const optional = attributes.filter(attribute => attribute.optional === true).map(({ name }) => name)
  if (optional.length > 0) {
    const text = `Only ${entity.name} items with ${optional.join(', ')} are in it: the index stays small`
    reasons.push({ text, rule: 'I3' })
  }
  const changing = attributes.filter(({ mutable }) => mutable === true).map(({ name }) => name)
  if (changing.length > 0) {
    const text = `${changing.join(', ')} may change: then the entry moves, which takes two writes of the index`
    reasons.push({ text, rule: 'K13' })
  }
  return reasons
}

function reasonsForIndex({ name, key, projection }: IndexRecord): readonly Reason[] {
  const reasons: Reason[] = []
  if (key.partition.length > 1 || key.sort.length > 1) {
    const text = `${name} has a key of several attributes, each with its own type: no text is glued together`
    reasons.push({ text, rule: 'I2' })
  }
  if (projection.type === 'INCLUDE') {
    const text = `${name} holds ${projection.attributes.join(', ')}: more would be written and never read`
    reasons.push({ text, rule: 'I5' })
  }
  if (projection.type === 'KEYS_ONLY') {
    reasons.push({ text: `${name} holds keys only: fetching the few that are read is cheaper`, rule: 'I5' })
  }
  return reasons
}
