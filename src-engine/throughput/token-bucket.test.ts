import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

/** The same in plain words: every millisecond a thousandth of the rate flows in, up to what is saved. */
class PlainBucket {
  #milliunits: bigint
  readonly #perMillisecond: bigint
  readonly #most: bigint

  constructor(rate: number, savedSeconds: number) {
    this.#perMillisecond = BigInt(rate)
    this.#most = BigInt(rate) * BigInt(savedSeconds) * 1000n
    this.#milliunits = BigInt(rate) * 1000n
  }

  wait(milliseconds: number): void {
    for (let i = 0; i < milliseconds; i++) {
      this.#milliunits += this.#perMillisecond
      if (this.#milliunits > this.#most) this.#milliunits = this.#most
    }
  }

  get isEmpty(): boolean {
    return this.#milliunits <= 0n
  }

  take(halfUnits: number): void {
    this.#milliunits -= BigInt(halfUnits) * 500n
  }
}

const requests = fc.array(
  fc.record({
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4000 })),
    halfUnits: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 800 })),
  }),
  { maxLength: 120 },
)

test('lets through what a bucket filled millisecond by millisecond lets through', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 300 }), requests, (rate, saved, all) => {
      let now = 1_700_000_000_000
      const bucket = new TokenBucket(rate, saved, now)
      const plain = new PlainBucket(rate, saved)
      for (const { wait, halfUnits } of all) {
        now += wait
        plain.wait(wait)
        expect(bucket.isEmpty(now)).toBe(plain.isEmpty)
        if (plain.isEmpty) continue
        bucket.take(halfUnits / 2, now)
        plain.take(halfUnits)
      }
    }),
    { numRuns: 60 },
  )
})

test('gives over time no more than the rate, what was saved, and one request', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), requests, (rate, all) => {
      const begun = 1_700_000_000_000
      let now = begun
      let given = 0
      let largest = 0
      const bucket = new TokenBucket(rate, 300, now)
      for (const { wait, halfUnits } of all) {
        now += wait
        if (bucket.isEmpty(now)) continue
        bucket.take(halfUnits / 2, now)
        given += halfUnits / 2
        largest = Math.max(largest, halfUnits / 2)
        expect(given).toBeLessThanOrEqual(rate + (rate * (now - begun)) / 1000 + largest)
      }
    }),
  )
})

test('a request larger than all that can be saved gets through, and is paid off before the next', () => {
  const bucket = new TokenBucket(1, 300, 0)
  bucket.take(401, 0)
  expect(bucket.isEmpty(400_000)).toBe(true)
  expect(bucket.isEmpty(400_001)).toBe(false)
})

test('another rate keeps what is saved, as far as there is room', () => {
  const bucket = new TokenBucket(10, 300, 0)
  bucket.setRate(1, 300_000)
  bucket.take(300, 300_000)
  expect(bucket.isEmpty(300_000)).toBe(true)
  expect(bucket.isEmpty(300_001)).toBe(false)
})

test('a clock that is set back gives nothing', () => {
  const bucket = new TokenBucket(1, 300, 10_000)
  bucket.take(1, 10_000)
  expect(bucket.isEmpty(5_000)).toBe(true)
  expect(bucket.isEmpty(10_000)).toBe(true)
  expect(bucket.isEmpty(10_001)).toBe(false)
})
