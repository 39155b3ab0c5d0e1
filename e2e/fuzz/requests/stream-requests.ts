import fc from 'fast-check'
import type { OperationName } from '#dynamo'
import { echo } from '../echoes.ts'
import type { FuzzedRequest } from './fuzzed-request.ts'

/** Readers of the fixture's stream, at every stage of what a reader does. */

const StreamArn = fc.constant(echo('LatestStreamArn'))
const ShardId = fc.constant(echo('ShardId'))
const limits = fc.constantFrom({}, {}, { Limit: 1 }, { Limit: 1000 }, { Limit: 0 })
const numbers = fc.constantFrom(echo('StartingSequenceNumber'), echo('SequenceNumber'), '0', '1'.repeat(40), '', 'x')
const starts = fc.oneof(
  fc.constantFrom({ ShardIteratorType: 'TRIM_HORIZON' }, { ShardIteratorType: 'LATEST' }),
  fc.record({
    ShardIteratorType: fc.constantFrom('AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER', 'TRIM_HORIZON'),
    SequenceNumber: numbers,
  }),
)
const iterators = fc.constantFrom(
  ...[
    echo('ShardIterator'),
    echo('ShardIterator'),
    echo('NextShardIterator'),
    '',
    'x',
    'arn|1|AAAA',
    '='.repeat(2000),
  ],
)

const of = (operation: OperationName, bodies: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzedRequest> =>
  bodies.map(body => ({ operation, body }))

export const streamRequests: fc.Arbitrary<FuzzedRequest> = fc.oneof(
  of('ListStreams', fc.constantFrom({}, { TableName: 'Plain' }, { Limit: 1 }, { TableName: 'Nowhere' })),
  of(
    'DescribeStream',
    fc.tuple(StreamArn, limits).map(([arn, limit]) => ({ StreamArn: arn, ...limit })),
  ),
  {
    weight: 2,
    arbitrary: of(
      'GetShardIterator',
      fc
        .tuple(StreamArn, ShardId, starts)
        .map(([arn, shard, start]) => ({ StreamArn: arn, ShardId: shard, ...start })),
    ),
  },
  {
    weight: 3,
    arbitrary: of(
      'GetRecords',
      fc.tuple(iterators, limits).map(([ShardIterator, limit]) => ({ ShardIterator, ...limit })),
    ),
  },
)
