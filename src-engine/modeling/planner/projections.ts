import { keyParts, type Projection } from '#dynamo'
import type { PriceTable } from '../cost/price-table.ts'
import type { IndexRecord, ModelDocument, PatternRecord, TableRecord } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import type { CandidateDesign } from './candidate.ts'
import { partOf, type Trial, tryDesign } from './trial.ts'

/** INCLUDE names as many attributes as still say something to a reader. */
const MOST_INCLUDED = 20
/** What a narrower projection has to save to be worth it: it cannot be changed later (rule I6). */
const SAVES_SHARE = 0.98
const SAVES_DOLLARS = 0.05

/** Projects less where that is cheaper: of each index ALL, what its patterns want, or keys only (rule I5). */
export function withProjections(
  document: ModelDocument,
  design: CandidateDesign,
  prices: PriceTable,
): CandidateDesign {
  const chosen = design.tables.flatMap(table => projectedIndexes(document, design, table, prices))
  const byId = new Map(chosen.map(index => [index.id, index]))
  return { ...design, indexes: design.indexes.map(index => byId.get(index.id) ?? index) }
}

/** The indexes of one table, each with the projection that makes the patterns of this table cheapest. */
function projectedIndexes(
  document: ModelDocument,
  design: CandidateDesign,
  table: TableRecord,
  prices: PriceTable,
): readonly IndexRecord[] {
  let indexes = design.indexes.filter(({ tableId }) => tableId === table.id)
  if (indexes.length === 0) return []
  const placements = design.placements.filter(({ tableId }) => tableId === table.id)
  const part = partOf(document, new Set(placements.map(({ entityId }) => entityId)))
  const trial = (tried: readonly IndexRecord[]): Trial =>
    tryDesign(part, { tables: [table], indexes: tried, placements }, prices)
  let best = trial(indexes)
  for (const index of indexes) {
    for (const projection of projectionsFor(part, table, index, best)) {
      const tried = indexes.map(other => (other.id === index.id ? { ...other, projection } : other))
      const outcome = trial(tried)
      if (outcome.score >= best.score * SAVES_SHARE - SAVES_DOLLARS) continue
      indexes = tried
      best = outcome
    }
  }
  return indexes
}

/** Narrower projections of an index, going by the patterns that it serves. */
function projectionsFor(
  document: ModelDocument,
  table: TableRecord,
  index: IndexRecord,
  { paths }: Trial,
): readonly Projection[] {
  const served = patternsOf(document).filter(({ id }) =>
    paths.get(id)?.calls.some(({ targets }) => targets.some(({ indexId }) => indexId === index.id)),
  )
  const keys = new Set([table, index].flatMap(({ key }) => keyParts(key)).map(({ name }) => name))
  const wanted = wantedBy(served)
  if (wanted === 'ALL') return [{ type: 'KEYS_ONLY' }]
  const attributes = wanted.filter(name => !keys.has(name))
  if (attributes.length === 0 || attributes.length > MOST_INCLUDED) return [{ type: 'KEYS_ONLY' }]
  return [{ type: 'INCLUDE', attributes }, { type: 'KEYS_ONLY' }]
}

/** Attributes that reads want, conditions included; ALL when one of them says nothing. */
function wantedBy(patterns: readonly PatternRecord[]): readonly string[] | 'ALL' {
  const wanted = new Set<string>()
  for (const { operation } of patterns) {
    if (operation.type !== 'query' && operation.type !== 'get') return 'ALL'
    if (operation.attributes === undefined) return 'ALL'
    for (const name of operation.attributes) wanted.add(name)
    const where = operation.type === 'query' ? (operation.where ?? []) : []
    for (const { attribute } of where) wanted.add(attribute)
  }
  return [...wanted].sort()
}
