/** DynamoDB-Toolbox: entities with schemas over one table, requests built piece by piece. Long for its imports: one per kind of request. */
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Entity } from 'dynamodb-toolbox/entity'
import { BatchDeleteRequest } from 'dynamodb-toolbox/entity/actions/batchDelete'
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet'
import { BatchPutRequest } from 'dynamodb-toolbox/entity/actions/batchPut'
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete'
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get'
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put'
import { ConditionCheck } from 'dynamodb-toolbox/entity/actions/transactCheck'
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete'
import { execute as executeTransactGet, GetTransaction } from 'dynamodb-toolbox/entity/actions/transactGet'
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut'
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate'
import { execute as executeTransactWrite } from 'dynamodb-toolbox/entity/actions/transactWrite'
import {
  $add,
  $append,
  $delete,
  $get,
  $prepend,
  $remove,
  $subtract,
  UpdateItemCommand,
} from 'dynamodb-toolbox/entity/actions/update'
import { anyOf } from 'dynamodb-toolbox/schema/anyOf'
import { item } from 'dynamodb-toolbox/schema/item'
import { list } from 'dynamodb-toolbox/schema/list'
import { map } from 'dynamodb-toolbox/schema/map'
import { number } from 'dynamodb-toolbox/schema/number'
import { record } from 'dynamodb-toolbox/schema/record'
import { set } from 'dynamodb-toolbox/schema/set'
import { string } from 'dynamodb-toolbox/schema/string'
import { Table } from 'dynamodb-toolbox/table'
import { BatchGetCommand, execute as executeBatchGet } from 'dynamodb-toolbox/table/actions/batchGet'
import { BatchWriteCommand, execute as executeBatchWrite } from 'dynamodb-toolbox/table/actions/batchWrite'
import { DeletePartitionCommand } from 'dynamodb-toolbox/table/actions/deletePartition'
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query'
import { ScanCommand } from 'dynamodb-toolbox/table/actions/scan'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedEngine, serveEngine } from './served-engine.ts'

let served: ServedEngine

const Pokedex = new Table({
  name: 'pokedex',
  partitionKey: { name: 'trainer', type: 'string' },
  sortKey: { name: 'caught', type: 'number' },
  indexes: {
    byLevel: {
      type: 'global',
      partitionKey: { name: 'species', type: 'string' },
      sortKey: { name: 'level', type: 'number' },
    },
  },
})
const Pokemon = new Entity({
  name: 'POKEMON',
  table: Pokedex,
  timestamps: false,
  schema: item({
    trainer: string().key(),
    caught: number().key(),
    species: string(),
    level: number().default(1),
    moves: list(string()).default([]),
    types: set(string()).optional(),
    nick: string().optional(),
    stats: record(string(), number()).optional(),
    held: map({ name: string(), uses: anyOf(number(), string()) }).optional(),
  }),
})

beforeAll(async () => {
  served = await serveEngine()
  Pokedex.documentClient = DynamoDBDocumentClient.from(served.client, {
    marshallOptions: { removeUndefinedValues: true },
  })
  const attribute = (AttributeName: string, AttributeType: 'S' | 'N') => ({ AttributeName, AttributeType })
  await served.client.send(
    new CreateTableCommand({
      TableName: 'pokedex',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        attribute('trainer', 'S'),
        attribute('caught', 'N'),
        attribute('species', 'S'),
        attribute('level', 'N'),
      ],
      KeySchema: [
        { AttributeName: 'trainer', KeyType: 'HASH' },
        { AttributeName: 'caught', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byLevel',
          KeySchema: [
            { AttributeName: 'species', KeyType: 'HASH' },
            { AttributeName: 'level', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  )
  const requests = Array.from({ length: 20 }, (_, n) =>
    Pokemon.build(BatchPutRequest).item({
      trainer: 'ash',
      caught: n,
      species: n % 2 === 0 ? 'eevee' : 'mew',
      level: 50 - n,
    }),
  )
  await executeBatchWrite(Pokedex.build(BatchWriteCommand).requests(...requests))
})
afterAll(() => served[Symbol.asyncDispose]())

describe('one item', () => {
  const Key = { trainer: 'misty', caught: 1 }

  test('put under a condition, get with chosen attributes', async () => {
    const put = Pokemon.build(PutItemCommand)
      .item({ ...Key, species: 'psyduck', types: new Set(['water']), held: { name: 'berry', uses: 'many' } })
      .options({ condition: { attr: 'trainer', exists: false } })
    await put.send()
    await expect(put.send()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    const { Item } = await Pokemon.build(GetItemCommand).key(Key).send()
    expect(Item).toEqual({
      ...Key,
      species: 'psyduck',
      level: 1,
      moves: [],
      types: new Set(['water']),
      held: { name: 'berry', uses: 'many' },
    })
    const part = await Pokemon.build(GetItemCommand)
      .key(Key)
      .options({ attributes: ['species', 'held.uses'], consistent: true })
      .send()
    expect(part.Item).toEqual({ species: 'psyduck', held: { uses: 'many' } })
  })

  test('update adds, appends, prepends, deletes and removes', async () => {
    await Pokemon.build(PutItemCommand)
      .item({
        ...Key,
        species: 'psyduck',
        types: new Set(['water', 'psychic']),
        nick: 'p',
        stats: { hp: 10 },
        moves: ['b'],
      })
      .send()
    const { Attributes } = await Pokemon.build(UpdateItemCommand)
      .item({
        ...Key,
        level: $add(5),
        moves: $append(['c']),
        types: $delete(new Set(['psychic'])),
        nick: $remove(),
        stats: { hp: $subtract($get('stats.hp'), 3), speed: 7 },
      })
      .options({ returnValues: 'ALL_NEW', condition: { attr: 'level', lt: 10 } })
      .send()
    expect(Attributes).toEqual({
      ...Key,
      species: 'psyduck',
      level: 6,
      moves: ['b', 'c'],
      types: new Set(['water']),
      stats: { hp: 7, speed: 7 },
    })
    await Pokemon.build(UpdateItemCommand)
      .item({ ...Key, moves: $prepend(['a']) })
      .send()
    const { Item } = await Pokemon.build(GetItemCommand).key(Key).send()
    expect(Item?.moves).toEqual(['a', 'b', 'c'])
  })

  test('delete answers what was there', async () => {
    const { Attributes } = await Pokemon.build(DeleteItemCommand).key(Key).options({ returnValues: 'ALL_OLD' }).send()
    expect(Attributes).toMatchObject({ species: 'psyduck' })
    expect((await Pokemon.build(GetItemCommand).key(Key).send()).Item).toBeUndefined()
  })
})

describe('pages', () => {
  test('a query by range, filtered, in both directions', async () => {
    const { Items = [] } = await Pokedex.build(QueryCommand)
      .entities(Pokemon)
      .query({ partition: 'ash', range: { between: [5, 14] } })
      .options({ filters: { POKEMON: { attr: 'species', eq: 'mew' } }, reverse: true })
      .send()
    expect(Items.map(one => one.caught)).toEqual([13, 11, 9, 7, 5])
  })

  test('an index, page by page', async () => {
    const found: number[] = []
    let exclusiveStartKey: Record<string, unknown> | undefined
    let pages = 0
    do {
      const page = await Pokedex.build(QueryCommand)
        .entities(Pokemon)
        .query({ index: 'byLevel', partition: 'eevee' })
        .options({ limit: 4, ...(exclusiveStartKey === undefined ? {} : { exclusiveStartKey }) })
        .send()
      found.push(...(page.Items ?? []).map(one => one.level))
      exclusiveStartKey = page.LastEvaluatedKey
      pages++
    } while (exclusiveStartKey !== undefined)
    expect(found).toEqual([32, 34, 36, 38, 40, 42, 44, 46, 48, 50])
    expect(pages).toBe(3)
  })

  test('a scan of all pages, and one that counts', async () => {
    const { Items = [] } = await Pokedex.build(ScanCommand)
      .entities(Pokemon)
      .options({ maxPages: Number.POSITIVE_INFINITY, limit: 3, filters: { POKEMON: { attr: 'level', gt: 45 } } })
      .send()
    expect(Items.map(one => one.level).sort()).toEqual([46, 47, 48, 49, 50])
    const { Count } = await Pokedex.build(ScanCommand).options({ select: 'COUNT' }).send()
    expect(Count).toBeGreaterThanOrEqual(20)
  })
})

describe('several at once', () => {
  test('batches get and delete', async () => {
    const put = [1, 2, 3].map(caught =>
      Pokemon.build(BatchPutRequest).item({ trainer: 'brock', caught, species: 'onix' }),
    )
    await executeBatchWrite(Pokedex.build(BatchWriteCommand).requests(...put))
    const get = [1, 3, 9].map(caught => Pokemon.build(BatchGetRequest).key({ trainer: 'brock', caught }))
    const { Responses } = await executeBatchGet(Pokedex.build(BatchGetCommand).requests(...get))
    expect(Responses?.[0]?.map(one => one?.caught)).toEqual([1, 3, undefined])
    const gone = Pokemon.build(BatchDeleteRequest).key({ trainer: 'brock', caught: 1 })
    await executeBatchWrite(Pokedex.build(BatchWriteCommand).requests(gone))
    await Pokedex.build(DeletePartitionCommand).entities(Pokemon).query({ partition: 'brock' }).send()
    const { Items } = await Pokedex.build(QueryCommand).entities(Pokemon).query({ partition: 'brock' }).send()
    expect(Items).toEqual([])
  })

  test('a transaction happens whole or not at all', async () => {
    const check = Pokemon.build(ConditionCheck)
      .key({ trainer: 'ash', caught: 2 })
      .condition({ attr: 'species', eq: 'eevee' })
    await executeTransactWrite(
      Pokemon.build(PutTransaction).item({ trainer: 'gary', caught: 1, species: 'umbreon' }),
      Pokemon.build(UpdateTransaction).item({ trainer: 'ash', caught: 0, level: $add(1) }),
      Pokemon.build(DeleteTransaction).key({ trainer: 'ash', caught: 1 }),
      check,
    )
    const failing = executeTransactWrite(
      Pokemon.build(UpdateTransaction).item({ trainer: 'ash', caught: 0, level: $add(1) }),
      Pokemon.build(PutTransaction)
        .item({ trainer: 'gary', caught: 1, species: 'espeon' })
        .options({ condition: { attr: 'trainer', exists: false } }),
    )
    await expect(failing).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    })
    const { Responses } = await executeTransactGet(
      Pokemon.build(GetTransaction).key({ trainer: 'ash', caught: 0 }),
      Pokemon.build(GetTransaction).key({ trainer: 'ash', caught: 1 }),
      Pokemon.build(GetTransaction).key({ trainer: 'gary', caught: 1 }),
    )
    expect(Responses?.map(response => response?.Item?.level)).toEqual([51, undefined, 1])
  })
})
