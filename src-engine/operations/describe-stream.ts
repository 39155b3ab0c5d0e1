import { DESCRIBE_STREAM_MAX_SHARDS, type DescribeStreamInput, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import type { ShardRow } from '../storage/stream-store.ts'
import { sequenceNumber } from '../streams/sequence-number.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { checkLimit, resolveStream } from './support/resolve-stream.ts'

function check({ Limit, ShardFilter }: DescribeStreamInput): void {
  checkLimit(Limit, DESCRIBE_STREAM_MAX_SHARDS)
  if (ShardFilter === undefined) return
  for (const member of ['Type', 'ShardId'] as const) {
    if (ShardFilter[member] === undefined) {
      throw validationError(`One or more parameter values were invalid: ShardFilter must have a ${member}`)
    }
  }
}

/** A closed shard has an ending number: that of its last record, or of its start when it never had one. */
function describeShard({ streams }: EngineContext, shard: ShardRow): object {
  const { id, name, parent, closedAt } = shard
  return {
    ShardId: name,
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceNumber({ shard: id, position: 0 }),
      ...(closedAt === null
        ? {}
        : { EndingSequenceNumber: sequenceNumber({ shard: id, position: streams.endOf(shard) - 1 }) }),
    },
    ...(parent === null ? {} : { ParentShardId: parent }),
  }
}

/** A stream with a page of its shards, oldest first. */
export const describeStream: Operation = (engine, input: DescribeStreamInput) => {
  check(input)
  const stream = resolveStream(engine, input.StreamArn)
  const parent = input.ShardFilter?.ShardId
  const after = input.ExclusiveStartShardId
  const shards = engine.streams
    .shards(stream)
    .filter(shard => (parent === undefined || shard.parent === parent) && (after === undefined || shard.name > after))
  const page = shards.slice(0, input.Limit ?? DESCRIBE_STREAM_MAX_SHARDS)
  return {
    body: new AnswerText()
      .value('StreamDescription', {
        StreamArn: input.StreamArn,
        StreamLabel: stream.label,
        StreamStatus: stream.closedAt === null ? 'ENABLED' : 'DISABLED',
        StreamViewType: stream.view,
        CreationRequestDateTime: stream.createdAt / 1000,
        TableName: stream.tableName,
        KeySchema: JSON.parse(stream.keySchema) as unknown,
        Shards: page.map(shard => describeShard(engine, shard)),
        ...(page.length < shards.length ? { LastEvaluatedShardId: page.at(-1)?.name } : {}),
      })
      .toString(),
    metered: { table: stream.tableName },
  }
}
