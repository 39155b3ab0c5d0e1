/**
 * Shards: each takes the records of a range of partition-key hashes until it is closed and one or two children go on.
 * Records of an item therefore lie in one line of shards, parent before child, and are in order there.
 *
 * The service closes shards after about four hours and splits them with the table's partitions, which split by load and
 * size. Here a shard splits when it has taken a number of records, so that the same writes make the same shards.
 */

/** Hashes of partition keys are 32 bits wide. */
const LAST_HASH = 2 ** 32 - 1

/** For how long a shard takes records, in milliseconds. */
export const SHARD_OPEN_MS = 4 * 3_600_000

/** A stream with so many open shards splits none of them: one that is full is followed by one child. */
export const MOST_OPEN_SHARDS = 8

/** Partition-key hashes, both ends included. */
export interface HashRange {
  readonly firstHash: number
  readonly lastHash: number
}

/** What the first shard of a stream takes. */
export const WHOLE_RANGE: HashRange = { firstHash: 0, lastHash: LAST_HASH }

/** The halves of a range. */
export function splitRange({ firstHash, lastHash }: HashRange): readonly HashRange[] {
  const middle = Math.floor((firstHash + lastHash) / 2)
  return [
    { firstHash, lastHash: middle },
    { firstHash: middle + 1, lastHash },
  ]
}

/**
 * A ShardId: the time of the shard's making in milliseconds and its number, so that the order of the texts is the order
 * of their making.
 */
export function shardName(openedAt: number, id: number): string {
  return `shardId-${String(openedAt).padStart(20, '0')}-${id.toString(16).padStart(8, '0')}`
}
