import type { AccessPath, Reason } from '../access-patterns/access-path.ts'
import { pathOfPattern } from '../access-patterns/path-of-pattern.ts'
import { planOf } from '../access-patterns/plan.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { PriceTable } from '../cost/price-table.ts'
import type { ModelDocument, ModelRecord, PatternRecord, RecordId } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { indexesOf, placementsOfEntity, recordOfKind } from '../document/queries.ts'
import { equalJson } from '../json/equal-json.ts'
import { type CandidateDesign, recordsOfDesign } from './candidate.ts'
import type { Heat } from './heat.ts'
import { heatOfPlan, PARTITION_WRITES } from './heat-of-plan.ts'
import { type Layout, type Requirement, requirementsOf } from './layout.ts'
import { layoutsFor } from './layouts-for.ts'
import { type KeyOption, type KeyPlace, overloaded, withCopy, withIndex, withLocalIndex } from './pattern-options.ts'
import { arithmeticOf, shardCount } from './shard-count.ts'

/**
 * A way to serve one more pattern on the design as it is:
 * - `reuse`: nothing changes
 * - `overload`: the entity gets keys in an index that is there
 * - `index`: one more index
 * - `table`: a copy of the entity's items in a table of their own
 */
export interface PatternOption {
  readonly kind: 'reuse' | 'overload' | 'index' | 'table'
  readonly title: string
  /** What adopting it brings or changes (command adopt-design); empty for `reuse`. */
  readonly design: CandidateDesign
  readonly path: AccessPath
  /** Dollars a month that the whole model costs more, the pattern itself included. */
  readonly addedCost: number
  readonly reasons: readonly Reason[]
}

const NO_DESIGN: CandidateDesign = { tables: [], indexes: [], placements: [] }

/** Ways to serve a pattern, exact ones before those that filter, the cheapest first. Writes have nothing to choose. */
export function planPattern(
  document: ModelDocument,
  pattern: PatternRecord,
  prices: PriceTable,
): readonly PatternOption[] {
  const before = costWithout(document, pattern, prices)
  const present = pathOfPattern(document, pattern)
  const options: PatternOption[] = []
  const consider = (
    kind: PatternOption['kind'],
    title: string,
    design: CandidateDesign,
    reasons: readonly Reason[],
  ): void => {
    const tried = withRecords(document, recordsOfDesign(design))
    const path = pathOfPattern(tried, pattern)
    if (kind !== 'reuse' && (path.verdict !== 'exact' || !usesDesign(path, design, present))) return
    const addedCost = estimateCost(tried, planOf(tried), prices).total.value - before
    options.push({ kind, title, design, path, addedCost, reasons })
  }
  if (present.verdict === 'exact' || present.verdict === 'filters') {
    consider('reuse', 'Use what is there', NO_DESIGN, [
      { text: 'No index and no copy is added: what is there answers it', rule: 'I4' },
      ...present.reasons,
    ])
  }
  for (const requirement of requirementsOf(document, pattern)) addOptions(document, requirement, consider)
  return options
    .filter((option, at) => options.findIndex(({ title }) => title === option.title) === at)
    .sort((left, right) => rank(left) - rank(right) || left.addedCost - right.addedCost)
}

const rank = ({ path }: PatternOption): number => (path.verdict === 'exact' ? 0 : 1)

type Consider = (
  kind: PatternOption['kind'],
  title: string,
  design: CandidateDesign,
  reasons: readonly Reason[],
) => void

/** Options for a read of one entity; several entities in one answer need keys that are made for it: see planModel. */
function addOptions(document: ModelDocument, requirement: Requirement, consider: Consider): void {
  const [entityId, ...others] = requirement.entityIds
  const entity = entityId === undefined ? undefined : recordOfKind(document, 'entity', entityId)
  if (entity === undefined || others.length > 0) return
  const main = placementsOfEntity(document, entity.id).find(({ role }) => (role ?? 'main') === 'main')
  const table = main && recordOfKind(document, 'table', main.tableId)
  const [layout] = layoutsFor(document, entity, requirement)
  if (main === undefined || table === undefined || layout === undefined) return
  const place: KeyPlace = { document, entity, main, table }
  if (!requirement.consistent) {
    for (const index of indexesOf(document, table.id)) {
      spread(place, layout, consider, wanted => overloaded(place, index, wanted))
    }
    spread(place, layout, consider, wanted => withIndex(place, wanted))
  }
  const consistent = requirement.consistent ? withLocalIndex(place, layout) : undefined
  for (const option of [consistent, withCopy(place, layout)]) {
    if (option !== undefined) consider(option.kind, option.title, option.design, option.reasons)
  }
}

/** An index whose partition would be too hot throttles its table: then its key has shards (rules H2, H6). */
function spread(
  { document, entity }: KeyPlace,
  layout: Layout,
  consider: Consider,
  make: (layout: Layout) => KeyOption | undefined,
): void {
  const plain = make(layout)
  const hot = plain && hottestOf(document, plain.design)
  const by = entity.identity.filter(name => !layout.partition.includes(name)).at(-1)
  const isHot = hot !== undefined && hot.writeUnits > PARTITION_WRITES && by !== undefined
  const option = isHot ? make({ ...layout, shards: { by, count: shardCount(hot) } }) : plain
  if (option === undefined) return
  const why = isHot ? [arithmeticOf(hot)] : []
  consider(option.kind, option.title, option.design, [...option.reasons, ...why])
}

/** The hottest key of the index that a design brings, or gives keys to. */
function hottestOf(document: ModelDocument, design: CandidateDesign): Heat | undefined {
  const tried = withRecords(document, recordsOfDesign(design))
  const before = new Set(heatOfPlan(document, planOf(document)).map(keyOfHeat))
  return heatOfPlan(tried, planOf(tried)).find(heat => heat.indexId !== undefined && !before.has(keyOfHeat(heat)))
}

const keyOfHeat = ({ tableId, indexId, key }: Heat): string => JSON.stringify([tableId, indexId, key])

/** Whether the pattern is answered by what the design brings, and not by what is there anyway. */
function usesDesign({ calls }: AccessPath, { tables, indexes }: CandidateDesign, present: AccessPath): boolean {
  const ids = new Set<RecordId | undefined>([...tables, ...indexes].map(({ id }) => id))
  // New keys in an index that is there: the way through it is another one than before.
  if (ids.size === 0) return !equalJson(calls, present.calls)
  return calls.some(({ targets }) => targets.some(({ tableId, indexId }) => ids.has(tableId) || ids.has(indexId)))
}

function withRecords(document: ModelDocument, records: readonly ModelRecord[]): ModelDocument {
  return documentOf([...Object.values(document.records), ...records])
}

/** The bill of the model without the pattern. */
function costWithout(document: ModelDocument, { id }: PatternRecord, prices: PriceTable): number {
  const others = documentOf(Object.values(document.records).filter(record => record.id !== id))
  return estimateCost(others, planOf(others), prices).total.value
}
