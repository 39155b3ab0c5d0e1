import { planOf } from '../access-patterns/plan.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { PriceTable } from '../cost/price-table.ts'
import type { ModelDocument, RecordId } from '../document/model-document.ts'
import { entitiesOf } from '../document/queries.ts'
import type { Candidate } from './candidate.ts'
import type { DesignChoice, EntityKeys } from './design-choice.ts'
import { aggregates, keptTogether } from './group-entities.ts'
import { heatOfPlan } from './heat-of-plan.ts'
import { outcomeOf } from './placed-keys.ts'
import { planKeys } from './plan-keys.ts'
import { withProjections } from './projections.ts'
import { reasonsFor } from './reasons-of-design.ts'
import { withShards } from './shards.ts'
import { withBuckets } from './time-buckets.ts'
import { partOf, withDesign } from './trial.ts'

/**
 * Complete designs for a model's entities and patterns, whatever design it has now; the cheapest that serves the most
 * first. The same model gives the same candidates.
 */
export function planModel(document: ModelDocument, prices: PriceTable): readonly Candidate[] {
  const entityIds = entitiesOf(document).map(({ id }) => id)
  if (entityIds.length === 0) return []
  const together = keptTogether(document)
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
  const candidates = groupings
    .filter(([, , tables]) => {
      const look = JSON.stringify(tables)
      const isNew = !seen.has(look)
      seen.add(look)
      return isNew
    })
    .map(([id, title, tables]) => candidateOf(document, id, title, { tables, keys }, prices))
  return byWorth(candidates)
}

/** Estimates are not more exact than this: between such designs the one with fewer indexes is better. */
const SAME_COST = 1.05

/** What serves most comes first, then what serves it exactly, then what costs less. */
function byWorth(candidates: readonly Candidate[]): readonly Candidate[] {
  const rank = ({ paths }: Candidate): readonly [unserved: number, inexact: number] => {
    const verdicts = Object.values(paths).map(({ verdict }) => verdict)
    const served = verdicts.filter(verdict => verdict === 'exact' || verdict === 'filters').length
    return [verdicts.length - served, verdicts.filter(verdict => verdict === 'filters').length]
  }
  const ranked = candidates.map(candidate => ({ candidate, rank: rank(candidate), cost: candidate.cost.total.value }))
  const cheapest = (of: readonly [number, number]): number =>
    Math.min(...ranked.filter(other => other.rank.join() === of.join()).map(({ cost }) => cost))
  return ranked
    .map(entry => ({ ...entry, isCheap: entry.cost <= cheapest(entry.rank) * SAME_COST }))
    .sort(
      (left, right) =>
        left.rank[0] - right.rank[0] ||
        left.rank[1] - right.rank[1] ||
        Number(right.isCheap) - Number(left.isCheap) ||
        (left.isCheap ? left.candidate.indexCount - right.candidate.indexCount : 0) ||
        left.cost - right.cost,
    )
    .map(({ candidate }) => candidate)
}

function candidateOf(
  document: ModelDocument,
  id: string,
  title: string,
  choice: DesignChoice,
  prices: PriceTable,
): Candidate {
  const cut = withBuckets(document, outcomeOf(document, choice))
  const spread = withShards(document, cut.outcome)
  const settled = spread.outcome
  const design = withProjections(document, settled.design, prices)
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
    reasons: [...reasonsFor(document, design, settled.choice), ...cut.reasons, ...spread.reasons],
    givesUp: givesUp(document, id, choice),
  }
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
