import {
  BURST_SECONDS,
  PARTITION_MAX_READ_UNITS_PER_SECOND,
  PARTITION_MAX_WRITE_UNITS_PER_SECOND,
  TABLE_MAX_UNITS_PER_SECOND,
} from '#dynamo'
import { OnDemandCeiling } from './on-demand-ceiling.ts'
import type { Direction, LimitType } from './throttle-cause.ts'
import { TokenBucket } from './token-bucket.ts'

/** What limits one direction of a table or index; units per second. */
export type LaneLimits =
  | { readonly kind: 'provisioned'; readonly rate: number }
  | {
      readonly kind: 'on-demand'
      /** What it serves from the start. */
      readonly base: number
      /** The maximum its owner set. */
      readonly maximum: number | undefined
    }

/** On demand nothing is saved beyond a second, nor in a partition: what is served is what can be served at once. */
const NO_BURST_SECONDS = 1

/**
 * One direction of a table or index: the units it has as a whole and in each partition. A request has to find units in
 * all that it draws on.
 */
export class Lane {
  readonly #partitionRate: number
  #limits: LaneLimits
  /** Provisioned units, or what on-demand mode can serve at once. */
  #whole: TokenBucket
  #wholeRate = 0
  #maximum: TokenBucket | undefined
  readonly #ceiling: OnDemandCeiling
  #partitions: TokenBucket[] = []

  /** @param since when it began: what has not been used since then may be saved */
  constructor(direction: Direction, limits: LaneLimits, since: number) {
    this.#partitionRate =
      direction === 'Read' ? PARTITION_MAX_READ_UNITS_PER_SECOND : PARTITION_MAX_WRITE_UNITS_PER_SECOND
    this.#limits = limits
    this.#ceiling = new OnDemandCeiling(limits.kind === 'on-demand' ? limits.base : 0, since)
    this.#whole = this.#wholeBucket(since)
    this.#maximum = maximumBucket(limits, since)
  }

  /** Takes over changed settings. Provisioned units are what an on-demand table can serve later, at the least. */
  change(limits: LaneLimits, now: number): void {
    const before = this.#limits
    this.#limits = limits
    if (before.kind === 'provisioned') this.#ceiling.raise(before.rate)
    if (limits.kind === 'on-demand') this.#ceiling.raise(limits.base)
    if (before.kind !== limits.kind) this.#whole = this.#wholeBucket(now)
    else this.#followRate(now)
    const maximum = limits.kind === 'on-demand' ? limits.maximum : undefined
    if (maximum === undefined) this.#maximum = undefined
    else if (this.#maximum === undefined) this.#maximum = maximumBucket(limits, now)
    else this.#maximum.setRate(maximum, now)
  }

  /** Units per second it can serve now. */
  rate(now: number): number {
    if (this.#limits.kind === 'provisioned') return this.#limits.rate
    return Math.min(this.#ceiling.at(now), this.#quota(this.#limits.base))
  }

  /** Divides it into so many partitions; new ones begin with what flows in within a second. */
  divide(partitions: number, now: number): void {
    if (partitions === this.#partitions.length) return
    this.#partitions = Array.from(
      { length: partitions },
      () => new TokenBucket(this.#partitionRate, NO_BURST_SECONDS, now),
    )
  }

  /** The limit at which a request has to wait; undefined when it may go on. */
  limitReached(partition: number, now: number): LimitType | undefined {
    this.#followRate(now)
    if (this.#maximum?.isEmpty(now) === true) return 'MaxOnDemandThroughputExceeded'
    if (this.#whole.isEmpty(now)) return this.#limitOfWhole(now)
    if (this.#partitions[partition]?.isEmpty(now) === true) return 'KeyRangeThroughputExceeded'
    return undefined
  }

  /** Takes the units of a request that goes on, the same from each of its partitions. */
  take(units: number, fromPartition: number, toPartition: number, now: number): void {
    this.#whole.take(units, now)
    this.#maximum?.take(units, now)
    const share = units / (toPartition - fromPartition + 1)
    for (let i = fromPartition; i <= toPartition; i++) this.#partitions[i]?.take(share, now)
    if (this.#limits.kind === 'on-demand') this.#ceiling.record(units, now)
  }

  #limitOfWhole(now: number): LimitType {
    if (this.#limits.kind === 'provisioned') return 'ProvisionedThroughputExceeded'
    return this.#ceiling.at(now) >= this.#quota(this.#limits.base)
      ? 'AccountLimitExceeded'
      : 'KeyRangeThroughputExceeded'
  }

  /** The quota of a table, which somebody who asked for more warm throughput has had raised. */
  #quota(base: number): number {
    return Math.max(TABLE_MAX_UNITS_PER_SECOND, base)
  }

  #wholeBucket(now: number): TokenBucket {
    const saved = this.#limits.kind === 'provisioned' ? BURST_SECONDS : NO_BURST_SECONDS
    this.#wholeRate = this.rate(now)
    return new TokenBucket(this.#wholeRate, saved, now)
  }

  /** What on-demand mode can serve more than before, it can serve at once. */
  #followRate(now: number): void {
    const rate = this.rate(now)
    const more = rate - this.#wholeRate
    if (more === 0) return
    this.#wholeRate = rate
    this.#whole.setRate(rate, now)
    if (more > 0 && this.#limits.kind === 'on-demand') this.#whole.give(more, now)
  }
}

function maximumBucket(limits: LaneLimits, now: number): TokenBucket | undefined {
  if (limits.kind !== 'on-demand' || limits.maximum === undefined) return undefined
  return new TokenBucket(limits.maximum, NO_BURST_SECONDS, now)
}
