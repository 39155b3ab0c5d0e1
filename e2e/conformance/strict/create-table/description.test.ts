import { expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { attributes, including, index, keys, tableActive } from '../../tables.ts'
import { db } from '../../target.ts'

test('definitions and projected attributes are described by name, indexes as they came', async () => {
  const TableName = uniqueTable('order')
  const { TableDescription } = await db.createTable({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes({ z: 'S', a: 'N', sk: 'S', pk: 'S' }),
    KeySchema: keys(['pk'], ['sk']),
    GlobalSecondaryIndexes: [index('z-index', ['z'], [], including('y', 'b', 'x')), index('a-index', ['a'])],
  })
  const sorted = attributes({ a: 'N', pk: 'S', sk: 'S', z: 'S' })
  expect(TableDescription?.AttributeDefinitions).toEqual(sorted)
  await tableActive(TableName)
  const { Table } = await db.describeTable({ TableName })
  expect(Table?.AttributeDefinitions).toEqual(sorted)
  expect(Table?.GlobalSecondaryIndexes?.map(each => each.IndexName)).toEqual(['z-index', 'a-index'])
  expect(Table?.GlobalSecondaryIndexes?.[0]?.Projection).toEqual(including('b', 'x', 'y'))
})

test('the answer says less than the description of the table that is made', async () => {
  const TableName = uniqueTable('answer')
  const { TableDescription } = await db.createTable({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: [index('by-pk', ['pk'])],
  })
  expect(TableDescription).toMatchObject({
    TableStatus: 'CREATING',
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  })
  expect(TableDescription?.GlobalSecondaryIndexes?.[0]?.IndexStatus).toBe('CREATING')
  expect(TableDescription?.BillingModeSummary).not.toHaveProperty('LastUpdateToPayPerRequestDateTime')
  expect(TableDescription).not.toHaveProperty('WarmThroughput')
  await tableActive(TableName)
  const { Table } = await db.describeTable({ TableName })
  expect(Table?.BillingModeSummary?.LastUpdateToPayPerRequestDateTime).toBeInstanceOf(Date)
  expect(Table?.WarmThroughput?.Status).toBe('ACTIVE')
})
