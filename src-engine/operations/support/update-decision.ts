import {
  applyUpdate,
  type BoundUpdate,
  checkItemSize,
  createsItem,
  type Item,
  itemSize,
  type UpdatedItem,
  updateStatementSize,
} from '#dynamo'
import type { Before } from './plan-write.ts'

/**
 * Refuses an update expression that says more than an item may hold, whatever comes of it. Only UpdateItem is judged so,
 * before its condition: the updates of transactions and statements are judged by what comes of them.
 *
 * @throws DynamoError
 */
export function checkStatementSize(update: BoundUpdate): void {
  if (!update.legacy) checkItemSize(updateStatementSize(update), 'update')
}

/**
 * The item after the update, or undefined when there is nothing to write.
 *
 * @throws DynamoError what `applyUpdate` refuses, and an item that has become too large
 */
export function decideUpdate(
  update: BoundUpdate,
  before: Before,
  key: Item,
): (UpdatedItem & { readonly size: number }) | undefined {
  const old = before.item()
  if (old === undefined && update.actions.length > 0 && !createsItem(update)) return undefined
  const updated = applyUpdate(update, old, key)
  const size = itemSize(updated.item)
  checkItemSize(size, 'update')
  return { ...updated, size }
}
