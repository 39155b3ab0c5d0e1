import { beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

const LIMIT = 400 * 1024
const TOO_LARGE = 'Item size to update has exceeded the maximum allowed size'
const Key = { pk: { S: 'a' } }
const filled = (bytes: number) => ({ S: 'x'.repeat(bytes) })

/**
 * What most Regions do; some judge the finished item only, so that this is no claim about the service. The item never
 * gets near the limit: it is the statement that does.
 */
describe('an update expression that says more than an item may hold', () => {
  let engine: Engine
  beforeEach(async () => {
    engine = freshEngine()
    await engine.execute('CreateTable', {
      TableName: 'Notes',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    })
    const Item = { ...Key, n: { N: '1' }, doc: { M: { l: { L: [] } } }, kept: filled(1) }
    await engine.execute('PutItem', { TableName: 'Notes', Item })
  })

  const update = (UpdateExpression: string, bytes: number, more: object = {}) =>
    engine.execute('UpdateItem', {
      TableName: 'Notes',
      Key,
      UpdateExpression,
      ExpressionAttributeValues: { ':v': filled(bytes), ...more },
    })

  /** Bytes that are left for `:v`, whatever else the statement costs. */
  const rooms: [string, number, object?][] = [
    // 3 + 19 + kept (4) + 39 + path 1 + 14 + kept (4)
    ['SET kept = if_not_exists(kept, :v)', 84],
    // 19 + doc (3) + 4 + a (1) + operand; 19 + doc (3) + 4 + l (1) + 4 + 12 (2) + number
    ['SET doc.a = if_not_exists(kept, :v), doc.l[12] = :n', 3 + 27 + 58 + 33 + 2, { ':n': { N: '1' } }],
    // 3 + 19 + n (1) + 34 + path 1 + 14 + n (1) + value of two bytes; 19 + kept (4) + 39 + path 19
    ['SET n = n + :n, kept = if_not_exists(kept, :v)', 75 + 81, { ':n': { N: '1' } }],
    ['SET n = n - :n, kept = if_not_exists(kept, :v)', 78 + 81, { ':n': { N: '1' } }],
    // 1 + target
    ['SET kept = if_not_exists(kept, :v) REMOVE doc.l[10]', 84 + 1 + 3 + 5 + 6],
    ['SET kept = if_not_exists(kept, :v) ADD n :n', 84 + 19 + 1 + 2, { ':n': { N: '1' } }],
    ['SET kept = if_not_exists(kept, :v) DELETE tags :s', 84 + 1 + 4, { ':s': { SS: ['free', 'of charge'] } }],
  ]
  test.each(rooms)('%s', async (expression, cost, more) => {
    await update(expression, LIMIT - cost, more)
    await expect(update(expression, LIMIT - cost + 1, more)).rejects.toMatchObject({ message: TOO_LARGE })
  })

  test('a value counts wherever it is used', async () => {
    const expression = 'SET kept = if_not_exists(kept, :v), n = if_not_exists(n, :v)'
    await update(expression, LIMIT / 2 - 100)
    await expect(update(expression, LIMIT / 2)).rejects.toMatchObject({ message: TOO_LARGE })
  })

  test('is refused whatever the condition says', async () => {
    const request = (bytes: number) =>
      engine.execute('UpdateItem', {
        TableName: 'Notes',
        Key,
        UpdateExpression: 'SET kept = :v',
        ConditionExpression: 'attribute_not_exists(pk)',
        ExpressionAttributeValues: { ':v': filled(bytes) },
      })
    await expect(request(LIMIT - 26)).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' })
    await expect(request(LIMIT - 25)).rejects.toMatchObject({ message: TOO_LARGE })
  })

  test('is judged by what comes of it where it is no expression, and in a transaction', async () => {
    const Value = filled(LIMIT - 100)
    await engine.execute('UpdateItem', { TableName: 'Notes', Key, AttributeUpdates: { kept: { Value } } })
    const Update = {
      TableName: 'Notes',
      Key,
      UpdateExpression: 'SET kept = if_not_exists(kept, :v)',
      ExpressionAttributeValues: { ':v': filled(LIMIT) },
    }
    await engine.execute('TransactWriteItems', { TransactItems: [{ Update }] })
  })
})

test('a condition does not look into key attributes; what the service says of it nobody here has seen', async () => {
  const engine = freshEngine()
  await engine.execute('CreateTable', {
    TableName: 'Notes',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  })
  const ConditionExpression = 'attribute_exists(pk.a) AND a = b'
  const message =
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk"
  for (const [operation, request] of [
    ['PutItem', { Item: Key }],
    ['DeleteItem', { Key }],
    ['UpdateItem', { Key, UpdateExpression: 'REMOVE a' }],
  ] as const) {
    await expect(
      engine.execute(operation, { TableName: 'Notes', ...request, ConditionExpression }),
    ).rejects.toMatchObject({ message })
  }
})
