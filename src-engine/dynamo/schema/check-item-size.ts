import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { ITEM_MAX_BYTES } from '../limits.ts'
import type { Item } from '../values/attribute-value.ts'
import { itemSize } from '../values/size.ts'
import { projectEntry } from './projection.ts'
import type { TableDefinition } from './table-definition.ts'

/** An item that is stored whole, or what an update has made of one. */
type Write = 'put' | 'update'

const TEXTS: Readonly<Record<Write, string>> = {
  put: 'Item size has exceeded the maximum allowed size',
  update: 'Item size to update has exceeded the maximum allowed size',
}

/**
 * Holds bytes against the limit of an item.
 *
 * @throws DynamoError bare in every operation
 */
export function checkItemSize(bytes: number, write: Write): void {
  if (bytes > ITEM_MAX_BYTES) throw tooLarge(write)
}

/**
 * Holds an item and its entry in each local index, taken together, against the same limit.
 * Source: Developer Guide, "Quotas", item sizes of tables with local secondary indexes.
 *
 * @throws DynamoError bare in every operation
 */
export function checkLocalEntries(table: TableDefinition, item: Item, bytes: number, write: Write): void {
  // An entry is never larger than its item.
  if (bytes * 2 <= ITEM_MAX_BYTES) return
  for (const index of table.indexes) {
    if (index.kind !== 'LSI') continue
    const entry = projectEntry(table, index, item)
    if (entry !== undefined && bytes + itemSize(entry) > ITEM_MAX_BYTES) throw tooLarge(write)
  }
}

function tooLarge(write: Write): DynamoError {
  return validationError(TEXTS[write])
}
