import { type Item, parseJson, TTL_MAX_AGE_SECONDS } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { doWrite } from '../operations/support/commit-write.ts'
import { planWrite, readBefore } from '../operations/support/plan-write.ts'
import type { DueItem, ExpiryRows } from '../storage/expiry-rows.ts'
import { justAfter, type RowKey, type RowRange, segmentRange, tableRowKey } from '../storage/key-encoding.ts'
import { BackgroundWork, ownTransaction } from '../tables/background-work.ts'
import type { TableState } from '../tables/table-state.ts'
import { expiryTime } from './expiry-time.ts'

/** Items collected or deleted per turn, and about their bytes: so few that no request waits noticeably behind them. */
const ITEMS_PER_TURN = 200
const BYTES_PER_TURN = 1_048_576

/** A table with time to live. */
interface ExpiringTable {
  readonly table: TableState
  readonly times: ExpiryRows
  readonly attribute: string
}

/**
 * Deletes what has expired: every `expiryInterval`, in turns, through the one write path and at nobody's cost. Until then
 * an expired item is there like any other.
 *
 * A table with time to live has the times of its items in order, kept by every write (expiry-times.ts): to look costs
 * what there is to delete, however large the table. When time to live is turned on, the times of the items that are there
 * are collected first, in turns as well; a restart takes that up from the beginning.
 */
export class Expiry {
  readonly #engine: EngineContext
  readonly #collecting: BackgroundWork
  readonly #deleting: BackgroundWork
  #closed = false

  constructor(engine: EngineContext) {
    this.#engine = engine
    const { store, ports } = engine
    this.#collecting = new BackgroundWork(store, ports, {
      steps: () => this.#collectAll(),
      restsFor: () => undefined,
    })
    this.#deleting = new BackgroundWork(store, ports, {
      steps: () => this.#deleteAll(),
      restsFor: () => this.#interval,
    })
  }

  /** Time to live of a table was turned on, or the engine has just been opened. */
  wake(): void {
    if (this.#names().length === 0) return
    this.#collecting.beginWithin(0)
    if (this.#interval !== undefined) this.#deleting.beginWithin(this.#interval)
  }

  /** Deletes now what has expired by now, durably, in turns of the event loop. Returns how many items that were. */
  async sweep(): Promise<number> {
    let deleted = 0
    for (const work of [this.#collectAll(), this.#deleteAll()]) {
      for (const count of work) {
        deleted += count
        await new Promise<void>(resolve => setImmediate(resolve))
      }
    }
    return deleted
  }

  close(): void {
    this.#closed = true
    this.#collecting.close()
    this.#deleting.close()
  }

  /** Milliseconds between two looks; undefined when there shall be none, or nothing can expire. */
  get #interval(): number | undefined {
    const { expiryInterval } = this.#engine.behavior
    return expiryInterval > 0 && this.#names().length > 0 ? expiryInterval : undefined
  }

  #names(): readonly string[] {
    const names: string[] = []
    for (const { facts } of this.#engine.store.tables.all()) {
      if (facts.timeToLive !== undefined && facts.status !== 'DELETING') names.push(facts.definition.name)
    }
    return names
  }

  /** Looked up each turn: the table may be gone or going, or its time to live turned off. */
  #expiring(name: string): ExpiringTable | undefined {
    const table = this.#closed ? undefined : this.#engine.store.tables.get(name)
    const attribute = table?.facts.timeToLive?.attribute
    if (table?.expiry === undefined || attribute === undefined || table.facts.status === 'DELETING') return undefined
    return { table, times: table.expiry, attribute }
  }

  *#collectAll(): Generator<number, void> {
    for (const name of this.#names()) yield* this.#collect(name)
  }

  /** Collects the times of the items of a table that were there before it had time to live. */
  *#collect(name: string): Generator<number, void> {
    let times: ExpiryRows | undefined
    let range = segmentRange(0, 1)
    for (;;) {
      const found = this.#expiring(name)
      if (found === undefined || found.table.facts.timeToLive?.collected === true) return
      // Times by another attribute, or after writes were undone: all over again.
      if (found.times !== times) range = segmentRange(0, 1)
      times = found.times
      let left: RowRange | undefined
      ownTransaction(this.#engine.store, () => {
        left = this.#collectSome(found, range)
      })
      yield 0
      if (left !== undefined) range = left
    }
  }

  /** Returns what is left of the range; nothing is when the table is done, and says so. */
  #collectSome({ table, times, attribute }: ExpiringTable, range: RowRange): RowRange | undefined {
    const { facts, rows } = table
    const wanted = Math.min(ITEMS_PER_TURN, rows.rowsWithin(BYTES_PER_TURN))
    const chunk = rows.slice(range, true, wanted)
    let last: RowKey | undefined
    for (const [, text] of chunk) {
      const item = parseJson(text) as Item
      last = tableRowKey(facts.definition.key, item)
      const at = expiryTime(item, attribute)
      if (at !== undefined) times.add(at, last)
    }
    if (last !== undefined && chunk.length === wanted) return { from: justAfter(last), to: undefined }
    this.#engine.store.tables.change(table, { ...facts, timeToLive: { attribute, collected: true } })
    return undefined
  }

  /** Deletes what has expired by now; yields how many items went in each turn. */
  *#deleteAll(): Generator<number, void> {
    const now = this.#engine.ports.clock.now()
    for (const name of this.#names()) {
      for (;;) {
        const found = this.#expiring(name)
        const due = found === undefined ? [] : dueItems(found, now)
        if (found === undefined || due.length === 0) break
        let deleted = 0
        ownTransaction(this.#engine.store, () => {
          for (const item of due) if (this.#deleteExpired(found, item, now)) deleted++
        })
        if (deleted > 0) this.#engine.itemsExpired(name, deleted)
        yield deleted
      }
    }
  }

  /** Deletes an item if it has expired; its time is read once more, from the item itself. */
  #deleteExpired({ table, times, attribute }: ExpiringTable, [dueAt, key]: DueItem, now: number): boolean {
    const before = readBefore(table, key, false)
    const at = expiryTime(before.item(), attribute)
    if (at === undefined || at >= now) {
      // Cannot be while every write keeps the times; but what is not so must not be found again and again.
      times.remove(dueAt, key)
      return false
    }
    doWrite(this.#engine, planWrite({ table, key, before, after: undefined }), 'expiry')
    return true
  }
}

/** Items that have expired, but not more than five years ago: such a time is taken for a mistake. */
function dueItems({ table, times }: ExpiringTable, now: number): readonly DueItem[] {
  const wanted = Math.min(ITEMS_PER_TURN, table.rows.rowsWithin(BYTES_PER_TURN))
  return times.due(now - TTL_MAX_AGE_SECONDS * 1000, now, wanted)
}
