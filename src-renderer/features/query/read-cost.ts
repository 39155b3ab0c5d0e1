import { type ConsumedCapacity, type Item, itemSize, READ_UNIT_BYTES, readUnits } from '#dynamo'
import { bytesText, countOf, countText, unitsText } from '../../ui/index.ts'

/** What one page read and returned. */
export interface PageCost {
  readonly evaluated: number
  readonly returned: number
  /** Bytes of the returned items, names included. */
  readonly returnedBytes: number
  /** What was read is what was returned: no filter and no projection stood between. */
  readonly isWhole: boolean
  readonly consistent: boolean
  /** Metered by DynamoDB. */
  readonly units: number | undefined
  readonly capacity: ConsumedCapacity | undefined
  readonly durationMs: number
}

/** Sums of the pages so far. */
export interface ReadTotals {
  readonly pages: number
  readonly evaluated: number
  readonly returned: number
  readonly returnedBytes: number
  readonly units: number | undefined
  readonly durationMs: number
}

export const NOTHING_READ: ReadTotals = {
  pages: 0,
  evaluated: 0,
  returned: 0,
  returnedBytes: 0,
  units: undefined,
  durationMs: 0,
}

/** Reads the answer to a GetItem, Query or Scan. */
export function pageCost(
  request: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> },
  output: Readonly<Record<string, unknown>>,
  items: readonly Item[],
  durationMs: number,
): PageCost {
  const capacity = output.ConsumedCapacity as ConsumedCapacity | undefined
  const isGet = request.operation === 'GetItem'
  return {
    evaluated: isGet ? items.length : ((output.ScannedCount as number | undefined) ?? items.length),
    returned: items.length,
    returnedBytes: items.reduce((sum, item) => sum + itemSize(item), 0),
    isWhole: request.input.FilterExpression === undefined && request.input.ProjectionExpression === undefined,
    consistent: request.input.ConsistentRead === true,
    units: capacity?.CapacityUnits,
    capacity,
    durationMs,
  }
}

/** The totals with one more page. */
export function withPage(totals: ReadTotals, page: PageCost): ReadTotals {
  return {
    pages: totals.pages + 1,
    evaluated: totals.evaluated + page.evaluated,
    returned: totals.returned + page.returned,
    returnedBytes: totals.returnedBytes + page.returnedBytes,
    units: page.units === undefined ? totals.units : (totals.units ?? 0) + page.units,
    durationMs: totals.durationMs + page.durationMs,
  }
}

/**
 * The arithmetic behind a page's read units, line by line. Sizes are summed over the page and rounded up once.
 * Where a filter or projection stood between, what was read is larger than what came back; then the units say how much
 * was read at most.
 */
export function arithmetic(page: PageCost): readonly string[] {
  const lines = [
    `${countOf(page.evaluated, 'item')} evaluated${page.isWhole ? `, ${countText(page.returnedBytes)} B` : ''}`,
  ]
  const kind = page.consistent ? 'strongly consistent' : 'eventually consistent'
  if (page.isWhole) {
    const full = readUnits(page.returnedBytes, { consistent: true })
    const rounded = `${countText(page.returnedBytes)} B ÷ ${countText(READ_UNIT_BYTES)} B, rounded up → ${unitsText(full)}`
    const asked = readUnits(page.returnedBytes, { consistent: page.consistent })
    lines.push(page.consistent ? `${rounded} (${kind})` : `${rounded}, half when ${kind} → ${unitsText(asked)}`)
    if (page.units !== undefined && page.units !== asked) lines.push(`Metered: ${unitsText(page.units)}`)
  } else if (page.units !== undefined) {
    const most = page.units * READ_UNIT_BYTES * (page.consistent ? 1 : 2)
    lines.push(`Metered: ${unitsText(page.units)}, ${kind}: at most ${bytesText(most)} read`)
    lines.push('What a filter or a projection leaves out is read and paid for as well.')
  }
  return [...lines, ...perResource(page.capacity)]
}

/** How the units of every page of a run come about, in one sentence. */
export function pageRule(page: PageCost | undefined): string {
  const half = page?.consistent ? '' : ', half of it because the read is eventually consistent'
  return `Each page: the bytes evaluated ÷ ${countText(READ_UNIT_BYTES)}, rounded up${half}.`
}

/** Which part of the units fell on the table and which on an index. */
function perResource(capacity: ConsumedCapacity | undefined): readonly string[] {
  const indexes = [
    ...Object.entries(capacity?.GlobalSecondaryIndexes ?? {}),
    ...Object.entries(capacity?.LocalSecondaryIndexes ?? {}),
  ]
  if (indexes.length === 0) return []
  const parts = indexes.map(([name, { CapacityUnits }]) => `${name} ${unitsText(CapacityUnits)}`)
  const table = capacity?.Table?.CapacityUnits ?? 0
  return [`${[...parts, ...(table > 0 ? [`table ${unitsText(table)}`] : [])].join(', ')}`]
}
