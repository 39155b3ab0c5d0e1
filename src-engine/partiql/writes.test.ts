import { describe, expect, test } from 'vitest'
import type { AttributeValue, Item } from '#dynamo'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

const KEY = [{ AttributeName: 'pk', KeyType: 'HASH' }]

async function table(engine: Engine, more: object = {}): Promise<void> {
  await engine.execute('CreateTable', {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: KEY,
    ...more,
  })
}

const run = (engine: Engine, Statement: string, Parameters?: AttributeValue[]) =>
  engine.execute('ExecuteStatement', { Statement, ...(Parameters && { Parameters }) })
const stored = async (engine: Engine, pk: string): Promise<unknown> =>
  (await engine.execute('GetItem', { TableName: 'Things', Key: { pk: { S: pk } }, ConsistentRead: true })).Item
const batch = (engine: Engine, ...statements: string[]) =>
  engine.execute('BatchExecuteStatement', { Statements: statements.map(Statement => ({ Statement })) })
const transaction = (engine: Engine, ...statements: string[]) =>
  engine.execute('ExecuteTransaction', { TransactStatements: statements.map(Statement => ({ Statement })) })

test('statements write to streams and indexes like everything else', async () => {
  await using engine = freshEngine()
  await table(engine, {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'g', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byG',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  })
  await run(engine, "INSERT INTO Things VALUE {'pk': 'a', 'g': 'x'}")
  await run(engine, "UPDATE Things SET g = 'y' WHERE pk = 'a'")
  expect(await run(engine, "SELECT pk FROM Things.byG WHERE g = 'y'")).toEqual({ Items: [{ pk: { S: 'a' } }] })
  await transaction(engine, "DELETE FROM Things WHERE pk = 'a'")
  const { Streams } = (await engine.execute('ListStreams', {})) as { Streams: { StreamArn: string }[] }
  const StreamArn = Streams[0]?.StreamArn
  const { StreamDescription } = (await engine.execute('DescribeStream', { StreamArn })) as {
    StreamDescription: { Shards: { ShardId: string }[] }
  }
  const { ShardIterator } = await engine.execute('GetShardIterator', {
    StreamArn,
    ShardId: StreamDescription.Shards[0]?.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  })
  const { Records } = (await engine.execute('GetRecords', { ShardIterator })) as { Records: { eventName: string }[] }
  expect(Records.map(record => record.eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE'])
})

describe('a batch', () => {
  test('writes what it can, and nothing of a statement that fails', async () => {
    await using engine = freshEngine()
    await table(engine)
    await run(engine, "INSERT INTO Things VALUE {'pk': 'there', 'l': [1]}")
    const { Responses } = await batch(
      engine,
      "INSERT INTO Things VALUE {'pk': 'made'}",
      "UPDATE Things SET l = list_append(l, 'x') WHERE pk = 'there'",
      "UPDATE Things SET l = list_append(l, n) WHERE pk = 'there too'",
    )
    expect(Responses).toMatchObject([
      { TableName: 'Things' },
      { Error: { Code: 'ValidationError' } },
      { Error: { Code: 'ConditionalCheckFailed' } },
    ])
    expect(await stored(engine, 'made')).toBeDefined()
    expect(await stored(engine, 'there')).toEqual({ pk: { S: 'there' }, l: { L: [{ N: '1' }] } })
  })

  test('does not take EXISTS, nor what is no statement', async () => {
    await using engine = freshEngine()
    await table(engine)
    const { Responses } = await batch(engine, "EXISTS(SELECT * FROM Things WHERE pk = 'a' AND v = 1)", 'a = 1')
    expect(Responses).toEqual([
      {
        Error: {
          Code: 'ValidationError',
          Message: 'EXISTS can only be used in ExecuteTransaction write requests.',
        },
      },
      { Error: { Code: 'ValidationError', Message: 'Unsupported operation: Eq' } },
    ])
  })

  test('counts a statement that cannot be bound as what it would have been', async () => {
    await using engine = freshEngine()
    await table(engine)
    await expect(batch(engine, 'SELECT COUNT(*) FROM Things', "DELETE FROM Things WHERE pk = 'a'")).rejects.toThrow(
      'Read and write requests together in the same batch is not supported.',
    )
  })
})

describe('EXISTS', () => {
  test('asks for the item to be there, whatever the condition', async () => {
    await using engine = freshEngine()
    await table(engine)
    const exists = "EXISTS(SELECT * FROM Things WHERE pk = 'a' AND v IS MISSING)"
    await expect(transaction(engine, exists)).rejects.toMatchObject({
      members: { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }] },
    })
    await run(engine, "INSERT INTO Things VALUE {'pk': 'a'}")
    expect(await transaction(engine, exists)).toEqual({ Responses: [] })
  })

  test('takes the first of two values for a key', async () => {
    await using engine = freshEngine()
    await table(engine)
    await run(engine, "INSERT INTO Things VALUE {'pk': 'a'}")
    expect(
      await transaction(engine, "EXISTS(SELECT * FROM Things WHERE pk = 'a' AND pk = 'b' AND v IS MISSING)"),
    ).toEqual({ Responses: [] })
  })
})

describe('a transaction', () => {
  test('names missing tables before it looks at keys', async () => {
    await using engine = freshEngine()
    await table(engine)
    await expect(
      transaction(engine, 'DELETE FROM Things WHERE pk = 1', "DELETE FROM Nowhere WHERE pk = 'a'"),
    ).rejects.toMatchObject({
      members: { CancellationReasons: [{ Code: 'None' }, { Code: 'ResourceNotFound' }] },
    })
  })

  test('is refused for a mix of reads and writes before it is cancelled', async () => {
    await using engine = freshEngine()
    await table(engine)
    await expect(
      transaction(engine, "SELECT * FROM Nowhere WHERE pk = 'a'", "DELETE FROM Things WHERE pk = 'a'"),
    ).rejects.toThrow('does not support both read and write operations')
  })

  test('names a faulty key before an item that is there twice', async () => {
    await using engine = freshEngine()
    await table(engine)
    const remove = "DELETE FROM Things WHERE pk = 'a'"
    await expect(transaction(engine, remove, remove, 'DELETE FROM Things WHERE pk = 1')).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      members: { CancellationReasons: [{ Code: 'None' }, { Code: 'None' }, { Code: 'ValidationError' }] },
    })
  })
})

test('MODIFIED NEW names an element where it was written, not where it went', async () => {
  await using engine = freshEngine()
  await table(engine)
  await run(engine, "INSERT INTO Things VALUE {'pk': 'a', 'l': [1]}")
  const { Items } = (await run(
    engine,
    "UPDATE Things SET l[5] = 2, v = 3 WHERE pk = 'a' RETURNING MODIFIED NEW *",
  )) as { Items: Item[] }
  expect(Items).toEqual([{ v: { N: '3' } }])
  expect(await stored(engine, 'a')).toEqual({ pk: { S: 'a' }, l: { L: [{ N: '1' }, { N: '2' }] }, v: { N: '3' } })
})

test('an item that grows beyond 400 KB is refused', async () => {
  await using engine = freshEngine()
  await table(engine)
  await run(engine, "INSERT INTO Things VALUE {'pk': 'a', 'v': ?}", [{ S: 'x'.repeat(300_000) }])
  await expect(run(engine, "UPDATE Things SET w = v WHERE pk = 'a'")).rejects.toThrow(
    'Item size to update has exceeded the maximum allowed size',
  )
})
