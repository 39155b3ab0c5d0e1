import { DynamoError, SHARD_ITERATOR_SECONDS, validationError } from '#dynamo'

/** A place in a shard from which records are read, as GetShardIterator hands it out. */
export interface ShardIterator {
  /** ARN of the stream. */
  readonly arn: string
  /** Number of the shard. */
  readonly shard: number
  /** Position of the next record; `horizon` for the oldest one there is when the iterator is used. */
  readonly position: number | 'horizon'
  /** Milliseconds since 1970. */
  readonly issuedAt: number
}

/** The iterator as clients pass it on: the stream's ARN in front, as the service has it, and the rest opaque. */
export function printShardIterator({ arn, shard, position, issuedAt }: ShardIterator): string {
  const rest = JSON.stringify([shard, position === 'horizon' ? -1 : position, issuedAt])
  return `${arn}|1|${Buffer.from(rest).toString('base64')}`
}

const FORM = /^([^|]+)\|1\|([A-Za-z0-9+/=]+)$/

/**
 * Reads an iterator that was handed out before.
 *
 * @throws DynamoError ValidationException for a text that never was one; ExpiredIteratorException after 15 minutes
 */
export function readShardIterator(text: string, now: number): ShardIterator {
  const [, arn = '', rest = ''] = FORM.exec(text) ?? []
  const [shard, position, issuedAt, ...more] = numbersIn(Buffer.from(rest, 'base64').toString())
  if (shard === undefined || position === undefined || issuedAt === undefined || more.length > 0) {
    throw validationError('Invalid ShardIterator')
  }
  if (now - issuedAt > SHARD_ITERATOR_SECONDS * 1000) {
    throw new DynamoError('ExpiredIteratorException', 'The provided iterator exceeds the maximum age allowed')
  }
  return { arn, shard, position: position === -1 ? 'horizon' : position, issuedAt }
}

function numbersIn(json: string): readonly number[] {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) && value.every(member => Number.isSafeInteger(member)) ? (value as number[]) : []
  } catch {
    return []
  }
}
