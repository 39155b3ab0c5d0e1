import { createHash } from 'node:crypto'
import {
  CapacityMeter,
  CLIENT_REQUEST_TOKEN_SECONDS,
  type ConsumedCapacity,
  DynamoError,
  parseJson,
  type ReturnConsumedCapacity,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import type { Metered } from '../operations/operation.ts'
import { tableNameOf } from '../operations/support/resolve-table.ts'

/** What a repeated request is answered from: it writes nothing and costs reads. JSON in the store. */
export interface Replay {
  /** Table as the request names it, with the read units of the items the transaction wrote or checked. */
  readonly reads: readonly { readonly table: string; readonly units: number }[]
  /** Table → ItemCollectionMetrics, whether or not the first request asked for them. */
  readonly collections: Readonly<Record<string, readonly object[]>>
}

/** A transaction's token with what it stands for. */
export interface TokenUse {
  readonly token: string
  /** Digest of the actions. What the answer shall report is no part of what is done, and may differ. */
  readonly request: string
}

/** @param actions of the request, their values read: numbers of the same value are the same then */
export function tokenUse(token: string | undefined, actions: readonly unknown[]): TokenUse | undefined {
  return token === undefined ? undefined : { token, request: digest(actions) }
}

/**
 * The answer to a token that has been used within the last ten minutes, undefined for any other.
 *
 * @throws DynamoError IdempotentParameterMismatchException when it stands for another request
 */
export function findReplay({ store, ports }: EngineContext, use: TokenUse): Replay | undefined {
  const row = store.tokens.find(use.token, ports.clock.now())
  if (row === undefined) return undefined
  if (row.request === use.request) return parseJson(row.replay) as Replay
  throw new DynamoError(
    'IdempotentParameterMismatchException',
    'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used',
  )
}

/** Keeps a token for ten minutes, in the transaction of the writes it stands for, and drops those whose time is over. */
export function rememberToken({ store, ports }: EngineContext, use: TokenUse, replay: Replay): void {
  const now = ports.clock.now()
  store.beginWrite()
  store.tokens.forgetExpired(now)
  store.tokens.remember(
    use.token,
    { request: use.request, replay: JSON.stringify(replay) },
    now + CLIENT_REQUEST_TOKEN_SECONDS * 1000,
  )
}

/** ConsumedCapacity of a replay: reads, on the tables alone. */
export function replayReports(
  { reads }: Replay,
  mode: ReturnConsumedCapacity | undefined,
): readonly ConsumedCapacity[] | undefined {
  const reports = reads.flatMap(({ table, units }) => {
    const meter = new CapacityMeter(table)
    meter.addTable(units)
    return meter.report(mode, 'read') ?? []
  })
  return reports.length === 0 ? undefined : reports
}

/** What the live list of requests says of a replay: the table, if there is only one, and the read units. */
export function replayMetered({ reads }: Replay): Metered {
  const tables = new Set(reads.map(({ table }) => tableNameOf(table)))
  return {
    table: tables.size === 1 ? [...tables][0] : undefined,
    readUnits: reads.reduce((sum, { units }) => sum + units, 0),
  }
}

/** Requests that differ in the order of members only are equal. */
function digest(actions: readonly unknown[]): string {
  const text = JSON.stringify(actions, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
  return createHash('sha256').update(text).digest('base64')
}
