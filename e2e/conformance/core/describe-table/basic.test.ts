import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueTable } from '../../names.ts'
import { refusalOf } from '../../refusal.ts'
import { attributes, createTable, index, keys, tables } from '../../tables.ts'
import { db, isService } from '../../target.ts'

test('describes a table that is ready', async () => {
  const { Table } = await db.describeTable({ TableName: tables.range })
  expect(Table).toMatchObject({
    TableName: tables.range,
    TableStatus: 'ACTIVE',
    KeySchema: keys(['pk'], ['sk']),
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S' }),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  })
  expect(Table).not.toHaveProperty('StreamSpecification')
  expect(Table).not.toHaveProperty('LocalSecondaryIndexes')
  expect(Table).not.toHaveProperty('GlobalSecondaryIndexes')
})

test('takes an ARN for a name', async () => {
  const byName = (await db.describeTable({ TableName: tables.range })).Table
  const byArn = (await db.describeTable({ TableName: byName?.TableArn })).Table
  expect(byArn?.TableId).toBe(byName?.TableId)
})

test('an unknown table is refused by name', async () => {
  expect(await refusalOf(db.describeTable({ TableName: 'no-such-table-here' }))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: no-such-table-here not found',
  })
})

test('counts items and bytes of table and index', async ({ skip }) => {
  skip(isService, 'the service counts every six hours or so')
  const TableName = uniqueTable('counted')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', g: 'S' }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: [index('by-g', ['g'])],
  })
  await db.putItem({ TableName, Item: itemOfSize(1000, { pk: { S: 'a' }, g: { S: 'g' } }) })
  await db.putItem({ TableName, Item: itemOfSize(500, { pk: { S: 'b' } }) })
  await db.putItem({ TableName, Item: itemOfSize(200, { pk: { S: 'b' } }) })
  await db.putItem({ TableName, Item: itemOfSize(300, { pk: { S: 'c' } }) })
  await db.deleteItem({ TableName, Key: { pk: { S: 'c' } } })
  const { Table } = await db.describeTable({ TableName })
  expect(Table).toMatchObject({ ItemCount: 2, TableSizeBytes: 1200 })
  expect(Table?.GlobalSecondaryIndexes?.[0]).toMatchObject({ ItemCount: 1, IndexSizeBytes: 1000 })
})
