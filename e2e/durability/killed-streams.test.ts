import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb'
import { DynamoDBStreams, type Shard } from '@aws-sdk/client-dynamodb-streams'
import { afterEach, expect, test } from 'vitest'
import { serveDirectory } from './served-directory.ts'

/**
 * A write and its record are there together or not at all, whenever the process is killed: after several rounds, each
 * killed while sixteen writers are at work, replaying the stream makes exactly the table.
 */

const ROUNDS = 3
const WRITERS = 16
const TableName = 'Killed'

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

type Item = Record<string, AttributeValue>

test('replaying the stream makes the table, after kills under load', { timeout: 120_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'facet-killed-streams-'))
  cleanUp.push(() => rm(directory, { recursive: true, force: true }))
  let version = 0
  let answeredPuts = 0
  for (let round = 0; round < ROUNDS; round++) {
    const { client, end } = await serveDirectory(directory)
    cleanUp.push(() => end('SIGKILL'))
    if (round === 0) await createTable(client)
    let running = true
    const writer = async (id: number): Promise<void> => {
      for (let n = 0; running; n++) {
        const pk = { S: `writer-${id}-${n % 20}` }
        try {
          if (n % 7 === 6) await client.send(new DeleteItemCommand({ TableName, Key: { pk } }))
          else {
            await client.send(new PutItemCommand({ TableName, Item: { pk, v: { N: String(++version) } } }))
            answeredPuts++
          }
        } catch {
          return
        }
      }
    }
    const writers = Array.from({ length: WRITERS }, (_, id) => writer(id))
    await new Promise(resolve => setTimeout(resolve, 300 + 170 * round))
    await end('SIGKILL')
    running = false
    await Promise.all(writers)
  }
  expect(answeredPuts).toBeGreaterThan(WRITERS * 10)

  const { client, url, end } = await serveDirectory(directory)
  cleanUp.push(() => end('SIGKILL'))
  const streams = new DynamoDBStreams({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const { records, replayed } = await replay(client, streams)
  // Every put changes its item. What was under way at a kill may be there without its answer.
  expect(records).toBeGreaterThanOrEqual(answeredPuts)
  const table = new Map<string, Item>()
  for await (const { Items } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const item of Items ?? []) table.set(item.pk?.S ?? '', item)
  }
  expect(replayed).toEqual(table)
  streams.destroy()
})

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  )
}

async function replay(
  client: DynamoDBClient,
  streams: DynamoDBStreams,
): Promise<{ readonly records: number; readonly replayed: ReadonlyMap<string, Item> }> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  const StreamArn = Table?.LatestStreamArn
  const replayed = new Map<string, Item>()
  let records = 0
  const { StreamDescription } = await streams.describeStream({ StreamArn })
  for (const { ShardId } of StreamDescription?.Shards ?? ([] as Shard[])) {
    const first = await streams.getShardIterator({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' })
    for (let ShardIterator = first.ShardIterator; ShardIterator !== undefined; ) {
      const { Records = [], NextShardIterator } = await streams.getRecords({ ShardIterator })
      for (const { dynamodb } of Records) {
        records++
        const key = dynamodb?.Keys?.pk?.S ?? ''
        expect(replayed.get(key)).toEqual(dynamodb?.OldImage)
        if (dynamodb?.NewImage === undefined) replayed.delete(key)
        else replayed.set(key, dynamodb.NewImage)
      }
      ShardIterator = Records.length === 0 ? undefined : NextShardIterator
    }
  }
  return { records, replayed }
}
