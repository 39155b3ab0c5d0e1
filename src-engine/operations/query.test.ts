import { describe, expect, test, vi } from 'vitest'
import type { Engine } from '../engine.ts'
import { Rows } from '../storage/rows.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

const customer = { S: 'ann' }

async function orders(engine: Engine, count: number, bytes = 1): Promise<void> {
  await engine.execute('CreateTable', {
    TableName: 'Orders',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'customer', AttributeType: 'S' },
      { AttributeName: 'order', AttributeType: 'N' },
      { AttributeName: 'status', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'customer', KeyType: 'HASH' },
      { AttributeName: 'order', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'ByStatus',
        KeySchema: [
          { AttributeName: 'customer', KeyType: 'HASH' },
          { AttributeName: 'status', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  })
  for (let n = 1; n <= count; n++) {
    const Item = { customer, order: { N: `${n}` }, status: { S: 'open' }, note: { S: 'x'.repeat(bytes) } }
    await engine.execute('PutItem', { TableName: 'Orders', Item })
  }
}

const sortEquals = (IndexName?: string) => ({
  TableName: 'Orders',
  ...(IndexName && { IndexName }),
  KeyConditionExpression: 'customer = :c AND #s = :s',
  ExpressionAttributeNames: { '#s': IndexName ? 'status' : 'order' },
  ExpressionAttributeValues: { ':c': customer, ':s': IndexName ? { S: 'open' } : { N: '1' } },
  Limit: 1,
})

describe('Query that names one row by its whole key', () => {
  test('has no second page at Limit 1, whether the filter passes the row or not', async () => {
    await using engine = freshEngine()
    await orders(engine, 2)
    const found = await engine.execute('Query', sortEquals())
    expect(found).toMatchObject({ Count: 1, ScannedCount: 1 })
    expect(found).not.toHaveProperty('LastEvaluatedKey')
    const filtered = await engine.execute('Query', {
      ...sortEquals(),
      FilterExpression: 'attribute_not_exists(note)',
    })
    expect(filtered).toEqual({ Items: [], Count: 0, ScannedCount: 1 })
  })

  test('so it is of a table without a sort key', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', {
      TableName: 'Users',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    })
    await engine.execute('PutItem', { TableName: 'Users', Item: { id: { S: 'u' } } })
    const answer = await engine.execute('Query', {
      TableName: 'Users',
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': { S: 'u' } },
      Limit: 1,
    })
    expect(answer).toEqual({ Items: [{ id: { S: 'u' } }], Count: 1, ScannedCount: 1 })
  })

  test('on an index there may be several such rows, and it pages through them', async () => {
    await using engine = freshEngine()
    await orders(engine, 2)
    const first = await engine.execute('Query', sortEquals('ByStatus'))
    expect(first.LastEvaluatedKey).toEqual({ customer, order: { N: '1' }, status: { S: 'open' } })
    const second = await engine.execute('Query', {
      ...sortEquals('ByStatus'),
      ExclusiveStartKey: first.LastEvaluatedKey,
    })
    expect(second.Items).toMatchObject([{ order: { N: '2' } }])
  })

  test('a part of the key, or a range of it, goes on', async () => {
    await using engine = freshEngine()
    await orders(engine, 2)
    const range = { ...sortEquals(), KeyConditionExpression: 'customer = :c AND #s <= :s' }
    expect(await engine.execute('Query', range)).toHaveProperty('LastEvaluatedKey')
  })
})

test('a page of large items reads about as many rows as it answers', async () => {
  await using engine = freshEngine()
  await orders(engine, 40, 300_000)
  const slice = vi.spyOn(Rows.prototype, 'slice')
  const answer = await engine.execute('Query', {
    TableName: 'Orders',
    KeyConditionExpression: 'customer = :c',
    ExpressionAttributeValues: { ':c': customer },
  })
  expect(answer.Count).toBe(4)
  const read = slice.mock.results.reduce((sum, { value }) => sum + (value as unknown[]).length, 0)
  slice.mockRestore()
  expect(read).toBeLessThan(10)
})
