import {
  type CapacityMeter,
  compileCondition,
  conditionPaths,
  DynamoError,
  type Item,
  PAGE_MAX_BYTES,
  parseJson,
  readUnits,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { admitPage, payForPage } from '../operations/support/admission.ts'
import { readItem } from '../operations/support/read-item.ts'
import { type PageContent, readPage } from '../operations/support/read-page.ts'
import { baseItemFetcher, pageKeyAfter } from '../operations/support/read-source.ts'
import { AttributePicker } from '../storage/attribute-picker.ts'
import type { RowKey } from '../storage/key-encoding.ts'
import type { KeyWalk } from './key-walks.ts'
import { columnsOf } from './select-columns.ts'
import type { SelectPlan } from './select-plan.ts'

/** Where a page begins. */
export interface SelectStart {
  /** Position among the walks of the plan. */
  readonly walk: number
  /** The row behind which the walk goes on; undefined for its beginning. */
  readonly after: RowKey | undefined
}

export interface SelectPage {
  /** Wire JSON of the items found. */
  readonly texts: readonly string[]
  /** Items evaluated. */
  readonly scanned: number
  /** Where the next page begins; undefined behind the last one. */
  readonly next: SelectStart | undefined
  /** Key of the item evaluated last, where there is a next page. */
  readonly lastKey: Item | undefined
}

/**
 * One page of a SELECT: its walks one after the other, up to `limit` items or 1 MB over all of them. Each walk is a read
 * of its own, rounded up by itself. A walk that names one row ends with it, whatever the limit.
 *
 * @throws DynamoError the first walk has to wait for throughput; a later one ends the page
 */
export function readSelect(
  engine: EngineContext,
  plan: SelectPlan,
  start: SelectStart,
  limit: number | undefined,
  meter: CapacityMeter,
): SelectPage {
  return new SelectReader(engine, plan, limit, meter).page(start)
}

const HAS_TO_WAIT = Symbol('has to wait')

class SelectReader {
  readonly #engine: EngineContext
  readonly #plan: SelectPlan
  readonly #limit: number
  readonly #meter: CapacityMeter
  readonly #content: PageContent
  readonly #texts: string[] = []
  /** What was evaluated last, where its walk does not go on behind it. */
  #last: Item | string | undefined
  #scanned = 0
  #bytes = 0

  constructor(engine: EngineContext, plan: SelectPlan, limit: number | undefined, meter: CapacityMeter) {
    this.#engine = engine
    this.#plan = plan
    this.#limit = limit ?? Number.POSITIVE_INFINITY
    this.#meter = meter
    this.#content = contentOf(plan, meter)
  }

  page(start: SelectStart): SelectPage {
    const { walks, source } = this.#plan
    let { walk: at, after } = start
    for (let walk = walks[at]; walk !== undefined; walk = walks[at]) {
      const last = this.#read(walk, after, at > start.walk)
      if (last === HAS_TO_WAIT) return this.#end({ walk: at, after: undefined })
      if (last !== undefined) this.#last = last
      // A walk that goes on behind an item has it parsed; of one item there is only the text.
      if (typeof last === 'object') return this.#end({ walk: at, after: source.rowKeyOf(last) })
      after = undefined
      at++
      if (this.#isFull() && at < walks.length) return this.#end({ walk: at, after })
    }
    return this.#end(undefined)
  }

  #end(next: SelectPage['next']): SelectPage {
    const last = typeof this.#last === 'string' ? parseItem(this.#last) : this.#last
    const lastKey = next && last && pageKeyAfter(this.#plan.source, last)
    return { texts: this.#texts, scanned: this.#scanned, next, lastKey }
  }

  /** What has been read is answered, where the rest has to wait for throughput. */
  #read(walk: KeyWalk, after: RowKey | undefined, hasRead: boolean): Item | string | undefined | typeof HAS_TO_WAIT {
    try {
      return walk.point === undefined ? this.#range(walk, after) : this.#point(walk.point)
    } catch (error) {
      if (hasRead && error instanceof DynamoError) return HAS_TO_WAIT
      throw error
    }
  }

  #isFull(): boolean {
    return this.#scanned >= this.#limit || this.#bytes >= PAGE_MAX_BYTES
  }

  /** @returns the stored item, if there is one */
  #point(key: RowKey): string | undefined {
    const { source } = this.#plan
    const row = readItem(this.#engine, source.table, key, source.consistent, this.#meter)
    if (row === undefined) return undefined
    const [size, text] = row
    this.#scanned++
    this.#bytes += size
    const { read = parseItem, filter, shape } = this.#content
    if (filter === undefined && shape === undefined) this.#texts.push(text)
    else {
      const item = read(text)
      if (filter === undefined || filter(item)) {
        this.#texts.push(shape === undefined ? text : JSON.stringify(shape(item)))
      }
    }
    return text
  }

  /** @returns the item evaluated last, when the page ends before the rows do */
  #range({ rows: range }: KeyWalk, after: RowKey | undefined): Item | undefined {
    const { source, forward } = this.#plan
    const limit = this.#limit - this.#scanned
    const metered = this.#meter.total
    const from = after ?? range.from
    admitPage(this.#engine, source, from)
    const page = readPage(
      {
        rows: source.rows,
        range,
        forward,
        limit: Number.isFinite(limit) ? limit : undefined,
        maxBytes: PAGE_MAX_BYTES - this.#bytes,
        after,
        keyOf: source.rowKeyOf,
        readKey: source.readKey,
      },
      this.#content,
    )
    this.#texts.push(...page.texts)
    this.#scanned += page.scanned
    this.#bytes += page.bytes
    const units = readUnits(page.bytes, { consistent: source.consistent })
    const index = source.index?.definition
    if (index === undefined) this.#meter.addTable(units)
    else this.#meter.addIndex(index.name, index.kind, units)
    const to = page.last === undefined ? range.to : source.rowKeyOf(page.last)
    payForPage(this.#engine, source, this.#meter.total - metered, { from, to })
    return page.last
  }
}

function parseItem(text: string): Item {
  return parseJson(text) as Item
}

const AS_STORED: PageContent = { filter: undefined, shape: undefined, countOnly: false }

/** Filters look at what is walked; columns that an index does not hold are fetched for every entry, filtered or not. */
function contentOf(
  { source, filter: condition, columns, fetchesBase }: SelectPlan,
  meter: CapacityMeter,
): PageContent {
  if (condition === undefined && columns === undefined) return AS_STORED
  const filter = condition && compileCondition(condition)
  if (!fetchesBase) {
    const picker = new AttributePicker([
      ...(condition === undefined ? [] : conditionPaths(condition)),
      ...(columns ?? []).map(({ path }) => path),
    ])
    return {
      read: text => picker.itemOf(text),
      filter,
      shape: columns && (item => columnsOf(item, columns)),
      countOnly: false,
    }
  }
  const fetch = baseItemFetcher(source, meter)
  let base: Item | undefined
  return {
    filter: entry => {
      base = fetch(entry)
      return filter === undefined || filter(entry)
    },
    shape: entry => columnsOf(base ?? entry, columns ?? []),
    countOnly: false,
  }
}
