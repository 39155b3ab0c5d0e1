/**
 * What was made of the texts used of late. Least recently used texts go first, by generation: when `capacity` texts are
 * young, the old ones are dropped and the young ones become the old, so a hit costs one look-up and no reordering.
 */
export class RecentTexts<T> {
  readonly #capacity: number
  #young = new Map<string, T>()
  #old = new Map<string, T>()

  /** @param capacity texts kept at least; up to twice as many for a while */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(text: string): T | undefined {
    const young = this.#young.get(text)
    if (young !== undefined) return young
    const old = this.#old.get(text)
    if (old !== undefined) this.keep(text, old)
    return old
  }

  keep(text: string, made: T): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(text, made)
  }
}
