import type { Projection } from '#dynamo'
import type { Reason } from '../access-patterns/access-path.ts'
import { planOf } from '../access-patterns/plan.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { PriceTable } from '../cost/price-table.ts'
import type { IndexRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { entitiesOf, patternsOf, recordOfKind } from '../document/queries.ts'
import type { Candidate, CandidateDesign } from './candidate.ts'
import { type DesignChoice, designOf, type EntityKeys, uniqueAttributes } from './design-choice.ts'
import { aggregates, readTogether } from './group-entities.ts'
import type { Heat } from './heat.ts'
import { heatOfPlan } from './heat-of-plan.ts'
import { planKeys } from './plan-keys.ts'
import { partOf, tryDesign, withDesign } from './trial.ts'

/** Room above what one partition can do: peaks are higher than anybody says (rule H2). */
const HEADROOM = 1.5
const MOST_SHARDS = 128

/**
 * Complete designs for a model's entities and patterns, whatever design it has now; the cheapest that serves the most
 * first. The same model gives the same candidates.
 */
export function planModel(document: ModelDocument, prices: PriceTable): readonly Candidate[] {
  const entityIds = entitiesOf(document).map(({ id }) => id)
  if (entityIds.length === 0) return []
  const together = readTogether(document)
  const keys = new Map<RecordId, EntityKeys>()
  for (const group of together) {
    const planned = planKeys(partOf(document, new Set(group)), group, prices)
    for (const [id, own] of planned.keys) keys.set(id, own)
  }
  const groupings: readonly (readonly [id: string, title: string, tables: DesignChoice['tables']])[] = [
    ['single-table', 'Single table', [entityIds]],
    ['aggregates', 'Table per aggregate', aggregates(document)],
    ['mixed', 'Table per entity, together only what is read together', together],
  ]
  const seen = new Set<string>()
  return groupings
    .filter(([, , tables]) => {
      const look = JSON.stringify(tables)
      const isNew = !seen.has(look)
      seen.add(look)
      return isNew
    })
    .map(([id, title, tables]) => candidateOf(document, id, title, { tables, keys }, prices))
    .sort(byWorth)
}

/** Dollars that are as good as the same: between such designs the one with fewer indexes is better. */
const SAME_COST = 1.03

function byWorth(left: Candidate, right: Candidate): number {
  const [one, other] = [left.cost.total.value, right.cost.total.value]
  const isSame = Math.max(one, other) <= Math.min(one, other) * SAME_COST
  return unserved(left) - unserved(right) || (isSame ? left.indexCount - right.indexCount : 0) || one - other
}

function unserved({ paths }: Candidate): number {
  return Object.values(paths).filter(({ verdict }) => verdict === 'not-served' || verdict === 'scan').length
}

function candidateOf(
  document: ModelDocument,
  id: string,
  title: string,
  choice: DesignChoice,
  prices: PriceTable,
): Candidate {
  const spread = withShards(document, choice)
  const design = withProjections(document, designOf(document, spread), prices)
  const designed = withDesign(document, design)
  const plan = planOf(designed)
  return {
    id,
    title,
    design,
    paths: Object.fromEntries(plan),
    cost: estimateCost(designed, plan, prices),
    heat: heatOfPlan(designed, plan),
    indexCount: design.indexes.length,
    reasons: reasonsFor(document, design, spread),
    givesUp: givesUp(document, id, choice),
  }
}

/** Spreads keys that would be hotter than a partition over shards, as few as do (rules H1 to H5). */
function withShards(document: ModelDocument, choice: DesignChoice): DesignChoice {
  const design = designOf(document, choice)
  const designed = withDesign(document, design)
  const keys = new Map(choice.keys)
  for (const heat of heatOfPlan(designed, planOf(designed))) {
    if (heat.writeUnits <= 1_000) continue
    const count = shardCount(heat)
    for (const placement of design.placements) {
      const own = keys.get(placement.entityId)
      if (own === undefined || placement.tableId !== heat.tableId || (placement.role ?? 'main') !== 'main') continue
      const slot = slotOf(design, heat)
      if (slot === undefined || (slot !== 'main' && own.global[Number(slot)] === undefined)) continue
      keys.set(placement.entityId, { ...own, shards: { ...own.shards, [slot]: count } })
    }
  }
  return { ...choice, keys }
}

function shardCount({ writeUnits }: Heat): number {
  const wanted = (writeUnits / 1_000) * HEADROOM
  let count = 2
  while (count < wanted && count < MOST_SHARDS) count *= 2
  return count
}

/** Which key of the entities is hot. A main key that is an identity cannot be spread: it is one item. */
function slotOf({ indexes }: CandidateDesign, { indexId, tableId }: Heat): string | undefined {
  if (indexId === undefined) return undefined
  const globals = indexes.filter(index => index.tableId === tableId && index.indexKind === 'GSI')
  const at = globals.findIndex(({ id }) => id === indexId)
  return at === -1 ? undefined : String(at)
}

/** Projects less where that is cheaper: of each index ALL, what its patterns want, or keys only (rule I5). */
function withProjections(document: ModelDocument, design: CandidateDesign, prices: PriceTable): CandidateDesign {
  let best = design
  let score = tryDesign(document, best, prices).score
  for (const index of design.indexes) {
    for (const projection of projectionsFor(document, index)) {
      const indexes = best.indexes.map(other => (other.id === index.id ? { ...other, projection } : other))
      const tried = { ...best, indexes }
      const outcome = tryDesign(document, tried, prices).score
      // A little saved does not pay for an index that cannot be changed later (rule I6).
      if (outcome < score * 0.98 - 0.05) {
        best = tried
        score = outcome
      }
    }
  }
  return best
}

function projectionsFor(document: ModelDocument, index: IndexRecord): readonly Projection[] {
  const wanted = new Set<string>()
  let all = false
  for (const { operation } of patternsOf(document)) {
    if (operation.type !== 'query' && operation.type !== 'get') continue
    if (operation.attributes === undefined) all = true
    for (const name of operation.attributes ?? []) wanted.add(name)
  }
  if (index.indexKind === 'LSI' || all) return [{ type: 'KEYS_ONLY' }]
  const attributes = [...wanted].sort()
  const named: readonly Projection[] =
    attributes.length === 0 || attributes.length > 20 ? [] : [{ type: 'INCLUDE', attributes }]
  return [...named, { type: 'KEYS_ONLY' }]
}

function reasonsFor(
  document: ModelDocument,
  { tables, indexes }: CandidateDesign,
  { keys }: DesignChoice,
): readonly Reason[] {
  const reasons: Reason[] = []
  const name = (id: RecordId): string => recordOfKind(document, 'entity', id)?.name ?? ''
  for (const group of readTogether(document)) {
    if (group.length < 2) continue
    reasons.push({
      text: `${group.map(name).join(', ')} are read in one request: they share a partition`,
      rule: 'T2',
    })
  }
  for (const [id, { main, global, local, shards }] of keys) {
    const entity = recordOfKind(document, 'entity', id)
    if (entity === undefined) continue
    const isOwn = entity.identity.length > 0 && main.partition.every(attribute => entity.identity.includes(attribute))
    reasons.push(
      isOwn
        ? { text: `${entity.name} is found by its identity, ${main.partition.join(', ')}`, rule: 'P3' }
        : {
            text: `${entity.name} lies with its ${main.partition.join(', ')}, ordered by ${main.sort.join(', ')}: no index is needed for that`,
            rule: 'T6',
          },
    )
    for (const layout of global) {
      if (layout === undefined) continue
      const order = layout.sort.length === 0 ? '' : `, ordered by ${layout.sort.join(', ')}`
      reasons.push({
        text: `A global index finds ${entity.name} by ${layout.partition.join(', ')}${order}`,
        rule: 'I4',
      })
    }
    for (const sort of local) {
      if (sort !== undefined)
        reasons.push({
          text: `A local index orders ${entity.name} by ${sort.join(', ')} for consistent reads`,
          rule: 'I1',
        })
    }
    for (const { name: attribute } of uniqueAttributes(entity)) {
      reasons.push({ text: `A sibling item keeps ${attribute} of ${entity.name} unique`, rule: 'K6' })
    }
    for (const count of Object.values(shards)) {
      if (count > 1)
        reasons.push({
          text: `A key of ${entity.name} is spread over ${count} shards: one partition would be too hot`,
          rule: 'H2',
        })
    }
  }
  const several = indexes.length === 0 ? 'no index' : indexes.length === 1 ? 'one index' : `${indexes.length} indexes`
  reasons.unshift({
    text: `${tables.length === 1 ? 'One table' : `${tables.length} tables`} with ${several}`,
    rule: 'P5',
  })
  return reasons
}

function givesUp(document: ModelDocument, id: string, { tables }: DesignChoice): readonly string[] {
  const many = entitiesOf(document).length > 1
  if (id === 'single-table' && many) {
    return [
      'Settings of their own: stream, time to live, backups and class are the same for all entities',
      'Attribute names that speak for themselves: keys are templates',
    ]
  }
  return tables.length > 1 ? ['One request for entities of different tables', 'One pool of provisioned capacity'] : []
}
