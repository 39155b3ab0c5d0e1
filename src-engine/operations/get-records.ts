import { GET_RECORDS_MAX_RECORDS, type GetRecordsInput } from '#dynamo'
import { printShardIterator, readShardIterator } from '../streams/shard-iterator.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { checkLimit, resolveShard, resolveStream, trimmed } from './support/resolve-stream.ts'

/** Up to 1,000 records or 1 MB of a shard, and where to go on; nowhere when the shard is closed and read to its end. */
export const getRecords: Operation = (engine, input: GetRecordsInput) => {
  checkLimit(input.Limit, GET_RECORDS_MAX_RECORDS)
  const now = engine.ports.clock.now()
  const iterator = readShardIterator(input.ShardIterator, now)
  const stream = resolveStream(engine, iterator.arn)
  const shard = resolveShard(engine, stream, iterator.shard)
  const position = iterator.position === 'horizon' ? shard.firstKept : iterator.position
  if (position < shard.firstKept) throw trimmed()

  const page = engine.streams.read(
    { streamArn: iterator.arn, region: engine.account.region, view: stream.view },
    shard,
    position,
    input.Limit ?? GET_RECORDS_MAX_RECORDS,
  )
  const isDrained = shard.closedAt !== null && page.next >= shard.end
  return {
    body: new AnswerText()
      .list('Records', page.texts)
      .value(
        'NextShardIterator',
        isDrained ? undefined : printShardIterator({ ...iterator, position: page.next, issuedAt: now }),
      )
      .toString(),
    metered: { table: stream.tableName, returned: page.texts.length },
  }
}
