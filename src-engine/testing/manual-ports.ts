import type { Ports } from '../ports.ts'

interface ManualTimer {
  readonly at: number
  readonly call: () => void
}

/** A clock that stands until it is moved, and ids that count, timers that run when the clock passes them: what a test sees is the same in every run. */
export class ManualPorts implements Ports {
  #now: number
  #ids = 0
  readonly #timers = new Set<ManualTimer>()

  constructor(now = Date.UTC(2026, 10, 1)) {
    this.#now = now
  }

  readonly clock = { now: () => this.#now }
  readonly ids = {
    uuid: () => `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`,
    requestId: () => String(++this.#ids).padStart(52, '0'),
  }

  readonly timers = {
    after: (milliseconds: number, call: () => void): (() => void) => {
      const timer = { at: this.#now + milliseconds, call }
      this.#timers.add(timer)
      return () => this.#timers.delete(timer)
    },
  }

  /** Moves time on; timers that fall due on the way run at their own time, in order. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds
    for (let next = this.#nextTimer(until); next !== undefined; next = this.#nextTimer(until)) {
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.call()
    }
    this.#now = until
  }

  #nextTimer(until: number): ManualTimer | undefined {
    let first: ManualTimer | undefined
    for (const timer of this.#timers) {
      if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer
    }
    return first
  }
}
