import type { Item } from '#dynamo'
import type { RowKey } from '../storage/key-encoding.ts'
import type { TableState } from './table-state.ts'

/** An item as it lies in the store, parsed only when somebody looks inside. */
export interface ItemImage {
  /** Wire JSON. */
  readonly text: string
  /** Bytes as DynamoDB counts them. */
  readonly size: number
  item(): Item
}

/** What one write does to one item: told to everything that follows the writes of a table, in their transaction. */
export interface ItemChange {
  readonly table: TableState
  /** Row key of the item. */
  readonly key: RowKey
  /** The stored image; undefined when there was none. */
  readonly before: ItemImage | undefined
  /** The new image; undefined when the item is deleted. */
  readonly after: ItemImage | undefined
  /** Who writes: a request, or the service itself when it deletes what has expired. */
  readonly actor: 'request' | 'expiry'
}

/**
 * Something that follows the writes of tables: a stream records them, expiry keeps track of times. The engine lists its
 * followers once (engine.ts); commit-write.ts tells them.
 */
export interface ItemFollower {
  /** Whether it follows this table. Asked at each write. A table with followers needs its images: see `needsImages`. */
  follows(table: TableState): boolean
  /** Rows and indexes are written, the transaction is open. What it throws undoes the write. */
  itemChanged(change: ItemChange): void
}
