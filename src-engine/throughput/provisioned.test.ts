import { describe, expect, test } from 'vitest'
import { freshEngine } from '../testing/fresh-engine.ts'
import {
  ARN,
  definition,
  INDEX_TEXT,
  item,
  PROVISIONED_TEXT,
  put,
  refusalOf,
  TableName,
  units,
  until,
  withIndex,
} from '../testing/metered-table.ts'

describe('provisioned', () => {
  test('writes take what flows in within a second; what is refused says which limit, and writes nothing', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(5, 5) }))
    const { count, refusal } = await until(n => put(engine, item(`p${n}`)))
    expect(count).toBe(5)
    expect(refusal).toMatchObject({
      code: 'ProvisionedThroughputExceededException',
      message: PROVISIONED_TEXT,
      members: { ThrottlingReasons: [{ reason: 'TableWriteProvisionedThroughputExceeded', resource: ARN }] },
    })
    const { Table } = (await engine.execute('DescribeTable', { TableName })) as { Table: { ItemCount: number } }
    expect(Table.ItemCount).toBe(5)
    engine.ports.advance(1000)
    expect((await until(n => put(engine, item(`q${n}`)))).count).toBe(5)
  })

  test('what is unused is kept for 300 seconds', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 3) }))
    engine.ports.advance(1000 * 3600)
    expect((await until(() => put(engine, item('p', 100)))).count).toBe(9)
  })

  test('reads take theirs: half a unit when eventually consistent, and a missing item is not free', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(4, 1) }))
    const get = (ConsistentRead: boolean) =>
      until(() => engine.execute('GetItem', { TableName, Key: { pk: { S: 'missing' } }, ConsistentRead }))
    expect((await get(false)).count).toBe(8)
    engine.ports.advance(1000)
    const { count, refusal } = await get(true)
    expect(count).toBe(4)
    expect(refusal.members).toEqual({
      ThrottlingReasons: [{ reason: 'TableReadProvisionedThroughputExceeded', resource: ARN }],
    })
  })

  test.each([
    ['Query', { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'p' } } }],
    ['Scan', {}],
  ] as const)('%s: a page is read while there are units, and pays for all of it afterwards', async (name, input) => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 400) }))
    await put(engine, item('p', 200))
    const read = () =>
      engine.execute(name, { TableName, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL', ...input })
    expect(await read()).toMatchObject({ Count: 1, ConsumedCapacity: { CapacityUnits: 50 } })
    engine.ports.advance(49_000)
    expect(await refusalOf(read())).toMatchObject({ code: 'ProvisionedThroughputExceededException' })
    engine.ports.advance(1)
    expect(await read()).toMatchObject({ Count: 1 })
  })

  test('an index with too little throttles the writes of its table, and only those that touch it', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', withIndex(units(5, 2), { ProvisionedThroughput: units(5, 50) }))
    const { count, refusal } = await until(n => put(engine, item(`p${n}`, 1, { g: { S: `g${n}` } })))
    expect(count).toBe(2)
    expect(refusal).toMatchObject({
      code: 'ProvisionedThroughputExceededException',
      message: INDEX_TEXT,
      members: {
        ThrottlingReasons: [{ reason: 'IndexWriteProvisionedThroughputExceeded', resource: `${ARN}/index/by-g` }],
      },
    })
    await put(engine, item('sparse'))
  })

  test('reads of an index take from the index', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', withIndex(units(1, 5), { ProvisionedThroughput: units(50, 50) }))
    const { count, refusal } = await until(() => engine.execute('Scan', { TableName, IndexName: 'by-g' }))
    expect(count).toBe(2)
    expect(refusal).toMatchObject({ message: INDEX_TEXT })
    expect(refusal.members).toMatchObject({
      ThrottlingReasons: [{ reason: 'IndexReadProvisionedThroughputExceeded', resource: `${ARN}/index/by-g` }],
    })
    await engine.execute('Scan', { TableName })
  })

  test('a local index lives off its table', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', {
      TableName,
      AttributeDefinitions: ['pk', 'sk', 'l'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'by-l',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'l', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      ProvisionedThroughput: units(2, 8),
    })
    // Each write costs one unit on the table and one on the index.
    const { count, refusal } = await until(n => put(engine, item('p', 1, { sk: { S: String(n) }, l: { S: 'l' } })))
    expect(count).toBe(4)
    expect(refusal.members).toEqual({
      ThrottlingReasons: [{ reason: 'TableWriteProvisionedThroughputExceeded', resource: ARN }],
    })
    expect((await until(() => engine.execute('Scan', { TableName, IndexName: 'by-l', Limit: 1 }))).count).toBe(4)
  })

  test('a false condition costs what the write would', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 3) }))
    await put(engine, item('p'))
    const refused = { TableName, Item: item('p'), ConditionExpression: 'attribute_not_exists(pk)' }
    const outcomes = []
    for (let n = 0; n < 3; n++) outcomes.push((await refusalOf(engine.execute('PutItem', refused))).code)
    expect(outcomes).toEqual([
      'ConditionalCheckFailedException',
      'ConditionalCheckFailedException',
      'ProvisionedThroughputExceededException',
    ])
  })

  test('changed throughput counts at once', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
    await put(engine, item('p'))
    await refusalOf(put(engine, item('p')))
    await engine.execute('UpdateTable', { TableName, ProvisionedThroughput: units(1, 1000) })
    engine.ports.advance(4)
    expect((await until(() => put(engine, item('p')))).count).toBe(4)
  })
})
