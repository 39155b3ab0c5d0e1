/** Thousandths of a unit: half a read unit, and what a rate of units per second gives in a millisecond, are whole. */
export const MILLIUNITS = 1000

/**
 * Units that flow in at a rate and are saved up for a while. A request is let through while there are any, whatever it
 * costs: the last one may leave a debt, which the rate pays off before the next is let through. So nothing is too large
 * to ever get through, and over time no more is given than the rate.
 */
export class TokenBucket {
  readonly #savedSeconds: number
  /** Units per second, which is milliunits per millisecond. */
  #rate: number
  /** Milliunits; negative is debt. */
  #level: number
  #at: number

  /**
   * Begins with what flows in within a second.
   *
   * @param rate units per second
   * @param savedSeconds unused units of so many seconds are kept
   */
  constructor(rate: number, savedSeconds: number, begins: number) {
    this.#rate = rate
    this.#savedSeconds = savedSeconds
    this.#level = rate * MILLIUNITS
    this.#at = begins
  }

  isEmpty(now: number): boolean {
    this.#refill(now)
    return this.#level <= 0
  }

  /** Takes units whether or not they are there. */
  take(units: number, now: number): void {
    this.#refill(now)
    this.#level -= units * MILLIUNITS
  }

  /** Adds units, as far as there is room. */
  give(units: number, now: number): void {
    this.#refill(now)
    this.#level = Math.min(this.#capacity, this.#level + units * MILLIUNITS)
  }

  /** From now on another rate; what is saved stays, as far as there is room for it. */
  setRate(rate: number, now: number): void {
    this.#refill(now)
    this.#rate = rate
    this.#level = Math.min(this.#level, this.#capacity)
  }

  get #capacity(): number {
    return this.#rate * this.#savedSeconds * MILLIUNITS
  }

  #refill(now: number): void {
    // A clock that is set back gives nothing, and takes nothing.
    if (now > this.#at) this.#level = Math.min(this.#capacity, this.#level + this.#rate * (now - this.#at))
    this.#at = Math.max(this.#at, now)
  }
}
