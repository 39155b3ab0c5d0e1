import { ON_DEMAND_INITIAL_READ_UNITS_PER_SECOND, ON_DEMAND_INITIAL_WRITE_UNITS_PER_SECOND } from '#dynamo'
import type { RowKey } from '../storage/key-encoding.ts'
import type { Rows } from '../storage/rows.ts'
import type { IndexFacts } from '../tables/table-state.ts'
import { Lane, type LaneLimits } from './lane.ts'
import { lastPartitionBefore, partitionCount, partitionOf } from './partitions.ts'
import type { Direction, LimitType, ThrottleCause } from './throttle-cause.ts'

/** Throughput as a table or a global index is given it. */
export type ThroughputSettings = Pick<IndexFacts, 'throughput' | 'onDemand' | 'warm'>

/** A table with its local indexes, or a global index: what has throughput of its own. */
export interface Resource {
  readonly kind: ThrottleCause['resource']
  readonly arn: string
  readonly rows: Rows
  readonly settings: ThroughputSettings
  readonly onDemand: boolean
}

/** The row keys that a request looks at: from the first, up to `to`; without it, to the end. */
export interface KeySpan {
  readonly from: RowKey
  readonly to: RowKey | undefined
}

/** The units of a resource, in both directions and in each partition. */
export class ResourceThroughput {
  readonly #read: Lane
  readonly #write: Lane
  #settings: ThroughputSettings
  #onDemand: boolean
  #partitions = 0

  constructor({ settings, onDemand }: Resource, since: number) {
    this.#settings = settings
    this.#onDemand = onDemand
    this.#read = new Lane('Read', readLimits(settings, onDemand), since)
    this.#write = new Lane('Write', writeLimits(settings, onDemand), since)
  }

  /** Takes over the resource's settings and size as they are now. */
  follow({ settings, onDemand, rows }: Resource, now: number): void {
    if (settings !== this.#settings || onDemand !== this.#onDemand) {
      this.#settings = settings
      this.#onDemand = onDemand
      this.#read.change(readLimits(settings, onDemand), now)
      this.#write.change(writeLimits(settings, onDemand), now)
    }
    // Partitions are never merged.
    const wanted = partitionCount(this.#read.rate(now), this.#write.rate(now), rows.sizeBytes)
    if (wanted <= this.#partitions) return
    this.#partitions = wanted
    this.#read.divide(wanted, now)
    this.#write.divide(wanted, now)
  }

  limitReached(direction: Direction, key: RowKey, now: number): LimitType | undefined {
    return this.#lane(direction).limitReached(partitionOf(key, this.#partitions), now)
  }

  take(direction: Direction, units: number, { from, to }: KeySpan, now: number): void {
    const first = partitionOf(from, this.#partitions)
    const last = to === undefined ? this.#partitions - 1 : lastPartitionBefore(to, this.#partitions)
    this.#lane(direction).take(units, first, Math.max(first, last), now)
  }

  #lane(direction: Direction): Lane {
    return direction === 'Read' ? this.#read : this.#write
  }
}

function readLimits({ throughput, onDemand: maxima, warm }: ThroughputSettings, onDemand: boolean): LaneLimits {
  if (!onDemand) return { kind: 'provisioned', rate: throughput.read }
  const base = Math.max(ON_DEMAND_INITIAL_READ_UNITS_PER_SECOND, warm?.ReadUnitsPerSecond ?? 0)
  return { kind: 'on-demand', base, maximum: given(maxima?.MaxReadRequestUnits) }
}

function writeLimits({ throughput, onDemand: maxima, warm }: ThroughputSettings, onDemand: boolean): LaneLimits {
  if (!onDemand) return { kind: 'provisioned', rate: throughput.write }
  const base = Math.max(ON_DEMAND_INITIAL_WRITE_UNITS_PER_SECOND, warm?.WriteUnitsPerSecond ?? 0)
  return { kind: 'on-demand', base, maximum: given(maxima?.MaxWriteRequestUnits) }
}

/** A maximum of -1 is none. */
function given(maximum: number | undefined): number | undefined {
  return maximum === undefined || maximum < 0 ? undefined : maximum
}
