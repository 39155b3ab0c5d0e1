import type { Ports } from '../ports.ts'
import type { TableStore } from './table-store.ts'

/** Work that failed (the disk is full) begins anew after this many milliseconds. */
const RETRY_AFTER_MS = 1000

/** What there is to do. */
export interface Work {
  /** Does it step by step. Each step is short, and what it writes is a transaction of its own (`ownTransaction`). */
  steps(): Generator<unknown, void>
  /** Asked when all is done: milliseconds until the next time, undefined for never. */
  restsFor(): number | undefined
}

/** Work of the engine's own that goes on between requests: each step is a turn of its own, so nobody waits behind it. */
export class BackgroundWork {
  readonly #store: TableStore
  readonly #ports: Pick<Ports, 'clock' | 'timers'>
  readonly #work: Work
  /** Begun, to go on with where it was. */
  #steps: Generator<unknown, void> | undefined
  #pending: { readonly at: number; readonly callOff: () => void } | undefined
  #closed = false

  constructor(store: TableStore, ports: Pick<Ports, 'clock' | 'timers'>, work: Work) {
    this.#store = store
    this.#ports = ports
    this.#work = work
  }

  /** Begins in so many milliseconds, or earlier if it was going to. Work that has begun just goes on. */
  beginWithin(milliseconds: number): void {
    if (this.#closed || this.#steps !== undefined) return
    if (this.#pending !== undefined && this.#pending.at <= this.#ports.clock.now() + milliseconds) return
    this.#after(milliseconds)
  }

  close(): void {
    this.#closed = true
    this.#pending?.callOff()
  }

  #after(milliseconds: number | undefined): void {
    this.#pending?.callOff()
    this.#pending = undefined
    if (milliseconds === undefined) return
    const callOff = this.#ports.timers.after(milliseconds, () => this.#turn())
    this.#pending = { at: this.#ports.clock.now() + milliseconds, callOff }
  }

  #turn(): void {
    this.#pending = undefined
    if (this.#closed) return
    this.#steps ??= this.#work.steps()
    try {
      if (this.#steps.next().done !== true) {
        this.#after(0)
        return
      }
    } catch {
      this.#steps = undefined
      if (this.#store.lost === undefined) this.#after(RETRY_AFTER_MS)
      return
    }
    this.#steps = undefined
    this.#after(this.#work.restsFor())
  }
}

/**
 * Writes in a transaction of its own, which takes nobody else's writes with it when it fails.
 *
 * @throws whatever `write` throws, or why it could not be committed
 */
export function ownTransaction(store: TableStore, write: () => void): void {
  store.commitNow()
  store.beginWrite()
  try {
    write()
  } catch (error) {
    store.abandonGroup(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
  let failed: Error | undefined
  store.whenSettled(failure => {
    failed = failure
  })
  store.commitNow()
  if (failed !== undefined) throw failed
}
