/**
 * Seeded chance: the same seed draws the same. Every value has a stream of its own (`Chance.of(seed, 'Order', 3,
 * 'status')`), so that adding an attribute or an item changes no other value.
 */
export class Chance {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** The stream of a thing, by whatever names it. */
  static of(...names: readonly (string | number)[]): Chance {
    let hash = 0x811c9dc5
    for (const byte of new TextEncoder().encode(names.join('\u0000'))) hash = Math.imul(hash ^ byte, 0x01000193)
    return new Chance(hash)
  }

  /** 0 up to, but not including, 1. (Mulberry32: small, and even enough for samples.) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = this.state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `least` to `most`, both possible. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.integer(0, list.length - 1)]
    if (picked === undefined && list.length === 0) throw new RangeError('Nothing to pick from')
    return picked as T
  }

  /** So many characters of an alphabet. */
  text(alphabet: string, length: number): string {
    let text = ''
    for (let at = 0; at < length; at++) text += alphabet[this.integer(0, alphabet.length - 1)] ?? ''
    return text
  }
}
