import { justAfter, type RowKey, type RowRange } from '../storage/key-encoding.ts'
import type { ReadableRows, Rows, StoredRow } from '../storage/rows.ts'
import type { OldVersion, RowHistory } from './row-history.ts'

/** A table or index as it was at a moment: what is stored, with the old versions of what has been written since. */
export class PastRows implements ReadableRows {
  readonly #rows: Rows
  readonly #history: RowHistory
  readonly #moment: number

  constructor(rows: Rows, history: RowHistory, moment: number) {
    this.#rows = rows
    this.#history = history
    this.#moment = moment
  }

  get(key: RowKey): StoredRow | undefined {
    const version = this.#history.at(key.toString('latin1'), this.#moment)
    return version === undefined ? this.#rows.get(key) : version.row
  }

  rowsWithin(bytes: number): number {
    return this.#rows.rowsWithin(bytes)
  }

  slice(range: RowRange, forward: boolean, limit: number): readonly StoredRow[] {
    const old = this.#history.within(range, this.#moment)
    if (old.length === 0) return this.#rows.slice(range, forward, limit)
    if (!forward) old.reverse()
    const merged = new Merged(old, forward)
    for (let rest = range; merged.rows.length < limit; ) {
      // Old versions may hide as many rows as they add: the store is asked until the slice is full or the range ends.
      const stored = this.#rows.entries(rest, forward, limit)
      for (const [key, size, item] of stored) merged.add(key.toString('latin1'), [size, item])
      const last = stored.at(-1)?.[0]
      if (stored.length < limit || last === undefined) {
        merged.finish()
        break
      }
      rest = forward ? { from: justAfter(last), to: rest.to } : { from: rest.from, to: last }
    }
    return merged.rows.length > limit ? merged.rows.slice(0, limit) : merged.rows
  }
}

/** Merges stored rows and old versions, both in the order of the walk. */
class Merged {
  readonly rows: StoredRow[] = []
  readonly #old: readonly OldVersion[]
  readonly #forward: boolean
  #next = 0

  constructor(old: readonly OldVersion[], forward: boolean) {
    this.#old = old
    this.#forward = forward
  }

  add(key: string, row: StoredRow): void {
    for (let old = this.#old[this.#next]; old !== undefined; old = this.#old[this.#next]) {
      if (old.key === key) {
        this.#take(old)
        return
      }
      if (this.#forward ? old.key > key : old.key < key) break
      this.#take(old)
    }
    this.rows.push(row)
  }

  /** The store has no more rows; what is left are rows deleted since. */
  finish(): void {
    for (const old of this.#old.slice(this.#next)) this.#take(old)
  }

  #take({ row }: OldVersion): void {
    this.#next++
    if (row !== undefined) this.rows.push(row)
  }
}
