import type { Ports } from '../ports.ts'

/** A clock that stands until it is moved, and ids that count: what a test sees is the same in every run. */
export class ManualPorts implements Ports {
  #now: number
  #ids = 0

  constructor(now = Date.UTC(2026, 10, 1)) {
    this.#now = now
  }

  readonly clock = { now: () => this.#now }
  readonly ids = {
    uuid: () => `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`,
    requestId: () => String(++this.#ids).padStart(52, '0'),
  }

  /** Moves time on. */
  advance(milliseconds: number): void {
    this.#now += milliseconds
  }
}
