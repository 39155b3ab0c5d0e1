import { TRANSACTION_MAX_BYTES, validationError } from '#dynamo'
import type { RowKey } from '../storage/key-encoding.ts'
import type { TableState } from '../tables/table-state.ts'

/** An action's table and item; the key is undefined where it did not fit the table. */
export interface ActionTarget {
  readonly table: TableState
  readonly rowKey: RowKey | undefined
}

/** @throws DynamoError two actions mean the same item */
export function checkDistinct(targets: readonly ActionTarget[]): void {
  if (!meanItemTwice(targets)) return
  throw validationError('Transaction request cannot include multiple operations on one item')
}

/** Whether two of the targets are the same item. */
export function meanItemTwice(targets: readonly ActionTarget[]): boolean {
  const seen = new Set<string>()
  for (const { table, rowKey } of targets) {
    if (rowKey === undefined) continue
    const item = `${table.id} ${rowKey.toString('latin1')}`
    if (seen.has(item)) return true
    seen.add(item)
  }
  return false
}

/**
 * @param sizes of what a transaction says of each of its items, in bytes
 * @throws DynamoError together they are more than a transaction may send
 */
export function checkPayload(sizes: readonly number[]): void {
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (bytes <= TRANSACTION_MAX_BYTES) return
  // The service says it twice (seen in logs of its answers).
  const text = 'Transaction payload size cannot exceed 4MB. Payload Size: '
  throw validationError(`${text}: ${text}${bytes}`)
}

/**
 * @param sizes of all items a transaction reads, in bytes
 * @throws DynamoError together they are larger than a transaction may be
 */
export function checkTotalSize(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) <= TRANSACTION_MAX_BYTES) return
  throw validationError(
    'Collection size of items exceeded, which can also be caused by the aggregate size of the items in the transaction exceeding the 4MB limit',
  )
}
