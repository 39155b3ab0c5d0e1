import type { StreamViewType } from '@aws-sdk/client-dynamodb'
import {
  DynamoDBStreams,
  DynamoDBStreamsServiceException,
  type Shard,
  type StreamDescription,
  type _Record as StreamedRecord,
} from '@aws-sdk/client-dynamodb-streams'
import { uniqueTable } from '../names.ts'
import { call, type RawAnswer } from '../raw-http.ts'
import type { Refusal } from '../refusal.ts'
import { attributes, createTable, keys } from '../tables.ts'
import { db, endpoint, identity, isService, region } from '../target.ts'

/** Streams have an endpoint of their own at the service; other engines answer them where they answer everything. */
export const streams = new DynamoDBStreams({
  ...(isService ? {} : { endpoint }),
  region,
  credentials: identity,
  maxAttempts: 1,
})

/** Sends a request to an operation of streams as bytes. */
export function callStreams(operation: string, body: unknown): Promise<RawAnswer> {
  return call(operation, body, { headers: { 'x-amz-target': `DynamoDBStreams_20120810.${operation}` } })
}

/** The error a request to streams ends in. Fails when it succeeds. */
export async function streamsRefusalOf(request: Promise<unknown>): Promise<Refusal> {
  const outcome: unknown = await request.then(
    answer => answer,
    (error: unknown) => error,
  )
  if (!(outcome instanceof DynamoDBStreamsServiceException)) {
    if (outcome instanceof Error) throw outcome
    throw new Error(`The request was not refused but answered: ${JSON.stringify(outcome)}`)
  }
  return { name: outcome.name, message: outcome.message }
}

export interface StreamingTable {
  readonly TableName: string
  readonly arn: string
}

/** A table (pk S, sk S) with an enabled stream, for one test alone. */
export async function streamingTable(view: StreamViewType = 'NEW_AND_OLD_IMAGES'): Promise<StreamingTable> {
  const TableName = uniqueTable('stream')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S' }),
    KeySchema: keys(['pk'], ['sk']),
    StreamSpecification: { StreamEnabled: true, StreamViewType: view },
  })
  const { Table } = await db.describeTable({ TableName })
  const arn = Table?.LatestStreamArn ?? ''
  await streamIs(arn, 'ENABLED')
  return { TableName, arn }
}

/** Turns the stream of a table off, and waits until it is. */
export async function disable({ TableName, arn }: StreamingTable): Promise<void> {
  await db.updateTable({ TableName, StreamSpecification: { StreamEnabled: false } })
  await streamIs(arn, 'DISABLED')
}

async function streamIs(StreamArn: string, status: StreamDescription['StreamStatus']): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { StreamDescription } = await streams.describeStream({ StreamArn })
    if (StreamDescription?.StreamStatus === status) return
    await soon()
  }
  throw new Error(`${StreamArn} did not become ${status}`)
}

const soon = () => new Promise(resolve => setTimeout(resolve, isService ? 500 : 2))

/** All shards of a stream. */
export async function shardsOf(StreamArn: string, Limit?: number): Promise<readonly Shard[]> {
  const shards: Shard[] = []
  let ExclusiveStartShardId: string | undefined
  do {
    const { StreamDescription } = await streams.describeStream({ StreamArn, Limit, ExclusiveStartShardId })
    shards.push(...(StreamDescription?.Shards ?? []))
    ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId
  } while (ExclusiveStartShardId !== undefined)
  return shards
}

/** An iterator for each shard. */
export async function iteratorsOf(arn: string, ShardIteratorType: 'TRIM_HORIZON' | 'LATEST'): Promise<string[]> {
  const shards = await shardsOf(arn)
  const answers = await Promise.all(
    shards.map(({ ShardId }) => streams.getShardIterator({ StreamArn: arn, ShardId, ShardIteratorType })),
  )
  return answers.flatMap(({ ShardIterator }) => ShardIterator ?? [])
}

/** A record with the shard it was read from. */
export interface FoundRecord {
  readonly record: StreamedRecord
  readonly ShardId: string
  /** Where the answer with this record says to go on. */
  readonly next: string | undefined
}

/** The records of a stream from its beginning, waiting until there are so many. At the service they take a moment. */
export async function recordsOf(StreamArn: string, count: number): Promise<readonly FoundRecord[]> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const found: FoundRecord[] = []
    for (const { ShardId = '' } of await shardsOf(StreamArn)) {
      const first = await streams.getShardIterator({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' })
      for (
        let ShardIterator = first.ShardIterator, empty = 0;
        ShardIterator !== undefined && empty < (isService ? 5 : 1);
      ) {
        const { Records = [], NextShardIterator } = await streams.getRecords({ ShardIterator })
        found.push(...Records.map(record => ({ record, ShardId, next: NextShardIterator })))
        if (Records.length === 0) empty++
        ShardIterator = NextShardIterator
      }
    }
    if (found.length >= count) return found
    await soon()
  }
  throw new Error(`${StreamArn} never had ${count} records`)
}
