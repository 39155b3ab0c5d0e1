/** In one file, however long: the claims share their tables and their words. */
import { describe, expect, test } from 'vitest'
import type { Engine } from '../../engine.ts'
import { freshEngine } from '../../testing/fresh-engine.ts'

const TableName = 'Changing'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const units = (ReadCapacityUnits: number, WriteCapacityUnits = ReadCapacityUnits) => ({
  ReadCapacityUnits,
  WriteCapacityUnits,
})
const KEYS = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'a', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
}
const byA = {
  IndexName: 'by-a',
  KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
}

type Described = Readonly<Record<string, unknown>>
const update = async (engine: Engine, change: object): Promise<Described> =>
  (await engine.execute('UpdateTable', { TableName, ...change })).TableDescription as Described
const retune = (Update: object) => ({ GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'by-a', ...Update } }] })
const described = async (engine: Engine): Promise<Described> =>
  (await engine.execute('DescribeTable', { TableName })).Table as Described

async function onDemand(behavior: object = {}): Promise<ReturnType<typeof freshEngine>> {
  const engine = freshEngine(behavior)
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    ...KEYS,
    GlobalSecondaryIndexes: [byA],
  })
  return engine
}

async function provisioned(): Promise<ReturnType<typeof freshEngine>> {
  const engine = freshEngine()
  await engine.execute('CreateTable', {
    TableName,
    ProvisionedThroughput: units(5),
    ...KEYS,
    GlobalSecondaryIndexes: [{ ...byA, ProvisionedThroughput: units(2) }],
  })
  return engine
}

describe('quotas', () => {
  const LIMIT = 'LimitExceededException'

  test('a class that was changed twice is changed again when thirty days have passed since the first', async () => {
    await using engine = await onDemand()
    const change = (TableClass: string) => update(engine, { TableClass })
    await change('STANDARD_INFREQUENT_ACCESS')
    engine.ports.advance(DAY)
    await change('STANDARD')
    engine.ports.advance(29 * DAY - 1)
    await expect(change('STANDARD_INFREQUENT_ACCESS')).rejects.toMatchObject({ code: LIMIT })
    engine.ports.advance(1)
    await change('STANDARD_INFREQUENT_ACCESS')
    await expect(change('STANDARD')).rejects.toMatchObject({ code: LIMIT })
  })

  test('encryption is changed four times a day, then every six hours; refused requests do not count', async () => {
    await using engine = await onDemand()
    const on = () => update(engine, { SSESpecification: { Enabled: true } })
    const off = () => update(engine, { SSESpecification: { Enabled: false } })
    await expect(off()).rejects.toMatchObject({ code: 'ValidationException' })
    for (const change of [on, on, off, on]) await change()
    const first = engine.ports.clock.now()
    engine.ports.advance(6 * HOUR - 1)
    const time = (at: number) => new Date(at).toISOString()
    await expect(on()).rejects.toMatchObject({
      code: LIMIT,
      message: `Subscriber limit exceeded: Encryption mode changes are limited in the 24h window ending at ${time(first + DAY)}. After the first 4 change, each subsequent change in the same window can be performed at most once every 21600 seconds. Number of updates today: 4. Last change at ${time(first)}. Next changes can be made at ${time(first + 6 * HOUR)}.`,
    })
    engine.ports.advance(1)
    await on()
    await expect(on()).rejects.toMatchObject({ code: LIMIT })
    engine.ports.advance(18 * HOUR)
    for (let n = 0; n < 4; n++) await on()
  })

  test('a table goes on demand four times a day', async () => {
    await using engine = await provisioned()
    const there = () => update(engine, { BillingMode: 'PAY_PER_REQUEST' })
    const back = () =>
      update(engine, {
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: units(5),
        ...retune({ ProvisionedThroughput: units(2) }),
      })
    for (let n = 0; n < 4; n++) {
      await there()
      await there()
      await back()
      engine.ports.advance(HOUR)
    }
    await expect(there()).rejects.toMatchObject({ code: LIMIT })
    engine.ports.advance(20 * HOUR)
    await there()
  })

  test('decreases of a table and of its index are counted apart, and anew each day', async () => {
    await using engine = await provisioned()
    engine.ports.advance(23 * HOUR)
    await update(engine, { ProvisionedThroughput: units(50), ...retune({ ProvisionedThroughput: units(50) }) })
    for (const read of [40, 30, 20, 10]) await update(engine, { ProvisionedThroughput: units(read, 50) })
    const both = () =>
      update(engine, { ProvisionedThroughput: units(5, 50), ...retune({ ProvisionedThroughput: units(40) }) })
    await expect(both()).rejects.toMatchObject({
      code: LIMIT,
      message:
        'Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: 4. Last decrease at Sunday, November 1, 2026 at 11:00:00 PM Coordinated Universal Time. Next decrease can be made at Monday, November 2, 2026 at 12:00:00 AM Coordinated Universal Time',
    })
    expect(await described(engine)).toMatchObject({
      ProvisionedThroughput: { ...units(10, 50), NumberOfDecreasesToday: 4 },
      GlobalSecondaryIndexes: [{ ProvisionedThroughput: { ...units(50), NumberOfDecreasesToday: 0 } }],
    })
    engine.ports.advance(HOUR)
    expect(await described(engine)).toMatchObject({ ProvisionedThroughput: { NumberOfDecreasesToday: 0 } })
    await both()
  })
})

describe('what the answer shows', () => {
  test('of throughput: the units before, the times of now', async () => {
    await using engine = await provisioned()
    engine.ports.advance(HOUR)
    const now = engine.ports.clock.now() / 1000
    const answer = await update(engine, { ProvisionedThroughput: units(7) })
    expect(answer).toMatchObject({
      TableStatus: 'UPDATING',
      ProvisionedThroughput: { ...units(5), LastIncreaseDateTime: now },
    })
    expect(await described(engine)).toMatchObject({ TableStatus: 'ACTIVE', ProvisionedThroughput: units(7) })
    const retuned = await update(engine, retune({ ProvisionedThroughput: units(1) }))
    expect(retuned).toMatchObject({
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [
        {
          IndexStatus: 'UPDATING',
          ProvisionedThroughput: { ...units(2), LastDecreaseDateTime: now, NumberOfDecreasesToday: 0 },
        },
      ],
    })
    expect(await described(engine)).toMatchObject({
      GlobalSecondaryIndexes: [
        { IndexStatus: 'ACTIVE', ProvisionedThroughput: { ...units(1), NumberOfDecreasesToday: 1 } },
      ],
    })
  })

  test('of a billing mode: the new one, since when comes later; its history stays', async () => {
    await using engine = await provisioned()
    await update(engine, { ProvisionedThroughput: units(4) })
    const answer = await update(engine, { BillingMode: 'PAY_PER_REQUEST' })
    expect(answer).toMatchObject({ TableStatus: 'UPDATING', ProvisionedThroughput: units(0) })
    expect(answer.BillingModeSummary).toEqual({ BillingMode: 'PAY_PER_REQUEST' })
    expect(await described(engine)).toMatchObject({
      BillingModeSummary: { LastUpdateToPayPerRequestDateTime: engine.ports.clock.now() / 1000 },
      ProvisionedThroughput: { ...units(0), NumberOfDecreasesToday: 1 },
    })
    const again = await update(engine, { BillingMode: 'PAY_PER_REQUEST' })
    expect(again.TableStatus).toBe('UPDATING')
    expect((await described(engine)).TableStatus).toBe('ACTIVE')
  })

  test('of a class: the one before', async () => {
    await using engine = await onDemand()
    const answer = await update(engine, { TableClass: 'STANDARD_INFREQUENT_ACCESS' })
    expect(answer.TableStatus).toBe('UPDATING')
    expect(answer).not.toHaveProperty('TableClassSummary')
    expect(await described(engine)).toMatchObject({
      TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    })
  })

  test('of maxima: what is asked for, -1 as -1', async () => {
    await using engine = await onDemand()
    await update(engine, { OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 5 } })
    const answer = await update(engine, { OnDemandThroughput: { MaxReadRequestUnits: -1 } })
    expect(answer).toMatchObject({
      TableStatus: 'ACTIVE',
      OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 5 },
    })
    expect((await described(engine)).OnDemandThroughput).toEqual({ MaxWriteRequestUnits: 5 })
  })

  test('of encryption: that it changes; then the key', async () => {
    await using engine = await onDemand()
    const first = await update(engine, { SSESpecification: { Enabled: true } })
    expect(first).toMatchObject({ TableStatus: 'ACTIVE', SSEDescription: { Status: 'UPDATING' } })
    expect(first.SSEDescription).toEqual({ Status: 'UPDATING' })
    const managed = 'arn:aws:kms:us-east-1:123456789012:alias/aws/dynamodb'
    const enabled = { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: managed }
    expect((await described(engine)).SSEDescription).toEqual(enabled)
    const own = { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'abc' } }
    expect((await update(engine, own)).SSEDescription).toEqual({ ...enabled, Status: 'UPDATING' })
    const KMSMasterKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/abc'
    expect((await described(engine)).SSEDescription).toEqual({ ...enabled, KMSMasterKeyArn })
    const same = { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KMSMasterKeyArn } }
    await expect(update(engine, same)).rejects.toMatchObject({
      message:
        'One or more parameter values were invalid: Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
    })
    await update(engine, { SSESpecification: { Enabled: false } })
    expect(await described(engine)).not.toHaveProperty('SSEDescription')
  })

  test('of a new table: no warm throughput, but what was asked for', async () => {
    await using engine = freshEngine()
    const create = async (name: string, more: object) =>
      (
        await engine.execute('CreateTable', {
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          ...KEYS,
          GlobalSecondaryIndexes: [byA],
          ...more,
        })
      ).TableDescription as Described
    const plain = await create('Plain', {})
    expect(plain).not.toHaveProperty('WarmThroughput')
    expect(plain.BillingModeSummary).toEqual({ BillingMode: 'PAY_PER_REQUEST' })
    expect(plain).toMatchObject({ TableStatus: 'CREATING', GlobalSecondaryIndexes: [{ IndexStatus: 'CREATING' }] })
    const warm = await create('Warm', { WarmThroughput: { ReadUnitsPerSecond: 20_000 } })
    expect(warm.WarmThroughput).toEqual({
      ReadUnitsPerSecond: 20_000,
      WriteUnitsPerSecond: 4000,
      Status: 'UPDATING',
    })
  })
})

describe('warm throughput', () => {
  test('stays when a table becomes provisioned, and never falls behind what is provisioned', async () => {
    await using engine = await onDemand()
    await update(engine, {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units(20_000, 1),
      ...retune({ ProvisionedThroughput: units(1) }),
    })
    const warm = { ReadUnitsPerSecond: 20_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' }
    expect(await described(engine)).toMatchObject({
      WarmThroughput: warm,
      GlobalSecondaryIndexes: [{ WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000 } }],
    })
    await update(engine, { ProvisionedThroughput: units(1) })
    expect(await described(engine)).toMatchObject({ WarmThroughput: warm })
  })

  test('is made ready in time; the last request wins, and the table is ACTIVE all the while', async () => {
    await using engine = await onDemand({ tableDelay: HOUR })
    engine.ports.advance(HOUR)
    const raise = (ReadUnitsPerSecond: number) =>
      update(engine, {
        WarmThroughput: { ReadUnitsPerSecond },
        ...retune({ WarmThroughput: { ReadUnitsPerSecond } }),
      })
    const UPDATING = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000, Status: 'UPDATING' }
    expect(await raise(13_000)).toMatchObject({
      TableStatus: 'ACTIVE',
      WarmThroughput: UPDATING,
      GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE', WarmThroughput: UPDATING }],
    })
    engine.ports.advance(HOUR / 2)
    await raise(14_000)
    await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject({
      message: `Attempt to change a resource which is still in use: Table: ${TableName} is in the process of being updated.`,
    })
    engine.ports.advance(HOUR - 1)
    expect(await described(engine)).toMatchObject({ WarmThroughput: UPDATING })
    engine.ports.advance(1)
    const ready = { ReadUnitsPerSecond: 14_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' }
    expect(await described(engine)).toMatchObject({
      WarmThroughput: ready,
      GlobalSecondaryIndexes: [{ WarmThroughput: ready }],
    })
  })
})

test.each([
  ['WarmThroughput', {}],
  ['OnDemandThroughput', {}],
])('%s that says nothing is no change', async (member, value) => {
  await using engine = await onDemand()
  await expect(update(engine, { [member]: value })).rejects.toMatchObject({
    message: expect.stringMatching(/^At least one of ProvisionedThroughput, /),
  })
  expect(await update(engine, { [member]: value, DeletionProtectionEnabled: true })).toMatchObject({
    DeletionProtectionEnabled: true,
  })
})

test.each([
  'ReplicaUpdates',
  'GlobalTableWitnessUpdates',
  'MultiRegionConsistency',
  'DisassociationProtectionEnabled',
])('%s is refused, not ignored', async member => {
  await using engine = await onDemand()
  const values: Readonly<Record<string, unknown>> = {
    ReplicaUpdates: [{ Create: { RegionName: 'eu-west-1' } }],
    GlobalTableWitnessUpdates: [{ Create: { RegionName: 'eu-west-1' } }],
    MultiRegionConsistency: 'STRONG',
    DisassociationProtectionEnabled: true,
  }
  await expect(update(engine, { [member]: values[member] })).rejects.toMatchObject({
    message: `${member} is not supported by this engine yet.`,
  })
})
