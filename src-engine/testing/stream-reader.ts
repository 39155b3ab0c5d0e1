import type { Item } from '#dynamo'
import type { Engine } from '../engine.ts'

/** A record as GetRecords answers it, with what tests look at. */
export interface ReadRecord {
  readonly eventID: string
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE'
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number
    readonly Keys: Item
    readonly NewImage?: Item
    readonly OldImage?: Item
    readonly SequenceNumber: string
    readonly SizeBytes: number
    readonly StreamViewType: string
  }
  readonly userIdentity?: { readonly PrincipalId: string; readonly Type: string }
}

export interface ReadShard {
  readonly ShardId: string
  readonly ParentShardId?: string
  readonly SequenceNumberRange: {
    readonly StartingSequenceNumber: string
    readonly EndingSequenceNumber?: string
  }
}

export interface RecordsAnswer {
  readonly Records: readonly ReadRecord[]
  readonly NextShardIterator?: string
}

/** ARN of the stream a table names. */
export async function streamOf(engine: Engine, TableName: string): Promise<string> {
  const { Table } = (await engine.execute('DescribeTable', { TableName })) as { Table: { LatestStreamArn: string } }
  return Table.LatestStreamArn
}

/** All shards of a stream, page by page. */
export async function shardsOf(engine: Engine, StreamArn: string, Limit = 100): Promise<readonly ReadShard[]> {
  const shards: ReadShard[] = []
  let ExclusiveStartShardId: string | undefined
  do {
    const answer = await engine.execute('DescribeStream', { StreamArn, Limit, ExclusiveStartShardId })
    const page = answer.StreamDescription as { Shards: readonly ReadShard[]; LastEvaluatedShardId?: string }
    shards.push(...page.Shards)
    ExclusiveStartShardId = page.LastEvaluatedShardId
  } while (ExclusiveStartShardId !== undefined)
  return shards
}

/** Where to begin to read a shard; from the oldest record unless told. */
export async function iteratorOf(
  engine: Engine,
  StreamArn: string,
  ShardId: string,
  start: { readonly ShardIteratorType: string; readonly SequenceNumber?: string } = {
    ShardIteratorType: 'TRIM_HORIZON',
  },
): Promise<string> {
  const { ShardIterator } = await engine.execute('GetShardIterator', { StreamArn, ShardId, ...start })
  return ShardIterator as string
}

export async function recordsFrom(engine: Engine, ShardIterator: string, Limit?: number): Promise<RecordsAnswer> {
  return (await engine.execute('GetRecords', { ShardIterator, Limit })) as unknown as RecordsAnswer
}

/** The records of a shard from an iterator on, `limit` at a time, until there are none. */
export async function drained(engine: Engine, iterator: string, limit?: number): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = []
  for (let next: string | undefined = iterator; next !== undefined; ) {
    const answer: RecordsAnswer = await recordsFrom(engine, next, limit)
    records.push(...answer.Records)
    next = answer.Records.length === 0 ? undefined : answer.NextShardIterator
  }
  return records
}

/** Everything a stream holds: its shards in order, so that a parent is read before its children. */
export async function readStream(engine: Engine, arn: string, limit?: number): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = []
  for (const { ShardId } of await shardsOf(engine, arn)) {
    records.push(...(await drained(engine, await iteratorOf(engine, arn, ShardId), limit)))
  }
  return records
}
