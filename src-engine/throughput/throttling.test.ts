import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DynamoError, Item } from '#dynamo'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/Meter'
const TableName = 'Meter'
const PROVISIONED_TEXT =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.'
const INDEX_TEXT =
  'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API'
const ON_DEMAND_TEXT = expect.stringMatching(/^Throughput exceeds the current capacity of your table or index\. /)

const units = (read: number, write: number) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write })

function definition(more: object): object {
  return {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    ...more,
  }
}

function withIndex(throughput: object | undefined, more: object): object {
  return definition({
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'g', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-g',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
        ...(throughput === undefined ? {} : { ProvisionedThroughput: throughput }),
      },
    ],
    ...more,
  })
}

/** An item of so many KB, so of so many write units. */
const item = (pk: string, kilobytes = 1, more: Item = {}): Item => ({
  pk: { S: pk },
  ...more,
  data: { S: 'x'.repeat(kilobytes * 1024 - 100) },
})

const put = (engine: Engine, Item: Item) => engine.execute('PutItem', { TableName, Item })

async function refusalOf(answer: Promise<unknown>): Promise<DynamoError> {
  return answer.then(
    () => Promise.reject(new Error('was answered')),
    (error: DynamoError) => error,
  )
}

/** How many of these get through before one is refused, and how that one is. */
async function until(attempt: (n: number) => Promise<unknown>): Promise<{ count: number; refusal: DynamoError }> {
  for (let count = 0; ; count++) {
    try {
      await attempt(count)
    } catch (error) {
      return { count, refusal: error as DynamoError }
    }
  }
}

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

describe('batches', () => {
  test('BatchWriteItem leaves what has to wait, and refuses when that is everything', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 3) }))
    const requests = ['a', 'b', 'c', 'd', 'e'].map(pk => ({ PutRequest: { Item: item(pk) } }))
    const answer = await engine.execute('BatchWriteItem', {
      RequestItems: { [TableName]: requests },
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(answer).toMatchObject({
      UnprocessedItems: { [TableName]: requests.slice(3) },
      ConsumedCapacity: [{ CapacityUnits: 3 }],
    })
    const again = { RequestItems: answer.UnprocessedItems }
    expect(await refusalOf(engine.execute('BatchWriteItem', again))).toMatchObject({
      code: 'ProvisionedThroughputExceededException',
      members: { ThrottlingReasons: [{ reason: 'TableWriteProvisionedThroughputExceeded', resource: ARN }] },
    })
    engine.ports.advance(1000)
    expect(await engine.execute('BatchWriteItem', again)).toEqual({ UnprocessedItems: {} })
    expect(await engine.execute('Scan', { TableName, Select: 'COUNT' })).toMatchObject({ Count: 5 })
  })

  test('BatchGetItem does so by key', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(2, 10) }))
    for (const pk of ['a', 'b', 'c']) await put(engine, item(pk))
    const Keys = ['a', 'b', 'c'].map(pk => ({ pk: { S: pk } }))
    const asked = { Keys, ConsistentRead: true, ProjectionExpression: 'pk' }
    const answer = await engine.execute('BatchGetItem', { RequestItems: { [TableName]: asked } })
    expect(answer).toEqual({
      Responses: { [TableName]: Keys.slice(0, 2) },
      UnprocessedKeys: { [TableName]: { ...asked, Keys: Keys.slice(2) } },
    })
    const again = { RequestItems: answer.UnprocessedKeys }
    expect(await refusalOf(engine.execute('BatchGetItem', again))).toMatchObject({ message: PROVISIONED_TEXT })
    engine.ports.advance(1)
    expect(await engine.execute('BatchGetItem', again)).toEqual({
      Responses: { [TableName]: Keys.slice(2) },
      UnprocessedKeys: {},
    })
  })

  test('a batch over two tables is refused only when neither gave anything', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
    await engine.execute('CreateTable', { ...definition({ BillingMode: 'PAY_PER_REQUEST' }), TableName: 'Other' })
    await put(engine, item('p'))
    const request = { PutRequest: { Item: item('p') } }
    expect(
      await engine.execute('BatchWriteItem', { RequestItems: { [TableName]: [request], Other: [request] } }),
    ).toEqual({ UnprocessedItems: { [TableName]: [request] } })
  })
})

describe('transactions', () => {
  const puts = (...items: Item[]) => ({ TransactItems: items.map(Item => ({ Put: { TableName, Item } })) })

  test('the reason is that of the action whose table has to wait, and nothing is written', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 2) }))
    await engine.execute('CreateTable', { ...definition({ BillingMode: 'PAY_PER_REQUEST' }), TableName: 'Other' })
    await put(engine, item('p', 2))
    const other = { Put: { TableName: 'Other', Item: item('o') } }
    const refusal = await refusalOf(
      engine.execute('TransactWriteItems', { TransactItems: [other, ...puts(item('q')).TransactItems] }),
    )
    expect(refusal).toMatchObject({
      code: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ProvisionedThroughputExceeded]',
      members: {
        CancellationReasons: [{ Code: 'None' }, { Code: 'ProvisionedThroughputExceeded', Message: PROVISIONED_TEXT }],
      },
    })
    expect(await engine.execute('Scan', { TableName: 'Other' })).toMatchObject({ Count: 0 })
  })

  test('writes and reads of a transaction cost double', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(8, 8) }))
    expect((await until(n => engine.execute('TransactWriteItems', puts(item(`p${n}`))))).count).toBe(4)
    const Get = { TableName, Key: { pk: { S: 'p0' } } }
    const { count, refusal } = await until(() => engine.execute('TransactGetItems', { TransactItems: [{ Get }] }))
    expect(count).toBe(4)
    expect(refusal.members).toEqual({
      CancellationReasons: [{ Code: 'ProvisionedThroughputExceeded', Message: PROVISIONED_TEXT }],
    })
  })

  test('a cancelled transaction is paid for', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 4) }))
    const Check = { TableName, Key: { pk: { S: 'p' } }, ConditionExpression: 'attribute_exists(pk)' }
    const cancelled = { TransactItems: [{ ConditionCheck: Check }, ...puts(item('q')).TransactItems] }
    expect(await refusalOf(engine.execute('TransactWriteItems', cancelled))).toMatchObject({
      members: { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }] },
    })
    await refusalOf(put(engine, item('p')))
  })

  test('on demand the reason is ThrottlingError', async () => {
    await using engine = freshEngine({ throttling: true })
    const OnDemandThroughput = { MaxWriteRequestUnits: 1 }
    await engine.execute('CreateTable', definition({ BillingMode: 'PAY_PER_REQUEST', OnDemandThroughput }))
    await put(engine, item('p'))
    expect((await refusalOf(engine.execute('TransactWriteItems', puts(item('q'))))).members).toEqual({
      CancellationReasons: [
        {
          Code: 'ThrottlingError',
          Message: 'Throughput exceeds the maximum OnDemandThroughput configured on table or index',
        },
      ],
    })
  })
})

describe('on demand', () => {
  const onDemand = (more: object = {}) => definition({ BillingMode: 'PAY_PER_REQUEST', ...more })

  test('a single key gets 1,000 write and 3,000 read units a second', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', onDemand())
    const { count, refusal } = await until(() => put(engine, item('hot', 100)))
    expect(count).toBe(10)
    expect(refusal).toMatchObject({
      code: 'ThrottlingException',
      message: ON_DEMAND_TEXT,
      members: { throttlingReasons: [{ reason: 'TableWriteKeyRangeThroughputExceeded', resource: ARN }] },
    })
    const read = () => engine.execute('GetItem', { TableName, Key: { pk: { S: 'hot' } }, ConsistentRead: true })
    expect((await until(read)).count).toBe(120)
    engine.ports.advance(1000)
    expect((await until(() => put(engine, item('hot', 100)))).count).toBe(10)
  })

  test('a page of a Scan takes the same from each partition it passes, a segment from its own', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', onDemand())
    for (let n = 0; n < 9; n++) await put(engine, item(`key-${n}`, 100))
    engine.setThrottling(TableName, true)
    const scan =
      (more: object = {}) =>
      () =>
        engine.execute('Scan', { TableName, ConsistentRead: true, ...more })
    // 225 units a page, of 4 partitions with 3,000 each.
    expect((await until(scan())).count).toBe(Math.ceil(12_000 / 225))
    engine.ports.advance(2000)
    const { ConsumedCapacity } = (await scan({
      Segment: 2,
      TotalSegments: 4,
      ReturnConsumedCapacity: 'TOTAL',
    })()) as {
      ConsumedCapacity: { CapacityUnits: number }
    }
    const { count, refusal } = await until(scan({ Segment: 2, TotalSegments: 4 }))
    expect(count).toBe(Math.ceil(3000 / ConsumedCapacity.CapacityUnits) - 1)
    expect(refusal.members).toMatchObject({ throttlingReasons: [{ reason: 'TableReadKeyRangeThroughputExceeded' }] })
    await scan({ Segment: 1, TotalSegments: 4 })()
  })

  test('a provisioned table has hot keys too', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 5000) }))
    const { count, refusal } = await until(() => put(engine, item('hot', 100)))
    expect(count).toBe(10)
    expect(refusal).toMatchObject({
      code: 'ProvisionedThroughputExceededException',
      members: { ThrottlingReasons: [{ reason: 'TableWriteKeyRangeThroughputExceeded', resource: ARN }] },
    })
  })

  /** Writes of 50 units to keys far apart, until so many in a row are refused: then every partition is. */
  async function writable(engine: Engine): Promise<{ units: number; refusal: DynamoError | undefined }> {
    let taken = 0
    let refusal: DynamoError | undefined
    for (let n = 0, refused = 0; refused < 60; n++) {
      try {
        await put(engine, item(`key-${n}`, 50))
        taken += 50
        refused = 0
      } catch (error) {
        refused++
        refusal = error as DynamoError
      }
    }
    return { units: taken, refusal }
  }

  test('a new table serves 4,000 units, and twice its peak half an hour later', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', onDemand())
    expect((await writable(engine)).units).toBe(4000)
    engine.ports.advance(1000)
    expect((await writable(engine)).units).toBe(4000)
    engine.ports.advance(30 * 60_000)
    const { units: later, refusal } = await writable(engine)
    expect(later).toBe(8000)
    expect(refusal).toMatchObject({ code: 'ThrottlingException', message: ON_DEMAND_TEXT })
  })

  test('warm throughput is served from the start', async () => {
    await using engine = freshEngine({ throttling: true })
    const WarmThroughput = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 6000 }
    await engine.execute('CreateTable', onDemand({ WarmThroughput }))
    expect((await writable(engine)).units).toBe(6000)
  })

  test('what was provisioned is served after the switch', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 5000) }))
    await put(engine, item('p'))
    await engine.execute('UpdateTable', { TableName, BillingMode: 'PAY_PER_REQUEST' })
    engine.ports.advance(1000)
    expect((await writable(engine)).units).toBe(5000)
  })

  test('the quota of a table is 40,000 units', async () => {
    await using engine = freshEngine({ throttling: true })
    const WarmThroughput = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 40_000 }
    await engine.execute('CreateTable', onDemand({ WarmThroughput }))
    let written = 0
    for (let n = 0; ; n++) {
      const error = await put(engine, item(`key-${n}`, 390)).then(
        () => undefined,
        (refusal: DynamoError) => refusal,
      )
      if (error === undefined) written++
      // Single partitions are full before the table is.
      if (error?.code !== 'RequestLimitExceeded') continue
      expect(error.members).toEqual({
        ThrottlingReasons: [{ reason: 'TableWriteAccountLimitExceeded', resource: ARN }],
      })
      break
    }
    expect(written).toBe(Math.ceil(40_000 / 390))
  })

  test('a maximum is kept, in each direction and by each index', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', {
      ...withIndex(undefined, { BillingMode: 'PAY_PER_REQUEST' }),
      OnDemandThroughput: { MaxReadRequestUnits: 2, MaxWriteRequestUnits: 20 },
    })
    await engine.execute('UpdateTable', {
      TableName,
      GlobalSecondaryIndexUpdates: [
        { Update: { IndexName: 'by-g', OnDemandThroughput: { MaxWriteRequestUnits: 3 } } },
      ],
    })
    const reads = await until(() => engine.execute('Scan', { TableName, ConsistentRead: true }))
    expect(reads.count).toBe(2)
    expect(reads.refusal).toMatchObject({
      code: 'ThrottlingException',
      message: 'Throughput exceeds the maximum OnDemandThroughput configured on table or index',
      members: { throttlingReasons: [{ reason: 'TableReadMaxOnDemandThroughputExceeded', resource: ARN }] },
    })
    const writes = await until(n => put(engine, item(`p${n}`, 1, { g: { S: 'g' } })))
    expect(writes.count).toBe(3)
    expect(writes.refusal.members).toEqual({
      throttlingReasons: [{ reason: 'IndexWriteMaxOnDemandThroughputExceeded', resource: `${ARN}/index/by-g` }],
    })
    await engine.execute('Scan', { TableName, IndexName: 'by-g' })
  })
})

describe('whether', () => {
  test('it is off unless asked for, and for one table at a time when asked', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
    const twice = async (): Promise<string> => {
      engine.ports.advance(1_000_000)
      await put(engine, item('p', 301))
      return put(engine, item('p')).then(
        () => 'written',
        () => 'refused',
      )
    }
    expect(await twice()).toBe('written')
    engine.setThrottling('Other', true)
    expect(await twice()).toBe('written')
    engine.setThrottling(TableName, true)
    expect(await twice()).toBe('refused')
    engine.setThrottling(TableName, undefined)
    expect(await twice()).toBe('written')
  })

  test('a table can be spared', async () => {
    await using engine = freshEngine({ throttling: true })
    engine.setThrottling(TableName, false)
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
    for (let n = 0; n < 5; n++) await put(engine, item('p'))
    engine.setThrottling(TableName, undefined)
    await put(engine, item('p'))
    expect(await refusalOf(put(engine, item('p')))).toMatchObject({ code: 'ProvisionedThroughputExceededException' })
  })
})

/** One table as the page on compatibility describes it: tokens of a second to begin with, 300 seconds saved, debt. */
class PlainTable {
  #milliunits: number
  readonly #rate: number
  constructor(rate: number) {
    this.#rate = rate
    this.#milliunits = rate * 1000
  }
  wait(milliseconds: number): void {
    this.#milliunits = Math.min(this.#rate * 300_000, this.#milliunits + this.#rate * milliseconds)
  }
  /** Whether a write of so many units gets through. */
  write(cost: number): boolean {
    if (this.#milliunits <= 0) return false
    this.#milliunits -= cost * 1000
    return true
  }
}

test('random writes get through exactly where the model says, and cost what they report', async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 1, max: 3000 }) }),
      fc.record({
        kind: fc.constant('write' as const),
        pk: fc.constantFrom('a', 'b', 'c'),
        kilobytes: fc.integer({ min: 1, max: 9 }),
        indexed: fc.boolean(),
      }),
    ),
    { maxLength: 60 },
  )
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      async (all, own, index) => {
        await using engine = freshEngine({ throttling: true })
        await engine.execute('CreateTable', withIndex(units(1, index), { ProvisionedThroughput: units(1, own) }))
        const table = new PlainTable(own)
        const entries = new PlainTable(index)
        for (const step of all) {
          if (step.kind === 'wait') {
            engine.ports.advance(step.milliseconds)
            table.wait(step.milliseconds)
            entries.wait(step.milliseconds)
            continue
          }
          const Item = item(step.pk, step.kilobytes, step.indexed ? { g: { S: 'g' } } : {})
          // What it costs is the engine's own report, of an engine beside that throttles nothing.
          await using beside = await copyOf(engine)
          const { ConsumedCapacity } = (await beside.execute('PutItem', {
            TableName,
            Item,
            ReturnConsumedCapacity: 'INDEXES',
          })) as {
            ConsumedCapacity: {
              Table: { CapacityUnits: number }
              GlobalSecondaryIndexes?: Record<string, { CapacityUnits: number }>
            }
          }
          const onTable = ConsumedCapacity.Table.CapacityUnits
          const onIndex = ConsumedCapacity.GlobalSecondaryIndexes?.['by-g']?.CapacityUnits ?? 0
          const expected = onIndex > 0 ? table.write(0) && entries.write(0) : table.write(0)
          if (expected) {
            table.write(onTable)
            entries.write(onIndex)
          }
          const written = await engine
            .execute('PutItem', { TableName, Item, ReturnConsumedCapacity: 'INDEXES' })
            .then(
              answer => answer.ConsumedCapacity,
              () => undefined,
            )
          expect(written).toEqual(expected ? ConsumedCapacity : undefined)
        }
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

/** An engine that holds the same items and throttles nothing. */
async function copyOf(engine: ReturnType<typeof freshEngine>): Promise<ReturnType<typeof freshEngine>> {
  engine.setThrottling(TableName, false)
  const { Items } = await engine.execute('Scan', { TableName, ConsistentRead: true })
  engine.setThrottling(TableName, undefined)
  const copy = freshEngine()
  await copy.execute('CreateTable', withIndex(undefined, { BillingMode: 'PAY_PER_REQUEST' }))
  for (const Item of Items as Item[]) await copy.execute('PutItem', { TableName, Item })
  return copy
}
