import { type GetShardIteratorInput, validationError } from '#dynamo'
import { placeOf } from '../streams/sequence-number.ts'
import { printShardIterator } from '../streams/shard-iterator.ts'
import type { Shard } from '../streams/streams.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { readStreamArn, resolveShard, resolveStream, trimmed } from './support/resolve-stream.ts'

const INVALID = 'One or more parameter values were invalid: '

/** Types that begin at a record need its number, the others take none. The texts are not the service's. */
function check({ StreamArn, ShardIteratorType: type, SequenceNumber }: GetShardIteratorInput): void {
  readStreamArn(StreamArn)
  const needed = type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER'
  if (needed && SequenceNumber === undefined) {
    throw validationError(`${INVALID}SequenceNumber is required for ShardIteratorType ${type}`)
  }
  if (!needed && SequenceNumber !== undefined) {
    throw validationError(`${INVALID}SequenceNumber is not allowed for ShardIteratorType ${type}`)
  }
}

/** The position of a record by its number, which may also be the one at which the shard starts. */
function positionOf(shard: Shard, text: string): number {
  const place = placeOf(text)
  if (place === undefined || place.shard !== shard.id || place.position >= Math.max(shard.end, 1)) {
    throw validationError(`${INVALID}Invalid SequenceNumber`)
  }
  if (place.position < shard.firstKept && shard.firstKept > 1) throw trimmed()
  return place.position
}

function decide(shard: Shard, input: GetShardIteratorInput): number | 'horizon' {
  switch (input.ShardIteratorType) {
    case 'TRIM_HORIZON':
      return 'horizon'
    case 'LATEST':
      return shard.end
    case 'AT_SEQUENCE_NUMBER':
      return Math.max(positionOf(shard, input.SequenceNumber ?? ''), 1)
    case 'AFTER_SEQUENCE_NUMBER':
      return positionOf(shard, input.SequenceNumber ?? '') + 1
  }
}

/** Where to begin to read a shard. */
export const getShardIterator: Operation = (engine, input: GetShardIteratorInput) => {
  check(input)
  const stream = resolveStream(engine, input.StreamArn)
  const shard = resolveShard(engine, stream, input.ShardId)
  const iterator = printShardIterator({
    arn: input.StreamArn,
    shard: shard.id,
    position: decide(shard, input),
    issuedAt: engine.ports.clock.now(),
  })
  return {
    body: new AnswerText().value('ShardIterator', iterator).toString(),
    metered: { table: stream.tableName },
  }
}
