import type { Reason } from '../access-patterns/access-path.ts'
import type { EntityRecord, ModelDocument, QueryOperation } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import { type EntityKeys, uniqueAttributes } from './design-choice.ts'
import { sharesPartition } from './index-slots.ts'
import { foreignKeysOf, type Layout, type Requirement } from './layout.ts'
import { reasonsForLocal, whyGlobal } from './reasons-of-local.ts'
import { reasonsForVersions } from './reasons-of-versions.ts'

/**
 * Why the keys of an entity are as they are: how it is found in the table and in each index.
 *
 * @param asked what is asked of the entity, in its words
 */
export function reasonsForEntity(
  document: ModelDocument,
  entity: EntityRecord,
  keys: EntityKeys,
  asked: readonly Requirement[],
): readonly Reason[] {
  const reasons: Reason[] = [reasonForMain(entity, keys.main), ...hierarchyIn(entity, keys.main, asked)]
  for (const layout of keys.global) {
    if (layout === undefined) continue
    reasons.push(...reasonsForGlobal(document, entity, layout), ...whyGlobal(document, entity, keys, layout))
    // The wider question is answered by the table where both have one partition.
    if (!sharesPartition(keys.main, layout)) reasons.push(...hierarchyIn(entity, layout, asked))
  }
  reasons.push(...reasonsForLocal(document, entity, keys, asked), ...reasonsForVersions(document, entity, keys))
  for (const { name } of uniqueAttributes(entity)) {
    reasons.push({ text: `A sibling item keeps ${name} of ${entity.name} unique`, rule: 'K6' })
  }
  return reasons
}

const orderOf = ({ sort }: Layout): string => (sort.length === 0 ? '' : `, ordered by ${sort.join(', ')}`)

function reasonForMain({ name, identity }: EntityRecord, layout: Layout): Reason {
  const { partition, sort, all } = layout
  if (all !== undefined) {
    return { text: `The few ${name} items lie in one partition${orderOf(layout)}: all are read at once`, rule: 'Q1' }
  }
  const isOwn = identity.length > 0 && partition.every(attribute => identity.includes(attribute))
  if (isOwn && (sort.length === 0 || sort.every(attribute => identity.includes(attribute)))) {
    return { text: `${name} is found by its identity, ${[...partition, ...sort].join(', ')}`, rule: 'P3' }
  }
  return {
    text: `${name} lies with its ${partition.join(', ')}${orderOf(layout)}: no index is needed for that`,
    rule: 'T6',
  }
}

/** Equalities that nest: the same key answers the wider question and the narrower. */
function hierarchyIn(
  { name }: EntityRecord,
  { partition, sort }: Layout,
  asked: readonly Requirement[],
): readonly Reason[] {
  const found = asked.filter(({ equal, wished }) => {
    const given = [...equal, ...wished]
    return partition.length > 0 && partition.every(attribute => given.includes(attribute))
  })
  const levels = sort.filter((_, at) => {
    const steps = sort.slice(0, at + 1)
    return found.some(({ equal, single }) => !single && steps.every(attribute => equal.includes(attribute)))
  })
  const [first] = levels
  const hasWider = found.some(({ equal, single }) => !single && first !== undefined && !equal.includes(first))
  if (first === undefined || !hasWider) return []
  const path = [...partition, ...levels].join(', ')
  return [{ text: `${path} nest: one key of ${name} answers each level`, rule: 'K1' }]
}

function reasonsForGlobal(document: ModelDocument, entity: EntityRecord, layout: Layout): readonly Reason[] {
  const { partition, sort } = layout
  const attributes = entity.attributes.filter(({ name }) => partition.includes(name) || sort.includes(name))
  const reasons: Reason[] = [whatFor(document, entity, layout)]
  const ranking = rankingIn(document, entity, layout)
  if (ranking !== undefined) {
    reasons.push({ text: `${entity.name} is ranked by ${ranking}: the index is read from its top`, rule: 'I11' })
  }
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

function whatFor(document: ModelDocument, entity: EntityRecord, layout: Layout): Reason {
  const { partition, all } = layout
  if (all !== undefined) {
    const text = `Nothing is given that finds ${entity.name}: an index holds all in one partition${orderOf(layout)}, instead of a Scan`
    return { text, rule: 'Q1' }
  }
  const by = `${partition.join(', ')}${orderOf(layout)}`
  const foreign = foreignKeysOf(document, entity)
  const isLink = entity.identity.length > 1 && entity.identity.every(name => foreign.has(name))
  return isLink
    ? { text: `${entity.name} links both ways: an index holds the pair turned round, by ${by}`, rule: 'K2' }
    : { text: `A global index finds ${entity.name} by ${by}`, rule: 'P4' }
}

/** The number by which a page is read from the top, if this key orders by it. */
function rankingIn(
  document: ModelDocument,
  { id, attributes }: EntityRecord,
  { sort: [first] }: Layout,
): string | undefined {
  const isNumber = attributes.some(({ name, type }) => name === first && type === 'N')
  if (first === undefined || !isNumber) return undefined
  const isRanking = ({ entityIds, order, limit }: QueryOperation): boolean =>
    entityIds.includes(id) && order?.attribute === first && order.direction === 'descending' && limit !== undefined
  const asks = patternsOf(document).some(({ operation }) => operation.type === 'query' && isRanking(operation))
  return asks ? first : undefined
}
