import { planOf } from '../access-patterns/plan.ts'
import type { ModelDocument } from '../document/model-document.ts'
import type { CandidateDesign } from './candidate.ts'
import type { DesignChoice } from './design-choice.ts'
import { designOf } from './design-of-choice.ts'
import type { Heat } from './heat.ts'
import { heatOfPlan } from './heat-of-plan.ts'
import { withDesign } from './trial.ts'

/** Room above what one partition can do: peaks are higher than anybody says (rule H2). */
const HEADROOM = 1.5
const MOST_SHARDS = 128

/** Spreads keys that would be hotter than a partition over shards, as few as do (rules H1 to H5). */
export function withShards(document: ModelDocument, choice: DesignChoice): DesignChoice {
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
