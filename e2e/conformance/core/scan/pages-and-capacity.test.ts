import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueTable } from '../../names.ts'
import { attributes, createTable, index, KEYS_ONLY, keys } from '../../tables.ts'
import { db, isService } from '../../target.ts'

/** Six items of 300 KB, all in one partition: a page of 1 MB holds four. */
const TableName = uniqueTable('large')
beforeAll(async () => {
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S', g: 'S' }),
    KeySchema: keys(['pk'], ['sk']),
    GlobalSecondaryIndexes: [index('by-g', ['g'], [], KEYS_ONLY)],
  })
  for (let i = 1; i <= 6; i++) {
    await db.putItem({
      TableName,
      Item: itemOfSize(300 * 1024, { pk: { S: 'one' }, sk: { S: String(i) }, g: { S: 'g' } }),
    })
  }
})

describe('1 MB', () => {
  test('ends a page with the item that crosses it', async () => {
    const first = await db.scan({ TableName, ProjectionExpression: 'sk' })
    expect(first).toMatchObject({ Count: 4, ScannedCount: 4, LastEvaluatedKey: { pk: { S: 'one' }, sk: { S: '4' } } })
    const second = await db.scan({
      TableName,
      ProjectionExpression: 'sk',
      ExclusiveStartKey: first.LastEvaluatedKey as Record<string, AttributeValue>,
    })
    expect(second.Items).toEqual([{ sk: { S: '5' } }, { sk: { S: '6' } }])
    expect(second).not.toHaveProperty('LastEvaluatedKey')
  })

  test('is counted by the entries of an index, not by its items', async () => {
    expect(await db.scan({ TableName, IndexName: 'by-g' })).toMatchObject({ Count: 6 })
  })

  test('is counted before the filter', async () => {
    const answer = await db.scan({ TableName, FilterExpression: 'attribute_exists(nothing)' })
    expect(answer).toMatchObject({ Count: 0, ScannedCount: 4 })
  })
})

describe('capacity', () => {
  test('sizes are summed before they are rounded', async () => {
    const answer = await db.scan({ TableName, Limit: 1, ConsistentRead: true, ReturnConsumedCapacity: 'INDEXES' })
    expect(answer.ConsumedCapacity).toEqual({
      TableName,
      CapacityUnits: 75,
      Table: { CapacityUnits: 75 },
    })
    const eventual = await db.scan({ TableName, Limit: 3, ReturnConsumedCapacity: 'TOTAL', Select: 'COUNT' })
    expect(eventual.ConsumedCapacity).toEqual({ TableName, CapacityUnits: 112.5 })
  })

  test('of an index is counted on the index', async ({ skip }) => {
    skip(isService, 'each partition of the service rounds up by itself')
    const answer = await db.scan({ TableName, IndexName: 'by-g', ReturnConsumedCapacity: 'INDEXES' })
    expect(answer.ConsumedCapacity).toEqual({
      TableName,
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { 'by-g': { CapacityUnits: 0.5 } },
    })
  })
})
