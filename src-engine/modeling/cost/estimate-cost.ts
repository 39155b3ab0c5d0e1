import type { Explained } from '../access-patterns/explained.ts'
import { itemCountOf } from '../access-patterns/newest-only.ts'
import { numberText } from '../access-patterns/number-text.ts'
import type { Plan } from '../access-patterns/plan.ts'
import { sumOf } from '../access-patterns/read-units.ts'
import { entryBytesOf } from '../access-patterns/typical-size.ts'
import { type View, viewName, viewsOf } from '../access-patterns/view.ts'
import { contentsOf, type ViewContents } from '../access-patterns/view-contents.ts'
import type { ModelDocument, RecordId, TableRecord } from '../document/model-document.ts'
import { designOf, indexesOf, patternsOf, tablesOf } from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'
import type { MonthlyCost } from './monthly-cost.ts'
import { patternCost } from './pattern-cost.ts'
import { classPricesOf, type PriceTable } from './price-table.ts'

const HOURS_PER_MONTH = 730
/** Billing counts decimal gigabytes. */
const BYTES_PER_GB = 1e9
/** Bytes that storage billing adds to each item and each index entry. Source: Developer Guide, item sizes. */
const STORED_OVERHEAD = 100

/**
 * The bill of a month for a model's declared rates and volumes. Patterns are billed by the request units they take; a
 * provisioned table is billed by what is provisioned, and its patterns share that by the units they take. What is not
 * known is a gap and never zero dollars in silence.
 */
export function estimateCost(document: ModelDocument, plan: Plan, prices: PriceTable): MonthlyCost {
  const of = [designOf(document), patternsOf(document), plan, prices]
  if (last === undefined || !sameRecords(last.of, of)) last = { of, cost: billOf(document, plan, prices) }
  return last.cost
}

/** An edit of sample items or facets changes nothing here. */
let last: { readonly of: readonly unknown[]; readonly cost: MonthlyCost } | undefined

function billOf(document: ModelDocument, plan: Plan, prices: PriceTable): MonthlyCost {
  const gaps = new Set<string>()
  const byPattern: Record<RecordId, Explained> = {}
  const requests = new Map<RecordId, Explained[]>()
  for (const pattern of patternsOf(document)) {
    const path = plan.get(pattern.id)
    if (path === undefined || path.verdict === 'not-served') {
      gaps.add(`${pattern.name} is not served`)
      continue
    }
    const { sum, requests: added, gaps: unknown } = patternCost(document, pattern, path, prices)
    for (const gap of unknown) gaps.add(gap)
    for (const { tableId, cost } of added) push(requests, tableId, cost)
    byPattern[pattern.id] = sum
  }
  const byTable: Record<RecordId, Explained> = {}
  const standing: Explained[] = []
  for (const table of tablesOf(document)) {
    const kept = standingCost(document, table, prices, gaps)
    standing.push(...kept)
    byTable[table.id] = sumOf([
      ...(requests.get(table.id) ?? []),
      ...provisionedCost(document, table, prices, gaps),
      ...kept,
    ])
  }
  return {
    total: sumOf(Object.values(byTable)),
    byPattern,
    byTable,
    standing: sumOf(standing),
    gaps: [...gaps],
  }
}

function push(map: Map<RecordId, Explained[]>, id: RecordId, part: Explained): void {
  const list = map.get(id)
  if (list === undefined) map.set(id, [part])
  else list.push(part)
}

/** What is provisioned, for all hours of a month: the table, and each global index with the table's throughput. */
function provisionedCost(
  document: ModelDocument,
  table: TableRecord,
  prices: PriceTable,
  gaps: Set<string>,
): readonly Explained[] {
  const { billing } = table
  if (billing?.mode !== 'PROVISIONED') return []
  const { provisionedRead, provisionedWrite } = classPricesOf(table, prices)
  if (provisionedRead === undefined || provisionedWrite === undefined) {
    gaps.add(`The price of provisioned capacity in ${prices.region} is not known`)
  }
  const { read, write } = billing.throughput
  const names = [table.name, ...globalIndexNames(document, table)]
  return names.map(name => {
    const value = HOURS_PER_MONTH * (read * (provisionedRead ?? 0) + write * (provisionedWrite ?? 0))
    const text = `${name}: ${read} RCU × $${provisionedRead ?? '?'} + ${write} WCU × $${provisionedWrite ?? '?'}, × 730 h = $${numberText(value)}`
    return { value, text }
  })
}

function globalIndexNames(document: ModelDocument, table: TableRecord): readonly string[] {
  return indexesOf(document, table.id)
    .filter(({ indexKind }) => indexKind === 'GSI')
    .map(({ name }) => `${table.name}/${name}`)
}

/** Storage of the table and its indexes, and recovery. */
function standingCost(
  document: ModelDocument,
  table: TableRecord,
  prices: PriceTable,
  gaps: Set<string>,
): readonly Explained[] {
  const { storage } = classPricesOf(table, prices)
  if (storage === undefined) gaps.add(`The price of storage in ${prices.region} is not known`)
  const views = viewsOf(document, table)
  const bytes = views.map(view => storedBytes(document, view, gaps))
  const costs = views.map((view, at): Explained => {
    const gigabytes = (bytes[at]?.value ?? 0) / BYTES_PER_GB
    const value = gigabytes * (storage ?? 0)
    const text = `${viewName(view)}: ${numberText(gigabytes, 3)} GB × $${storage ?? '?'} = $${numberText(value)}`
    return { value, text, parts: [bytes[at] ?? { value: 0, text: 'none' }] }
  })
  if (table.pointInTimeRecovery !== true) return costs
  if (prices.pointInTimeRecovery === undefined) gaps.add(`The price of recovery in ${prices.region} is not known`)
  const gigabytes = (bytes[0]?.value ?? 0) / BYTES_PER_GB
  const value = gigabytes * (prices.pointInTimeRecovery ?? 0)
  const text = `Point-in-time recovery of ${table.name}: ${numberText(gigabytes, 3)} GB × $${prices.pointInTimeRecovery ?? '?'} = $${numberText(value)}`
  return [...costs, { value, text }]
}

/** Bytes of all items of a view as storage is billed. */
function storedBytes(document: ModelDocument, view: View, gaps: Set<string>): Explained {
  const contents = contentsOf(document, view)
  for (const { entity } of contents.placements) {
    if (entity.volume === undefined) gaps.add(`How many ${entity.name} there are is not known`)
  }
  const known = stored.get(contents)
  if (known !== undefined) return known
  const parts = contents.placements.map(({ placement, entity }) => {
    const count = entity.volume === undefined ? 0 : itemCountOf(document, entity, placement)
    const bytes = entryBytesOf(document, placement, view) + STORED_OVERHEAD
    const value = count * bytes
    return { value, text: `${numberText(count)} × ${entity.name} of ${numberText(bytes)} B = ${numberText(value)} B` }
  })
  const bytes = sumOf(parts)
  stored.set(contents, bytes)
  return bytes
}

const stored = new WeakMap<ViewContents, Explained>()
