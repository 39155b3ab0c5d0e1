import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { INVALID, refusalOf, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, index, keys, tableActive } from '../../tables.ts'
import { db } from '../../target.ts'

let TableName = ''
beforeEach(async () => {
  TableName = uniqueTable('settings')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', a: 'S' }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: [index('by-a', ['a'])],
  })
})

const described = async () => {
  await tableActive(TableName)
  return (await db.describeTable({ TableName })).Table
}

describe('warm throughput', () => {
  const lower = (member: string, resource: string) =>
    validation(
      `${INVALID}Requested ${member} for WarmThroughput for ${resource} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
    )

  test('of an on-demand table and its indexes without being asked for', async () => {
    const table = await described()
    const initial = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' }
    expect(table?.WarmThroughput).toEqual(initial)
    expect(table?.GlobalSecondaryIndexes?.[0]?.WarmThroughput).toEqual(initial)
  })

  test('is not lowered', async () => {
    const lowered = { ReadUnitsPerSecond: 100, WriteUnitsPerSecond: 100 }
    expect(await refusalOf(db.updateTable({ TableName, WarmThroughput: lowered }))).toEqual(
      lower('ReadUnitsPerSecond', 'table'),
    )
    expect(await refusalOf(db.updateTable({ TableName, WarmThroughput: { WriteUnitsPerSecond: 3999 } }))).toEqual(
      lower('WriteUnitsPerSecond', 'table'),
    )
    const Update = { IndexName: 'by-a', WarmThroughput: lowered }
    expect(await refusalOf(db.updateTable({ TableName, GlobalSecondaryIndexUpdates: [{ Update }] }))).toEqual(
      lower('ReadUnitsPerSecond', 'index by-a'),
    )
  })

  test('may be set to what it is', async () => {
    const WarmThroughput = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000 }
    const { TableDescription } = await db.updateTable({ TableName, WarmThroughput })
    expect(TableDescription?.TableStatus).toBe('ACTIVE')
    expect(TableDescription?.WarmThroughput).toMatchObject(WarmThroughput)
  })

  test('of a provisioned table is the most that was ever provisioned', async () => {
    const units = (ReadCapacityUnits: number, WriteCapacityUnits: number) => ({
      ReadCapacityUnits,
      WriteCapacityUnits,
    })
    TableName = uniqueTable('warm')
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S' }),
      KeySchema: keys(['pk']),
      ProvisionedThroughput: units(1, 1),
    })
    expect((await described())?.WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 1, WriteUnitsPerSecond: 1 })
    await db.updateTable({ TableName, ProvisionedThroughput: units(3, 2) })
    await tableActive(TableName)
    await db.updateTable({ TableName, ProvisionedThroughput: units(1, 1) })
    expect((await described())?.WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 3, WriteUnitsPerSecond: 2 })
  })

  test('of an index by no member', async () => {
    const change = [{ Update: { IndexName: 'by-a', WarmThroughput: {} } }]
    expect(await refusedCall('UpdateTable', { TableName, GlobalSecondaryIndexUpdates: change })).toEqual(
      validation(
        `${INVALID}WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: by-a`,
      ),
    )
  })
})

describe('table class', () => {
  const change = (TableClass: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS') => db.updateTable({ TableName, TableClass })

  test('STANDARD changes nothing where no class was ever set', async () => {
    await change('STANDARD')
    expect(await described()).not.toHaveProperty('TableClassSummary')
  })

  test('changes twice in thirty days; the class it has does not count, until the quota is spent', async () => {
    await change('STANDARD_INFREQUENT_ACCESS')
    await tableActive(TableName)
    await change('STANDARD_INFREQUENT_ACCESS')
    await tableActive(TableName)
    await change('STANDARD')
    await tableActive(TableName)
    const spent = {
      name: 'LimitExceededException',
      message: 'Subscriber limit exceeded: Updates to TableClass are limited to 2 times in 30 day(s).',
    }
    expect(await refusalOf(change('STANDARD_INFREQUENT_ACCESS'))).toEqual(spent)
    expect(await refusalOf(change('STANDARD'))).toEqual(spent)
    expect((await described())?.TableClassSummary?.TableClass).toBe('STANDARD')
  })
})

test('encryption is not turned off where it is the default', async () => {
  expect(await refusalOf(db.updateTable({ TableName, SSESpecification: { Enabled: false } }))).toEqual(
    validation(`${INVALID}Table is already encrypted by default`),
  )
})

test('protection may be set to what it is', async () => {
  const { TableDescription } = await db.updateTable({ TableName, DeletionProtectionEnabled: false })
  expect(TableDescription).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: false })
})

describe('on-demand maxima', () => {
  test('change one by one, at once', async () => {
    const set = (MaxReadRequestUnits?: number, MaxWriteRequestUnits?: number) =>
      db.updateTable({ TableName, OnDemandThroughput: { MaxReadRequestUnits, MaxWriteRequestUnits } })
    await set(1000, 500)
    const { TableDescription } = await set(2000)
    expect(TableDescription).toMatchObject({
      TableStatus: 'ACTIVE',
      OnDemandThroughput: { MaxReadRequestUnits: 2000, MaxWriteRequestUnits: 500 },
    })
  })

  test('of an index are its own', async () => {
    const OnDemandThroughput = { MaxReadRequestUnits: 50 }
    const { TableDescription } = await db.updateTable({
      TableName,
      GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'by-a', OnDemandThroughput } }],
    })
    expect(TableDescription?.TableStatus).toBe('ACTIVE')
    const table = await described()
    expect(table?.GlobalSecondaryIndexes?.[0]?.OnDemandThroughput).toEqual(OnDemandThroughput)
    expect(table).not.toHaveProperty('OnDemandThroughput')
  })
})

test('attribute definitions that no new index needs are ignored', async () => {
  await db.updateTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'N', unused: 'B' }),
    DeletionProtectionEnabled: false,
  })
  expect((await described())?.AttributeDefinitions).toEqual(attributes({ a: 'S', pk: 'S' }))
})
