import type { EngineBehavior } from './behavior.ts'
import type { EventualReads } from './consistency/eventual-reads.ts'
import type { Ports } from './ports.ts'
import type { Backfill } from './tables/backfill.ts'
import type { ItemFollower } from './tables/item-change.ts'
import type { TableStore } from './tables/table-store.ts'

/** What an operation may use: the open store, the ports, and who the engine says it is in ARNs. */
export interface EngineContext {
  readonly store: TableStore
  readonly ports: Ports
  readonly backfill: Backfill
  readonly behavior: EngineBehavior
  /** Where reads may be late; undefined when all are fresh. */
  readonly eventualReads: EventualReads | undefined
  /** Told of every write to an item of a table they follow, in its transaction. */
  readonly followers: readonly ItemFollower[]
  readonly account: EngineAccount
  /** Something about tables (not items) changed; told to observers after the commit. */
  readonly tablesChanged: () => void
}

/** The account and Region that ARNs name. Any key and Region may call; the answer always names these. */
export interface EngineAccount {
  readonly accountId: string
  readonly region: string
}

export const LOCAL_ACCOUNT: EngineAccount = { accountId: '123456789012', region: 'us-east-1' }

/** ARN of a table of this engine. */
export function tableArn(account: EngineAccount, table: string): string {
  return `arn:aws:dynamodb:${account.region}:${account.accountId}:table/${table}`
}
