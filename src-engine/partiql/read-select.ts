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
import type { Reply, Unfinished } from '../operations/operation.ts'
import { admitPage, payForPage } from '../operations/support/admission.ts'
import { readPageInTurns } from '../operations/support/page-in-turns.ts'
import { readItem } from '../operations/support/read-item.ts'
import type { PageContent } from '../operations/support/read-page.ts'
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
 * of its own, rounded up by itself. A walk that names one row ends with it, whatever the limit. A long page takes several
 * turns.
 *
 * @param answer is called once, with the whole page
 * @throws DynamoError the first walk has to wait for throughput; a later one ends the page
 */
export function readSelect(
  engine: EngineContext,
  plan: SelectPlan,
  start: SelectStart,
  limit: number | undefined,
  meter: CapacityMeter,
  answer: (page: SelectPage) => Reply,
): Reply | Unfinished {
  return new SelectReader(engine, plan, limit, meter, answer).from(start)
}

class SelectReader {
  readonly #engine: EngineContext
  readonly #plan: SelectPlan
  readonly #limit: number
  readonly #meter: CapacityMeter
  readonly #answer: (page: SelectPage) => Reply
  readonly #content: PageContent
  readonly #texts: string[] = []
  /** What was evaluated last, where its walk does not go on behind it. */
  #last: Item | string | undefined
  #scanned = 0
  #bytes = 0
  /** Whether a walk has been read: then what it found is answered, even if the rest has to wait for throughput. */
  #hasRead = false

  constructor(
    engine: EngineContext,
    plan: SelectPlan,
    limit: number | undefined,
    meter: CapacityMeter,
    answer: (page: SelectPage) => Reply,
  ) {
    this.#engine = engine
    this.#plan = plan
    this.#limit = limit ?? Number.POSITIVE_INFINITY
    this.#meter = meter
    this.#answer = answer
    this.#content = contentOf(plan, meter)
  }

  /** Reads the walks from this place on, those of one row here and now, until one with a range takes over. */
  from(start: SelectStart): Reply | Unfinished {
    const { walks } = this.#plan
    let { walk: at, after } = start
    for (let walk = walks[at]; walk !== undefined; walk = walks[at]) {
      const { point } = walk
      const hasToWait = this.#hasToWait(() => {
        if (point === undefined) admitPage(this.#engine, this.#plan.source, after ?? walk.rows.from)
        else this.#last = this.#point(point) ?? this.#last
      })
      if (hasToWait) return this.#end({ walk: at, after: undefined })
      this.#hasRead = true
      if (point === undefined) return this.#range(walk, at, after)
      after = undefined
      at++
      if (this.#isFull() && at < walks.length) return this.#end({ walk: at, after })
    }
    return this.#end(undefined)
  }

  #end(next: SelectPage['next']): Reply {
    const last = typeof this.#last === 'string' ? parseItem(this.#last) : this.#last
    const lastKey = next && last && pageKeyAfter(this.#plan.source, last)
    return this.#answer({ texts: this.#texts, scanned: this.#scanned, next, lastKey })
  }

  #hasToWait(read: () => void): boolean {
    try {
      read()
      return false
    } catch (error) {
      if (this.#hasRead && error instanceof DynamoError) return true
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

  /** Reads a walk that was admitted, and goes on with those behind it. */
  #range({ rows: range }: KeyWalk, at: number, after: RowKey | undefined): Reply | Unfinished {
    const { source, forward } = this.#plan
    const limit = this.#limit - this.#scanned
    const metered = this.#meter.total
    const request = {
      rows: source.rows,
      range,
      forward,
      limit: Number.isFinite(limit) ? limit : undefined,
      maxBytes: PAGE_MAX_BYTES - this.#bytes,
      after,
      keyOf: source.rowKeyOf,
      readKey: source.readKey,
    }
    return readPageInTurns(this.#engine, source, request, this.#content, page => {
      for (const text of page.texts) this.#texts.push(text)
      this.#scanned += page.scanned
      this.#bytes += page.bytes
      const units = readUnits(page.bytes, { consistent: source.consistent })
      const index = source.index?.definition
      if (index === undefined) this.#meter.addTable(units)
      else this.#meter.addIndex(index.name, index.kind, units)
      const { last } = page
      const to = last === undefined ? range.to : source.rowKeyOf(last)
      payForPage(this.#engine, source, this.#meter.total - metered, { from: after ?? range.from, to })
      if (last !== undefined) {
        this.#last = last
        return this.#end({ walk: at, after: source.rowKeyOf(last) })
      }
      const next = { walk: at + 1, after: undefined }
      return this.#isFull() && next.walk < this.#plan.walks.length ? this.#end(next) : this.from(next)
    })
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
