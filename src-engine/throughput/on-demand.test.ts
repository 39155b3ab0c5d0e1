import { describe, expect, test } from 'vitest'
import type { DynamoError } from '#dynamo'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ARN, definition, item, put, TableName, units, until, withIndex } from '../testing/metered-table.ts'

const ON_DEMAND_TEXT = expect.stringMatching(/^Throughput exceeds the current capacity of your table or index\. /)

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
