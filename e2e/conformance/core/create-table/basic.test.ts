import { expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { refusalOf } from '../../refusal.ts'
import { attributes, createTable, keys } from '../../tables.ts'
import { db } from '../../target.ts'

test('answers the description of a table that is being made', async () => {
  const TableName = uniqueTable('new')
  const before = Date.now()
  const { TableDescription } = await db.createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'N' }),
    KeySchema: keys(['pk'], ['sk']),
    BillingMode: 'PAY_PER_REQUEST',
  })
  expect(TableDescription).toMatchObject({
    TableName,
    TableStatus: 'CREATING',
    KeySchema: keys(['pk'], ['sk']),
    ItemCount: 0,
    TableSizeBytes: 0,
    DeletionProtectionEnabled: false,
  })
  expect(TableDescription?.AttributeDefinitions).toHaveLength(2)
  expect(TableDescription?.TableArn).toMatch(new RegExp(`^arn:aws:dynamodb:[a-z0-9-]+:\\d{12}:table/${TableName}$`))
  expect(TableDescription?.TableId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  const created = TableDescription?.CreationDateTime?.getTime() ?? 0
  expect(Math.abs(created - before)).toBeLessThan(5 * 60_000)
})

test('an on-demand table reports throughput zero and its billing mode', async () => {
  const { TableDescription } = await db.createTable({
    TableName: uniqueTable('on-demand'),
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    BillingMode: 'PAY_PER_REQUEST',
  })
  expect(TableDescription?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST')
  expect(TableDescription?.ProvisionedThroughput).toMatchObject({
    ReadCapacityUnits: 0,
    WriteCapacityUnits: 0,
    NumberOfDecreasesToday: 0,
  })
})

test('a provisioned table reports its throughput', async () => {
  const { TableDescription } = await db.createTable({
    TableName: uniqueTable('provisioned'),
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
  })
  expect(TableDescription?.ProvisionedThroughput).toMatchObject({
    ReadCapacityUnits: 3,
    WriteCapacityUnits: 2,
    NumberOfDecreasesToday: 0,
  })
})

test.each(['S', 'N', 'B'] as const)('a partition key may be of type %s', async type => {
  const TableName = uniqueTable('typed')
  await createTable({ TableName, AttributeDefinitions: attributes({ pk: type }), KeySchema: keys(['pk']) })
  const { Table } = await db.describeTable({ TableName })
  expect(Table?.AttributeDefinitions).toEqual([{ AttributeName: 'pk', AttributeType: type }])
})

test('of a name that is taken is refused', async () => {
  const input = {
    TableName: uniqueTable('twice'),
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
  }
  await createTable(input)
  expect(await refusalOf(db.createTable({ ...input, BillingMode: 'PAY_PER_REQUEST' }))).toEqual({
    name: 'ResourceInUseException',
    message: `Table already exists: ${input.TableName}`,
  })
})

test('names differ by case', async () => {
  const name = uniqueTable('case')
  const input = { AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) }
  await createTable({ ...input, TableName: name })
  await createTable({ ...input, TableName: name.toUpperCase() })
  await db.putItem({ TableName: name, Item: { pk: { S: 'here' } } })
  expect((await db.scan({ TableName: name.toUpperCase() })).Count).toBe(0)
})

test('settings given at creation are reported', async () => {
  const TableName = uniqueTable('settings')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    TableClass: 'STANDARD_INFREQUENT_ACCESS',
    DeletionProtectionEnabled: true,
    OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 50 },
  })
  const { Table } = await db.describeTable({ TableName })
  expect(Table).toMatchObject({
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    DeletionProtectionEnabled: true,
    OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 50 },
  })
  expect(Table?.LatestStreamLabel).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{3}$/)
  expect(Table?.LatestStreamArn).toBe(`${Table?.TableArn}/stream/${Table?.LatestStreamLabel}`)
  await db.updateTable({ TableName, DeletionProtectionEnabled: false })
})

test('an on-demand table is warm for 12,000 reads and 4,000 writes per second', async () => {
  const TableName = uniqueTable('warm')
  await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
  const { Table } = await db.describeTable({ TableName })
  expect(Table?.WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 })
})
