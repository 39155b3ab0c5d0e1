/**
 * Sequence numbers. A record is known by its shard's number and its position there, in one integer that also is its
 * place in the store: shard × 2^24 + position. On the wire it stands behind a 1 and zeros, which makes the 21 digits that
 * a sequence number has at least. As shards are numbered in the order of their making, the numbers of an item's records
 * grow across shards too.
 *
 * Position 0 is the start of a shard and never a record: every shard has a starting number, also while it is empty.
 */

/** Positions a shard has. */
export const SHARD_POSITIONS = 2 ** 24

/** The shard's number and the record's position in it. */
export interface RecordPlace {
  readonly shard: number
  readonly position: number
}

/** A place as one integer, in the order of the records. */
export function recordId({ shard, position }: RecordPlace): number {
  return shard * SHARD_POSITIONS + position
}

const FORM = /^1\d{20}$/

/** The wire form of a place. */
export function sequenceNumber(place: RecordPlace): string {
  return `1${String(recordId(place)).padStart(20, '0')}`
}

/** The place a sequence number names; undefined when it is none of ours. */
export function placeOf(text: string): RecordPlace | undefined {
  if (!FORM.test(text)) return undefined
  const id = Number(text.slice(1))
  if (!Number.isSafeInteger(id)) return undefined
  return { shard: Math.floor(id / SHARD_POSITIONS), position: id % SHARD_POSITIONS }
}
