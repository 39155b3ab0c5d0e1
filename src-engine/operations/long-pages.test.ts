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

  /** What a page answers, put together from pages so small that each takes one turn. */
  async function inSmallPages(input: Record<string, unknown> & { Limit?: number }) {
    const whole = { Items: [] as unknown[], Count: 0, ScannedCount: 0, LastEvaluatedKey: undefined as unknown }
    for (let left = input.Limit ?? ITEMS + 1; left > 0; ) {
      const Limit = Math.min(1000, left)
      const more = whole.LastEvaluatedKey === undefined ? {} : { ExclusiveStartKey: whole.LastEvaluatedKey }
      const page = await engine.execute('Query', { ...input, ...more, Limit })
      whole.Items.push(...((page.Items as unknown[] | undefined) ?? []))
      whole.Count += page.Count as number
      whole.ScannedCount += page.ScannedCount as number
      whole.LastEvaluatedKey = page.LastEvaluatedKey
      left -= page.ScannedCount as number
      if (page.LastEvaluatedKey === undefined) break
    }
    return whole
  }

  test.each([
    ['whole', {}],
    ['backward', { ScanIndexForward: false }],
    ['with a limit behind the first turn', { Limit: 3000 }],
    ['with a limit that is all there is', { Limit: ITEMS }],
    ['with a filter', { FilterExpression: 'size(g) > :p', ExpressionAttributeValues: { ':p': { S: 'p' } } }],
    ['counted', { Select: 'COUNT' }],
  ])('is the same in one turn and in several: %s', async (_, more) => {
    const { ConsumedCapacity: paid, ...answer } = await engine.execute(
      'Query',
      query({ ...more, ConsistentRead: true }),
    )
    const { ConsumedCapacity: half, ...eventual } = await engine.execute('Query', query(more))
    const reference = await inSmallPages(query(more))
    expect({ Items: [], LastEvaluatedKey: undefined, ...answer }).toEqual(reference)
    expect(eventual).toEqual(answer)
    expect(answer.ScannedCount).toBeGreaterThan(2048)
    expect((paid as { CapacityUnits: number }).CapacityUnits).toBe(
      (half as { CapacityUnits: number }).CapacityUnits * 2,
    )
  })

  test('of a statement is the same as of a Query', async () => {
    const { Items } = await engine.execute('Query', query())
    const statement = `SELECT * FROM "${TableName}" WHERE pk = 'p'`
    const found = await engine.execute('ExecuteStatement', { Statement: statement, ReturnConsumedCapacity: 'TOTAL' })
    const { ConsumedCapacity } = await engine.execute('Query', query())
    expect(found).toEqual({ Items, ConsumedCapacity })
    const first = await engine.execute('ExecuteStatement', { Statement: statement, Limit: 3000 })
    expect(first.Items).toEqual((Items as unknown[]).slice(0, 3000))
    const { Items: rest } = await engine.execute('ExecuteStatement', {
      Statement: statement,
      NextToken: first.NextToken,
    })
    expect(rest).toEqual((Items as unknown[]).slice(3000))
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

  test.each([
    ['eventually consistent', 'Scan', { TableName }],
    ['consistent', 'Scan', { TableName, ConsistentRead: true }],
    ['of a statement', 'ExecuteStatement', { Statement: `SELECT * FROM "${TableName}"`, ConsistentRead: true }],
  ] as const)('lets others be answered before it is: %s', async (_, operation, input) => {
    const answered: string[] = []
    const page = engine.execute(operation, input).then(() => answered.push('page'))
    const get = engine.execute('GetItem', { TableName, Key: { pk: { S: 'p' }, sk: { N: '1' } } })
    await Promise.all([page, get.then(() => answered.push('GetItem'))])
    expect(answered).toEqual(['GetItem', 'page'])
  })

  test('that is consistent has every write answered before it, and each item once', async () => {
    // The first is behind what the first turn reads, the second before it.
    const changed = { ...item(ITEMS - 1), v: { S: 'changed' } }
    await engine.execute('PutItem', { TableName, Item: changed })
    const page = engine.execute('Query', query({ ConsistentRead: true }))
    const late = engine.execute('DeleteItem', { TableName, Key: { pk: { S: 'p' }, sk: { N: '0' } } })
    const { Items } = (await page) as { Items: Item[] }
    await late
    expect(Items.at(-1)).toEqual(changed)
    expect(Items.map(each => each.sk)).toEqual(Array.from({ length: ITEMS }, (_, n) => ({ N: String(n) })))
  })

  test('that is consistent, of a local index, has entries once that move meanwhile', async () => {
    const Moving = 'Moving'
    await engine.execute('CreateTable', {
      TableName: Moving,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'at'].map(AttributeName => ({
        AttributeName,
        AttributeType: AttributeName === 'pk' ? 'S' : 'N',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'by-at',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    })
    const moving = (n: number, at: number): Item => ({ pk: { S: 'p' }, sk: { N: String(n) }, at: { N: String(at) } })
    for (let n = 0; n < 2500; n += 25) {
      const requests = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: moving(n + i, n + i) } }))
      await engine.execute('BatchWriteItem', { RequestItems: { [Moving]: requests } })
    }
    const page = engine.execute('Query', {
      ...query({ ConsistentRead: true }),
      TableName: Moving,
      IndexName: 'by-at',
    })
    const move = engine.execute('PutItem', { TableName: Moving, Item: moving(2499, -1) })
    const { Items } = (await page) as { Items: Item[] }
    await move
    expect(Items.filter(({ sk }) => JSON.stringify(sk) === '{"N":"2499"}')).toHaveLength(1)
    expect(Items).toHaveLength(2500)
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
