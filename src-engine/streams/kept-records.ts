import { STREAM_RETENTION_SECONDS } from '#dynamo'
import type { ShardRow, StreamStore } from '../storage/stream-store.ts'
import { recordId } from './sequence-number.ts'

/** For how long records, closed shards and disabled streams stay, in milliseconds. */
export const RETENTION_MS = STREAM_RETENTION_SECONDS * 1000

/** Position after the last record of a shard. */
export function endOf(store: StreamStore, { id, oldest, ended }: ShardRow): number {
  if (ended !== null) return ended
  const start = recordId({ shard: id, position: 0 })
  const last = store.last(start, recordId({ shard: id + 1, position: 0 }))
  return last === undefined ? oldest : last.id - start + 1
}

/**
 * Position of the first record of a shard that is less than a day old, or the shard's end. What lies before it counts as
 * trimmed, whether or not it has been removed yet.
 */
export function firstKept(store: StreamStore, shard: ShardRow, end: number, now: number): number {
  const horizon = now - RETENTION_MS
  const isKept = (position: number): boolean =>
    (store.timeOf(recordId({ shard: shard.id, position })) ?? horizon) > horizon
  let low = shard.oldest
  if (low >= end || isKept(low)) return low
  // Positions have no gaps and times never fall: halve the range in which the first one lies.
  let high = end
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isKept(middle)) high = middle
    else low = middle + 1
  }
  return low
}
