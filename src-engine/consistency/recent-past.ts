import type { Clock } from '../ports.ts'
import type { RowKey } from '../storage/key-encoding.ts'
import type { ReadableRows, Rows } from '../storage/rows.ts'
import { PastRows } from './past-rows.ts'
import { type KeyText, RowHistory } from './row-history.ts'

/**
 * What tables or indexes held during the last moments, for readers who are late. It is held in memory only: after a
 * restart, and after a group of writes that was undone, every reader has caught up.
 */
export class RecentPast {
  readonly #horizon: number
  readonly #clock: Clock
  /** By the open rows: rows that are opened anew begin without a past. */
  readonly #histories = new WeakMap<Rows, RowHistory>()
  /** Old versions in the order of their writes, to be forgotten from the front. */
  #queue: { readonly history: RowHistory; readonly key: KeyText; readonly until: number }[] = []
  #front = 0
  #latest = 0

  /** @param horizon how far readers look back at most, in ms */
  constructor(horizon: number, clock: Clock) {
    this.#horizon = horizon
    this.#clock = clock
  }

  /** Milliseconds since 1970 that never run backwards, as versions are in the order of their writes. */
  now(): number {
    this.#latest = Math.max(this.#latest, this.#clock.now())
    return this.#latest
  }

  /** To be called before a row is written: keeps what lies there. */
  remember(rows: Rows, key: RowKey): void {
    const until = this.now()
    this.#forget(until - this.#horizon)
    let history = this.#histories.get(rows)
    if (history === undefined) {
      history = new RowHistory()
      this.#histories.set(rows, history)
    }
    const text = key.toString('latin1')
    history.add({ key: text, row: rows.get(key), until })
    this.#queue.push({ history, key: text, until })
  }

  /** Rows as they were at a moment, no further back than the horizon. */
  rowsAt(rows: Rows, moment: number): ReadableRows {
    this.#forget(this.now() - this.#horizon)
    const history = this.#histories.get(rows)
    return history === undefined ? rows : new PastRows(rows, history, moment)
  }

  /** Drops what nobody sees any more: versions replaced at `moment` or before. */
  #forget(moment: number): void {
    for (let next = this.#queue[this.#front]; next !== undefined && next.until <= moment; ) {
      next.history.forgetOldest(next.key)
      next = this.#queue[++this.#front]
    }
    // The front of the array is given back in large steps, so that forgetting costs the same for each version.
    if (this.#front > 1024 && this.#front * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#front)
      this.#front = 0
    }
  }
}
