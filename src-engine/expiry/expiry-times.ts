import type { ItemChange, ItemFollower } from '../tables/item-change.ts'
import type { TableState } from '../tables/table-state.ts'
import { expiryTime } from './expiry-time.ts'

/** Keeps the expiry times of tables with time to live as their items change. */
export class ExpiryTimes implements ItemFollower {
  follows(table: TableState): boolean {
    return table.expiry !== undefined
  }

  itemChanged({ table, key, before, after }: ItemChange): void {
    const attribute = table.facts.timeToLive?.attribute
    if (attribute === undefined || table.expiry === undefined || before?.text === after?.text) return
    const old = expiryTime(before?.item(), attribute)
    const now = expiryTime(after?.item(), attribute)
    if (old === now) return
    if (old !== undefined) table.expiry.remove(old, key)
    if (now !== undefined) table.expiry.add(now, key)
  }
}
