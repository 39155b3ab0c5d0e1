import type { AccessPath, TargetUnits } from '../access-patterns/access-path.ts'
import type { Explained } from '../access-patterns/explained.ts'
import { SECONDS_PER_MONTH } from '../access-patterns/lifetime.ts'
import { numberText } from '../access-patterns/number-text.ts'
import { sumOf } from '../access-patterns/read-units.ts'
import type { ModelDocument, PatternRecord, RecordId, TableRecord } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'
import { classPricesOf, type PriceTable } from './price-table.ts'

/** What the requests of a pattern cost in a month. */
export interface PatternCost {
  readonly sum: Explained
  /** What the requests add to the bill of on-demand tables, each beside its table. */
  readonly requests: readonly { readonly tableId: RecordId; readonly cost: Explained }[]
  /** What is not known of it. */
  readonly gaps: readonly string[]
}

interface KnownCost {
  /** What the cost was made of, beside the path. */
  readonly of: readonly unknown[]
  readonly cost: PatternCost
}

const known = new WeakMap<AccessPath, KnownCost>()

/** The cost of a pattern by its path and rate: the same as long as both, the tables and the prices are. */
export function patternCost(
  document: ModelDocument,
  pattern: PatternRecord,
  path: AccessPath,
  prices: PriceTable,
): PatternCost {
  const tables = path.units.byTarget.map(({ tableId }) => recordOfKind(document, 'table', tableId))
  const of = [pattern, prices, ...tables]
  const before = known.get(path)
  if (before !== undefined && sameRecords(before.of, of)) return before.cost
  const cost = costOf(pattern, path, tables, prices)
  known.set(path, { of, cost })
  return cost
}

function costOf(
  pattern: PatternRecord,
  path: AccessPath,
  tables: readonly (TableRecord | undefined)[],
  prices: PriceTable,
): PatternCost {
  const gaps: string[] = []
  // Calls per second on average; of a pattern that is a step, only its own.
  if (pattern.rate === undefined) gaps.push(`${pattern.name} has no rate`)
  const rate = pattern.rate?.average ?? 0
  const requests: { readonly tableId: RecordId; readonly cost: Explained }[] = []
  const parts = path.units.byTarget.flatMap((target, at) => {
    const table = tables[at]
    if (table === undefined) return []
    const cost = requestCost(table, target, path, rate, prices, gaps)
    if (table.billing?.mode !== 'PROVISIONED') {
      requests.push({ tableId: table.id, cost: { ...cost, text: `${pattern.name}: ${cost.text}` } })
    }
    return cost
  })
  return { sum: sumOf(parts), requests, gaps }
}

/** What a pattern's units on one table or index cost in a month, at the on-demand price. */
function requestCost(
  table: TableRecord,
  { read, write }: TargetUnits,
  path: AccessPath,
  rate: number,
  prices: PriceTable,
  gaps: string[],
): Explained {
  const { onDemandRead, onDemandWrite } = classPricesOf(table, prices)
  const isRead = read > 0 || (write === 0 && path.units.read.value > 0)
  const price = isRead ? onDemandRead : onDemandWrite
  const units = isRead ? read : write
  if (price === undefined) gaps.push(`The price of requests in ${prices.region} is not known`)
  const value = (units * rate * SECONDS_PER_MONTH * (price ?? 0)) / 1e6
  const text = `${numberText(units)} ${isRead ? 'read' : 'write'} units × ${numberText(rate, 6)}/s × ${numberText(SECONDS_PER_MONTH)} s × $${price ?? '?'} per million = $${numberText(value)}`
  return { value, text }
}
