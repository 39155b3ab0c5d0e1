import { beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

const TableName = 'Tiny'
const ITEMS = 4500
const item = (n: number): Item => ({ pk: { S: 'p' }, sk: { N: String(n) }, g: { S: 'g' } })

async function fill(engine: Engine): Promise<void> {
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'g', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-g',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  })
  for (let n = 0; n < ITEMS; n += 25) {
    const requests = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: item(n + i) } }))
    await engine.execute('BatchWriteItem', { RequestItems: { [TableName]: requests } })
  }
}

describe('a page of many tiny items', () => {
  let engine: ReturnType<typeof freshEngine>
  beforeEach(async () => {
    engine = freshEngine()
    await fill(engine)
    return () => engine.close()
  })

  const query = (more: object = {}) => ({
    TableName,
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': { S: 'p' } },
    ReturnConsumedCapacity: 'TOTAL',
    ...more,
  })

  test.each([
    ['whole', {}],
    ['backward', { ScanIndexForward: false }],
    ['with a limit behind the first turn', { Limit: 3000 }],
    ['with a limit that is all there is', { Limit: ITEMS }],
    ['with a filter', { FilterExpression: 'size(g) > :p' }],
    ['counted', { Select: 'COUNT' }],
  ])('is the same in one turn and in several: %s', async (_, more) => {
    const { ConsumedCapacity: paid, ...answer } = await engine.execute(
      'Query',
      query({ ...more, ConsistentRead: true }),
    )
    const { ConsumedCapacity: half, ...inTurns } = await engine.execute('Query', query(more))
    expect(inTurns).toEqual(answer)
    expect(answer.ScannedCount).toBeGreaterThan(2048)
    expect((paid as { CapacityUnits: number }).CapacityUnits).toBe(
      (half as { CapacityUnits: number }).CapacityUnits * 2,
    )
  })

  test('ends at 1 MB', async () => {
    const wide = 'x'.repeat(250)
    for (let n = 0; n < ITEMS; n += 25) {
      const requests = Array.from({ length: 25 }, (_, i) => ({
        PutRequest: { Item: { ...item(n + i), wide: { S: wide } } },
      }))
      await engine.execute('BatchWriteItem', { RequestItems: { [TableName]: requests } })
    }
    const { ConsumedCapacity: _, ...answer } = await engine.execute('Query', query({ ConsistentRead: true }))
    const { ConsumedCapacity, ...inTurns } = await engine.execute('Query', query())
    expect(inTurns).toEqual(answer)
    expect(inTurns).toMatchObject({ LastEvaluatedKey: { pk: { S: 'p' } } })
    expect(ConsumedCapacity).toEqual({ TableName, CapacityUnits: 128.5 })
  })

  test('lets others be answered before it is', async () => {
    const answered: string[] = []
    const scan = engine.execute('Scan', { TableName }).then(() => answered.push('Scan'))
    const get = engine.execute('GetItem', { TableName, Key: { pk: { S: 'p' }, sk: { N: '1' } } })
    await Promise.all([scan, get.then(() => answered.push('GetItem'))])
    expect(answered).toEqual(['GetItem', 'Scan'])
  })

  test.each([
    ['the table', 'DeleteTable', { TableName }, 'ResourceNotFoundException'],
    [
      'the index',
      'UpdateTable',
      { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-g' } }] },
      'ValidationException',
    ],
  ] as const)('says so when %s goes meanwhile', async (_, operation, input, code) => {
    const scan = engine.execute('Scan', { TableName, IndexName: 'by-g' })
    const gone = engine.execute(operation, input)
    await expect(scan).rejects.toMatchObject({ code })
    await gone
  })

  test('does not go on in another table of the same name', async () => {
    const scan = engine.execute('Scan', { TableName })
    const gone = engine.execute('DeleteTable', { TableName })
    const made = engine.execute('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }],
    })
    await expect(scan).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    await Promise.all([gone, made])
  })
})
