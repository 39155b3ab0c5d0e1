import { DynamoError, validationError } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import type { StreamRow } from '../../storage/stream-store.ts'
import { type StreamName, streamArn, streamNameOf } from '../../streams/stream-arn.ts'
import type { Shard } from '../../streams/streams.ts'

/** What an ARN of a stream names. @throws DynamoError it is no stream's ARN */
export function readStreamArn(arn: string): StreamName {
  const name = streamNameOf(arn)
  if (name === undefined) throw validationError('Invalid StreamArn')
  return name
}

/** The stream of an ARN, also one that was disabled within a day. @throws DynamoError */
export function resolveStream(engine: EngineContext, arn: string): StreamRow {
  const name = readStreamArn(arn)
  const stream = streamArn(engine.account, name) === arn ? engine.streams.find(name) : undefined
  if (stream === undefined) {
    throw new DynamoError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`)
  }
  return stream
}

/** The shard of this number or ShardId. @throws DynamoError */
export function resolveShard(engine: EngineContext, stream: StreamRow, wanted: number | string): Shard {
  const shard = engine.streams.shard(stream, wanted)
  if (shard === undefined) {
    throw new DynamoError('ResourceNotFoundException', 'Requested resource not found: Shard does not exist')
  }
  return shard
}

/** Records before this position are older than a day. */
export function trimmed(): DynamoError {
  return new DynamoError('TrimmedDataAccessException', 'The data you are trying to access has been trimmed')
}

/** The service model gives Limit no upper end, the API reference does. @throws DynamoError */
export function checkLimit(limit: number | undefined, most: number): void {
  if (limit === undefined || limit <= most) return
  throw validationError(
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${most}`,
  )
}
