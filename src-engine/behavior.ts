import { type ErrorWording, ITEM_COLLECTION_MAX_BYTES } from '#dynamo'

/**
 * How the engine behaves where the service's behaviour depends on Region, load, time or luck. The defaults are what most
 * tests want: current wording, everything ready at once, always fresh, never throttled. Whatever chance decides is drawn
 * from `seed`, and whatever time decides from the engine's clock, so that a run can be repeated.
 */
export interface EngineBehavior {
  /**
   * Which generation of validation texts answers. The service has been moving operation by operation and Region by Region
   * since June 2026: `current` follows the Regions that have moved, `older` those that have not.
   */
  readonly errorWording: ErrorWording
  /** Milliseconds that tables and indexes stay CREATING, UPDATING and DELETING. */
  readonly tableDelay: number
  /** Milliseconds until a write shows in reads of a global index. */
  readonly indexDelay: number
  /** Milliseconds for which an eventually consistent read of a table or local index may still see the item before a write. */
  readonly staleReads: number
  /** Whether throughput is enforced; a table can be told otherwise. It is metered either way. */
  readonly throttling: boolean
  /** Milliseconds between two looks for expired items; 0 never looks. */
  readonly expiryInterval: number
  /** Records after which a shard of a stream is full and splits in two (streams/shard.ts). */
  readonly shardRecords: number
  /** Bytes that an item collection may have, with its entries in local indexes. */
  readonly itemCollectionLimit: number
  /** What chance is drawn from. */
  readonly seed: number
}

export const DEFAULT_BEHAVIOR: EngineBehavior = {
  errorWording: 'current',
  tableDelay: 0,
  indexDelay: 0,
  staleReads: 0,
  throttling: false,
  expiryInterval: 60_000,
  shardRecords: 50_000,
  itemCollectionLimit: ITEM_COLLECTION_MAX_BYTES,
  seed: 1,
}
