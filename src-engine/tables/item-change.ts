import type { Item } from '#dynamo'
import type { RowKey } from '../storage/key-encoding.ts'
import type { TableState } from './table-state.ts'

/** What one write does to one item: told to everything that follows the writes of a table, in their transaction. */
export interface ItemChange {
  readonly table: TableState
  /** Row key of the item. */
  readonly key: RowKey
  /** The stored image; undefined when there was none. */
  readonly before: Item | undefined
  /** The new image; undefined when the item is deleted. */
  readonly after: Item | undefined
  /** Who writes: a request, or the service itself when it deletes what has expired. */
  readonly actor: 'request' | 'expiry'
}
