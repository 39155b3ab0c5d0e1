import type { EngineBehavior } from './behavior.ts'
import type { EventualReads } from './consistency/eventual-reads.ts'
import type { EngineAccount } from './engine-account.ts'
import type { Ports } from './ports.ts'
import type { Streams } from './streams/streams.ts'
import type { ItemFollower } from './tables/item-change.ts'
import type { TableLifecycle } from './tables/table-lifecycle.ts'
import type { TableStore } from './tables/table-store.ts'
import type { Throttling } from './throughput/throttling.ts'

/** What an operation may use: the open store, the ports, and who the engine says it is in ARNs. */
export interface EngineContext {
  readonly store: TableStore
  readonly ports: Ports
  readonly lifecycle: TableLifecycle
  readonly streams: Streams
  readonly behavior: EngineBehavior
  /** Where reads may be late; undefined when all are fresh. */
  readonly eventualReads: EventualReads | undefined
  /** Lets requests go on, or wait for throughput. */
  readonly throttling: Throttling
  /** Told of every write to an item of a table they follow, in its transaction. */
  readonly followers: readonly ItemFollower[]
  readonly account: EngineAccount
  /** Host and port at which the engine is served. */
  readonly endpoint: () => string
  /** Something about tables (not items) changed; told to observers after the commit. */
  readonly tablesChanged: () => void
  /** Items of a table were deleted by time to live, durably. */
  readonly itemsExpired: (table: string, count: number) => void
  /** Time to live of a table was turned on: its items have to be looked after. */
  readonly timeToLiveChanged: () => void
}
