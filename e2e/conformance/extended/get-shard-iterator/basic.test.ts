import { beforeAll, describe, expect, test } from 'vitest'
import { type StreamingTable, shardsOf, streamingTable, streams, streamsRefusalOf } from '../streams.ts'

let table: StreamingTable
let ShardId = ''
let start = ''
beforeAll(async () => {
  table = await streamingTable('KEYS_ONLY')
  const [shard] = await shardsOf(table.arn)
  ShardId = shard?.ShardId ?? ''
  start = shard?.SequenceNumberRange?.StartingSequenceNumber ?? ''
})

test.each(['TRIM_HORIZON', 'LATEST'] as const)('%s takes no sequence number', async ShardIteratorType => {
  const { ShardIterator } = await streams.getShardIterator({ StreamArn: table.arn, ShardId, ShardIteratorType })
  expect(ShardIterator?.startsWith(`${table.arn}|`)).toBe(true)
})

test.each(['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const)(
  '%s takes the number at which the shard starts',
  async ShardIteratorType => {
    const { ShardIterator } = await streams.getShardIterator({
      StreamArn: table.arn,
      ShardId,
      ShardIteratorType,
      SequenceNumber: start,
    })
    expect(ShardIterator?.startsWith(`${table.arn}|`)).toBe(true)
  },
)

describe('is refused', () => {
  test.each(['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const)(
    '%s without a sequence number',
    async ShardIteratorType => {
      const refusal = await streamsRefusalOf(
        streams.getShardIterator({ StreamArn: table.arn, ShardId, ShardIteratorType }),
      )
      expect(refusal.name).toBe('ValidationException')
    },
  )

  test.each(['TRIM_HORIZON', 'LATEST'] as const)('%s with a sequence number', async ShardIteratorType => {
    const refusal = await streamsRefusalOf(
      streams.getShardIterator({ StreamArn: table.arn, ShardId, ShardIteratorType, SequenceNumber: start }),
    )
    expect(refusal.name).toBe('ValidationException')
  })

  test('for a type that there is not', async () => {
    const refusal = await streamsRefusalOf(
      streams.getShardIterator({ StreamArn: table.arn, ShardId, ShardIteratorType: 'YESTERDAY' as 'LATEST' }),
    )
    expect(refusal.name).toBe('ValidationException')
    expect(refusal.message).toContain(
      "Value 'YESTERDAY' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [",
    )
  })

  test('for a shard that there is not', async () => {
    const refusal = await streamsRefusalOf(
      streams.getShardIterator({
        StreamArn: table.arn,
        ShardId: 'shardId-00000001000000000000-00000000',
        ShardIteratorType: 'LATEST',
      }),
    )
    expect(refusal).toEqual({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Shard does not exist',
    })
  })

  test('for what is no ARN', async () => {
    const refusal = await streamsRefusalOf(
      streams.getShardIterator({ StreamArn: 'not-an-arn'.repeat(5), ShardId, ShardIteratorType: 'LATEST' }),
    )
    expect(refusal.name).toBe('ValidationException')
  })
})
