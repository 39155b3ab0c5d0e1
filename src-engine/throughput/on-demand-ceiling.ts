/** A peak counts as previous once this window has passed. Source: fact file limits-and-capacity, section 7. */
const WINDOW_MS = 30 * 60_000
const SECOND_MS = 1000

/**
 * What an on-demand table or index can serve at once, in one direction: twice its previous peak, and never less than
 * it began with. A peak is the busiest second of a window of 30 minutes; windows follow each other from the first use.
 */
export class OnDemandCeiling {
  #base: number
  #previousPeak = 0
  #windowEnd: number
  #windowPeak = 0
  #secondEnd = 0
  #secondUnits = 0

  /** @param base units per second it can serve from the start */
  constructor(base: number, now: number) {
    this.#base = base
    this.#windowEnd = now + WINDOW_MS
  }

  /** What it serves from the start can be raised (warm throughput), never lowered. */
  raise(base: number): void {
    this.#base = Math.max(this.#base, base)
  }

  /** Units per second. */
  at(now: number): number {
    this.#passWindows(now)
    return Math.max(this.#base, 2 * this.#previousPeak)
  }

  record(units: number, now: number): void {
    this.#passWindows(now)
    if (now >= this.#secondEnd) {
      this.#secondEnd = now - (now % SECOND_MS) + SECOND_MS
      this.#secondUnits = 0
    }
    this.#secondUnits += units
    this.#windowPeak = Math.max(this.#windowPeak, this.#secondUnits)
  }

  #passWindows(now: number): void {
    if (now < this.#windowEnd) return
    this.#previousPeak = Math.max(this.#previousPeak, this.#windowPeak)
    this.#windowPeak = 0
    this.#windowEnd += Math.ceil((now - this.#windowEnd + 1) / WINDOW_MS) * WINDOW_MS
  }
}
