import { beforeAll, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, index, keys, tableActive } from '../../tables.ts'

const THROUGHPUT = { ReadCapacityUnits: 3, WriteCapacityUnits: 4 }
const provisioned = uniqueTable('provisioned')
const onDemand = uniqueTable('on-demand')
beforeAll(async () => {
  const table = { AttributeDefinitions: attributes({ pk: 'S', a: 'S' }), KeySchema: keys(['pk']) }
  await createTable({
    ...table,
    TableName: provisioned,
    ProvisionedThroughput: THROUGHPUT,
    GlobalSecondaryIndexes: [{ ...index('by-a', ['a']), ProvisionedThroughput: THROUGHPUT }],
  })
  await createTable({ ...table, TableName: onDemand, GlobalSecondaryIndexes: [index('by-a', ['a'])] })
})

const update = (TableName: string, more: object) => refusedCall('UpdateTable', { TableName, ...more })

test('PROVISIONED without throughput', async () => {
  expect(await update(onDemand, { BillingMode: 'PROVISIONED' })).toEqual(
    validation(`${INVALID}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`),
  )
})

test('throughput that changes nothing', async () => {
  expect(await update(provisioned, { ProvisionedThroughput: THROUGHPUT })).toEqual(
    validation(
      'The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 3. Requested ReadCapacityUnits: 3. Current WriteCapacityUnits provisioned for the table: 4. Requested WriteCapacityUnits: 4. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
    ),
  )
})

test('throughput of an on-demand table', async () => {
  const neither = validation(
    `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
  )
  const cannot = validation(`${INVALID}ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST`)
  expect(await update(onDemand, { ProvisionedThroughput: THROUGHPUT })).toEqual(neither)
  const both = { BillingMode: 'PAY_PER_REQUEST', ProvisionedThroughput: THROUGHPUT }
  expect([neither, cannot]).toContainEqual(await update(onDemand, both))
  expect(await update(provisioned, both)).toEqual(cannot)
})

test('PROVISIONED again, with the throughput it has', async () => {
  const again = { BillingMode: 'PROVISIONED', ProvisionedThroughput: THROUGHPUT }
  expect((await update(provisioned, again)).message).toMatch(
    /^The provisioned throughput for the table will not change[.]/,
  )
})

test('PROVISIONED without throughput for an index', async () => {
  const change = { BillingMode: 'PROVISIONED', ProvisionedThroughput: THROUGHPUT }
  expect(await update(onDemand, change)).toEqual(
    validation(`${INVALID}ProvisionedThroughput must be specified for index: by-a`),
  )
})

test('absurd throughput', async () => {
  const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1_000_000_000_001 }
  expect(await update(provisioned, { ProvisionedThroughput })).toEqual(
    validation('Given value 1000000000001 for WriteCapacityUnits is out of bounds'),
  )
})

test('a fifth decrease within the hour', async () => {
  const TableName = uniqueTable('decreases')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 10 },
  })
  const decrease = (ReadCapacityUnits: number) => ({
    TableName,
    ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits: 10 },
  })
  for (const read of [9, 8, 7, 6]) {
    expect((await call('UpdateTable', decrease(read))).status).toBe(200)
    await tableActive(TableName)
  }
  expect((await call('UpdateTable', decrease(20))).status).toBe(200)
  await tableActive(TableName)
  const { name, message } = await refusedCall('UpdateTable', decrease(19))
  expect(name).toBe('LimitExceededException')
  expect(message).toMatch(
    /^Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day[.] After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds[.] Number of decreases today: 4[.] Last decrease at [A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4} at \d{1,2}:\d\d:\d\d [AP]M Coordinated Universal Time[.] Next decrease can be made at [A-Z][a-z]+day, /,
  )
})

test('a maximum on a provisioned table', async () => {
  expect(await update(provisioned, { OnDemandThroughput: { MaxReadRequestUnits: 5 } })).toEqual(
    validation(
      `${INVALID}MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
    ),
  )
})

test('a maximum of zero', async () => {
  expect(await update(onDemand, { OnDemandThroughput: { MaxWriteRequestUnits: 0 } })).toEqual(
    validation(`${INVALID}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`),
  )
})
