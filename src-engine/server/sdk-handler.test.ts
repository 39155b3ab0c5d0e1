import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams'
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { freshEngine } from '../testing/fresh-engine.ts'
import { callHeaders, handlerOf } from '../testing/wire-client.ts'
import type { Answer, RequestHandler } from './request-handler.ts'
import { createSdkHandler, type SdkHandlerOptions } from './sdk-handler.ts'

const TABLE = {
  TableName: 'Notes',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
}

const CONFIG = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
  maxAttempts: 1,
} satisfies DynamoDBClientConfig

function clientOf(handler: RequestHandler, options?: SdkHandlerOptions): DynamoDBClient {
  return new DynamoDBClient({ ...CONFIG, requestHandler: createSdkHandler(handler, options) })
}

describe('clients of the AWS SDK', () => {
  test('write and read, binaries included', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', TABLE)
    const client = clientOf(engine)
    const Item = { id: { S: 'é' }, bytes: { B: Uint8Array.of(0, 255) }, set: { NS: ['1', '2.5'] } }
    const written = await client.send(
      new PutItemCommand({ TableName: 'Notes', Item, ReturnConsumedCapacity: 'TOTAL' }),
    )
    expect(written.ConsumedCapacity).toEqual({ TableName: 'Notes', CapacityUnits: 1 })
    expect(written.$metadata).toMatchObject({
      httpStatusCode: 200,
      requestId: expect.stringMatching(/^[0-9A-Z]{52}$/),
      attempts: 1,
    })
    const read = await client.send(new GetItemCommand({ TableName: 'Notes', Key: { id: Item.id } }))
    expect(read.Item).toEqual(Item)
    client.destroy()
    // Another client may go on with the same engine.
    expect((await clientOf(engine).send(new ListTablesCommand({}))).TableNames).toEqual(['Notes'])
  })

  test('errors are the classes of the SDK, with their members', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', TABLE)
    const client = clientOf(engine)
    const missing = client.send(new GetItemCommand({ TableName: 'Nothing', Key: { id: { S: 'a' } } }))
    await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException)
    await client.send(new PutItemCommand({ TableName: 'Notes', Item: { id: { S: 'a' } } }))
    await expect(
      client.send(
        new PutItemCommand({
          TableName: 'Notes',
          Item: { id: { S: 'a' } },
          ConditionExpression: 'attribute_not_exists(id)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: { id: { S: 'a' } } })
  })

  test('the document client', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', TABLE)
    const documents = DynamoDBDocumentClient.from(clientOf(engine))
    await documents.send(new PutCommand({ TableName: 'Notes', Item: { id: 'a', tags: new Set(['x']), n: 1 } }))
    await documents.send(
      new UpdateCommand({
        TableName: 'Notes',
        Key: { id: 'a' },
        UpdateExpression: 'SET n = n + :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    )
    const { Item } = await documents.send(new GetCommand({ TableName: 'Notes', Key: { id: 'a' } }))
    expect(Item).toEqual({ id: 'a', tags: new Set(['x']), n: 2 })
  })

  test('the streams client', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', {
      ...TABLE,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    })
    await engine.execute('PutItem', { TableName: 'Notes', Item: { id: { S: 'a' } } })
    const client = new DynamoDBStreamsClient({ ...CONFIG, requestHandler: createSdkHandler(engine) })
    const [stream] = (await client.send(new ListStreamsCommand({ TableName: 'Notes' }))).Streams ?? []
    const StreamArn = stream?.StreamArn
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }))
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    )
    const { Records } = await client.send(new GetRecordsCommand({ ShardIterator }))
    expect(Records?.map(record => record.dynamodb?.NewImage)).toEqual([{ id: { S: 'a' } }])
  })

  test('signatures are verified where it is asked for', async () => {
    await using engine = freshEngine()
    const good = { credentials: [CONFIG.credentials] }
    expect((await clientOf(engine, { verifySignatures: good }).send(new ListTablesCommand({}))).TableNames).toEqual(
      [],
    )
    const other = { credentials: [{ ...CONFIG.credentials, secretAccessKey: 'other' }] }
    await expect(clientOf(engine, { verifySignatures: other }).send(new ListTablesCommand({}))).rejects.toMatchObject(
      { name: 'InvalidSignatureException' },
    )
  })

  test('a clock that stands elsewhere is followed, as over the wire', async () => {
    await using engine = freshEngine()
    const options = { clock: engine.ports.clock, verifySignatures: { credentials: [CONFIG.credentials] } }
    const client = new DynamoDBClient({
      ...CONFIG,
      maxAttempts: 2,
      requestHandler: createSdkHandler(engine, options),
    })
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([])
  })
})

describe('aborted calls', () => {
  test('before they begin: nothing is asked', async () => {
    let asked = 0
    const client = clientOf(
      handlerOf(() => {
        asked++
        return { body: '{}' }
      }),
    )
    const call = client.send(new ListTablesCommand({}), { abortSignal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked).toBe(0)
  })

  test('while they wait: the answer that comes later is dropped', async () => {
    const waiting: ((answer: Answer) => void)[] = []
    const client = clientOf({ submit: (_operation, _input, done) => waiting.push(done) })
    const controller = new AbortController()
    const call = client.send(new ListTablesCommand({}), { abortSignal: controller.signal })
    const outcome = expect(call).rejects.toMatchObject({ name: 'AbortError' })
    while (waiting.length === 0) await new Promise(resolve => setImmediate(resolve))
    controller.abort()
    await outcome
    waiting[0]?.({ body: '{"TableNames":[]}' })
  })

  test('a signal that outlives its call is left alone', async () => {
    const controller = new AbortController()
    const client = clientOf(handlerOf(() => ({ body: '{"TableNames":["a"]}' })))
    const { TableNames } = await client.send(new ListTablesCommand({}), { abortSignal: controller.signal })
    controller.abort()
    expect(TableNames).toEqual(['a'])
  })

  test("the SDK's own signal, which has only onabort", async () => {
    const signal = { aborted: false, onabort: null as (() => void) | null }
    const handler = createSdkHandler({ submit: () => undefined })
    const request = { method: 'POST', path: '/', headers: callHeaders('ListTables'), body: '{}' }
    const call = handler.handle(request, { abortSignal: signal })
    const outcome = expect(call).rejects.toMatchObject({ name: 'AbortError' })
    while (signal.onabort === null) await new Promise(resolve => setImmediate(resolve))
    signal.onabort()
    await outcome
  })
})
