import type { EnginePulse } from '#contract'

/** Counts requests and tells, when asked from time to time, how fast they come. */
export class PulseMeter {
  #total = 0
  #totalAtLastPulse = 0
  #lastPulseAt: number
  #lastRate = 0
  #tablesChanged = false

  /** `at` of the start, in milliseconds since 1970. */
  constructor(at: number) {
    this.#lastPulseAt = at
  }

  countRequest(): void {
    this.#total += 1
  }

  tablesChanged(): void {
    this.#tablesChanged = true
  }

  /** The pulse since the last one, or undefined when nothing changed: no requests now and none before. */
  take(at: number): EnginePulse | undefined {
    const seconds = (at - this.#lastPulseAt) / 1000
    const requests = this.#total - this.#totalAtLastPulse
    if (requests === 0 && this.#lastRate === 0 && !this.#tablesChanged) {
      this.#lastPulseAt = at
      return undefined
    }
    const requestsPerSecond = seconds > 0 ? Math.round((requests / seconds) * 10) / 10 : 0
    const pulse = { at, requestsPerSecond, totalRequests: this.#total, tablesChanged: this.#tablesChanged }
    this.#lastPulseAt = at
    this.#totalAtLastPulse = this.#total
    this.#lastRate = requestsPerSecond
    this.#tablesChanged = false
    return pulse
  }
}
