/** The document client of the AWS SDK: plain JavaScript values on one side, our wire on the other. In one file: one table serves all. */
import { CreateTableCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocument,
  DynamoDBDocumentClient,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  GetCommand,
  NumberValue,
  PutCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedEngine, serveEngine } from './served-engine.ts'

let served: ServedEngine
let db: DynamoDBDocumentClient
const TableName = 'Music'

beforeAll(async () => {
  served = await serveEngine()
  db = DynamoDBDocumentClient.from(served.client, {
    marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
  })
  await served.client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'artist', AttributeType: 'S' },
        { AttributeName: 'song', AttributeType: 'S' },
        { AttributeName: 'genre', AttributeType: 'S' },
        { AttributeName: 'year', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'artist', KeyType: 'HASH' },
        { AttributeName: 'song', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-genre',
          KeySchema: [
            { AttributeName: 'genre', KeyType: 'HASH' },
            { AttributeName: 'year', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  )
})
afterAll(() => served[Symbol.asyncDispose]())

describe('values', () => {
  test('every JavaScript value comes back as it went', async () => {
    const Key = { artist: 'values', song: 'all' }
    const item = {
      ...Key,
      text: 'é😀\0',
      empty: '',
      number: -0.5,
      big: 12345678901234567890n,
      flag: false,
      nothing: null,
      bytes: Uint8Array.of(0, 255, 7),
      texts: new Set(['b', 'a']),
      numbers: new Set([3, 1.5]),
      list: [1, 'two', [null, { deep: [true] }], {}],
      when: undefined,
    }
    await db.send(new PutCommand({ TableName, Item: item }))
    const { Item } = await db.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
    expect(Item).toEqual({ ...item, when: undefined })
  })

  test('a number with more digits than a double keeps them as a NumberValue', async () => {
    const precise = DynamoDBDocument.from(served.newClient(), { unmarshallOptions: { wrapNumbers: true } })
    const digits = '1234567890.1234567890123456789012345678'
    await precise.put({ TableName, Item: { artist: 'values', song: 'precise', n: NumberValue.from(digits) } })
    const { Item } = await precise.get({ TableName, Key: { artist: 'values', song: 'precise' } })
    expect(String(Item?.n.value)).toBe(digits)
  })

  test('a class instance is stored as a map', async () => {
    class Label {
      name = 'indie'
      since = 1994
    }
    await db.send(new PutCommand({ TableName, Item: { artist: 'values', song: 'class', label: new Label() } }))
    const { Item } = await db.send(new GetCommand({ TableName, Key: { artist: 'values', song: 'class' } }))
    expect(Item?.label).toEqual({ name: 'indie', since: 1994 })
  })
})

describe('updates', () => {
  const Key = { artist: 'updates', song: 'one' }

  test('SET, ADD, REMOVE and DELETE answer the new item', async () => {
    await db.send(
      new PutCommand({ TableName, Item: { ...Key, plays: 1, tags: new Set(['x', 'y']), draft: 1, list: [1] } }),
    )
    const { Attributes } = await db.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression:
          'SET #l = list_append(#l, :more), title = if_not_exists(title, :t) ADD plays :n REMOVE draft DELETE tags :x',
        ConditionExpression: 'plays = :n',
        ExpressionAttributeNames: { '#l': 'list' },
        ExpressionAttributeValues: { ':more': [2], ':t': 'One', ':n': 1, ':x': new Set(['x']) },
        ReturnValues: 'ALL_NEW',
      }),
    )
    expect(Attributes).toEqual({ ...Key, plays: 2, tags: new Set(['y']), list: [1, 2], title: 'One' })
  })

  test('a false condition is a ConditionalCheckFailedException with the item, when asked for', async () => {
    const attempt = db.send(
      new DeleteCommand({
        TableName,
        Key,
        ConditionExpression: 'plays > :n',
        ExpressionAttributeValues: { ':n': 99 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    await expect(attempt).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { plays: { N: '2' } },
    })
  })
})

describe('batches and pages', () => {
  const songs = Array.from({ length: 25 }, (_, n) => ({
    artist: 'pages',
    song: `song ${String(n).padStart(2, '0')}`,
    genre: n % 2 === 0 ? 'even' : 'odd',
    year: 2000 - n,
  }))

  beforeAll(async () => {
    const { UnprocessedItems } = await db.send(
      new BatchWriteCommand({ RequestItems: { [TableName]: songs.map(Item => ({ PutRequest: { Item } })) } }),
    )
    expect(UnprocessedItems).toEqual({})
  })

  test('a batch reads what is there', async () => {
    const Keys = [...songs.slice(0, 3), { artist: 'pages', song: 'none' }].map(({ artist, song }) => ({
      artist,
      song,
    }))
    const { Responses } = await db.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }))
    expect(Responses?.[TableName]).toHaveLength(3)
    expect(Responses?.[TableName]).toEqual(expect.arrayContaining(songs.slice(0, 3)))
  })

  test('paginateQuery walks every page, in both directions', async () => {
    for (const ScanIndexForward of [true, false]) {
      const pages: unknown[][] = []
      const query = {
        TableName,
        KeyConditionExpression: 'artist = :a',
        ExpressionAttributeValues: { ':a': 'pages' },
        ScanIndexForward,
      }
      for await (const page of paginateQuery({ client: db, pageSize: 10 }, query)) pages.push(page.Items ?? [])
      expect(pages.map(page => page.length)).toEqual([10, 10, 5])
      expect(pages.flat()).toEqual(ScanIndexForward ? songs : songs.toReversed())
    }
  })

  test('an index answers in the order of its numbers, filtered', async () => {
    const { Items, Count, ScannedCount } = await db.send(
      new QueryCommand({
        TableName,
        IndexName: 'by-genre',
        KeyConditionExpression: 'genre = :g AND #y BETWEEN :from AND :to',
        FilterExpression: 'song <> :not',
        ExpressionAttributeNames: { '#y': 'year' },
        ExpressionAttributeValues: { ':g': 'even', ':from': 1980, ':to': 1986, ':not': 'song 16' },
      }),
    )
    expect(Items?.map(item => item.year)).toEqual([1980, 1982, 1986])
    expect([Count, ScannedCount]).toEqual([3, 4])
  })

  test('paginateScan in parallel segments finds everything once', async () => {
    const found: unknown[] = []
    for (const Segment of [0, 1, 2]) {
      const scan = { TableName, Segment, TotalSegments: 3, FilterExpression: 'attribute_exists(genre)' }
      for await (const page of paginateScan({ client: db, pageSize: 4 }, scan)) found.push(...(page.Items ?? []))
    }
    expect(found).toHaveLength(25)
    expect(found).toEqual(expect.arrayContaining(songs))
  })
})

describe('transactions', () => {
  const account = (song: string, balance: number): object => ({ artist: 'bank', song, balance })
  const pay = (amount: number): TransactWriteCommand =>
    new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { artist: 'bank', song: 'from' },
            UpdateExpression: 'SET balance = balance - :n',
            ConditionExpression: 'balance >= :n',
            ExpressionAttributeValues: { ':n': amount },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          Update: {
            TableName,
            Key: { artist: 'bank', song: 'to' },
            UpdateExpression: 'SET balance = balance + :n',
            ExpressionAttributeValues: { ':n': amount },
          },
        },
      ],
    })
  const balances = async (): Promise<unknown> => {
    const { Responses } = await db.send(
      new TransactGetCommand({
        TransactItems: ['from', 'to'].map(song => ({ Get: { TableName, Key: { artist: 'bank', song } } })),
      }),
    )
    return Responses?.map(({ Item }) => Item?.balance)
  }

  test('all happens or nothing, and the reasons say which action failed', async () => {
    await db.send(new PutCommand({ TableName, Item: account('from', 10) }))
    await db.send(new PutCommand({ TableName, Item: account('to', 0) }))
    await db.send(pay(7))
    expect(await balances()).toEqual([3, 7])
    const failed: unknown = await db.send(pay(7)).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(TransactionCanceledException)
    expect((failed as TransactionCanceledException).CancellationReasons).toMatchObject([
      { Code: 'ConditionalCheckFailed', Item: { balance: { N: '3' } } },
      { Code: 'None' },
    ])
    expect(await balances()).toEqual([3, 7])
  })
})

describe('statements', () => {
  test('PartiQL with plain values for parameters, page by page', async () => {
    const insert = `INSERT INTO "Music" VALUE {'artist': ?, 'song': ?, 'tags': ?, 'plays': ?}`
    for (const n of [1, 2, 3]) {
      const Parameters = ['ann', `song ${n}`, new Set(['live']), n]
      await db.send(new ExecuteStatementCommand({ Statement: insert, Parameters }))
    }
    const Statement = 'SELECT song, plays FROM "Music" WHERE artist = ? AND plays > ?'
    const found: unknown[] = []
    let NextToken: string | undefined
    do {
      const page = await db.send(
        new ExecuteStatementCommand({ Statement, Parameters: ['ann', 1], Limit: 1, ...(NextToken && { NextToken }) }),
      )
      found.push(...(page.Items ?? []))
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(found).toEqual([
      { song: 'song 2', plays: 2 },
      { song: 'song 3', plays: 3 },
    ])
  })

  test('several in a transaction', async () => {
    const update = `UPDATE "Music" SET plays = plays + ? WHERE artist = ? AND song = ?`
    await db.send(
      new ExecuteTransactionCommand({
        TransactStatements: [
          { Statement: update, Parameters: [10, 'ann', 'song 1'] },
          { Statement: `DELETE FROM "Music" WHERE artist = 'ann' AND song = 'song 3'` },
        ],
      }),
    )
    const { Items } = await db.send(
      new ExecuteStatementCommand({ Statement: `SELECT * FROM "Music" WHERE artist = 'ann'` }),
    )
    expect(Items).toMatchObject([
      { song: 'song 1', plays: 11, tags: new Set(['live']) },
      { song: 'song 2', plays: 2 },
    ])
  })
})
