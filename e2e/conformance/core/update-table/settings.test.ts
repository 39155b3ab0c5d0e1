import { beforeEach, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { refusalOf } from '../../refusal.ts'
import { attributes, createTable, keys, tableActive } from '../../tables.ts'
import { db } from '../../target.ts'

let TableName = ''
beforeEach(async () => {
  TableName = uniqueTable('settings')
  await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
})

const described = async () => {
  await tableActive(TableName)
  return (await db.describeTable({ TableName })).Table
}

test('a stream is turned on and gets an ARN with its label', async () => {
  await db.updateTable({ TableName, StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } })
  const table = await described()
  expect(table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' })
  expect(table?.LatestStreamArn).toBe(`${table?.TableArn}/stream/${table?.LatestStreamLabel}`)
})

test('a stream is turned off', async () => {
  await db.updateTable({ TableName, StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' } })
  await tableActive(TableName)
  await db.updateTable({ TableName, StreamSpecification: { StreamEnabled: false } })
  expect((await described())?.StreamSpecification?.StreamEnabled ?? false).toBe(false)
})

test('the table class changes and the change is dated', async () => {
  await db.updateTable({ TableName, TableClass: 'STANDARD_INFREQUENT_ACCESS' })
  const summary = (await described())?.TableClassSummary
  expect(summary?.TableClass).toBe('STANDARD_INFREQUENT_ACCESS')
  expect(summary?.LastUpdateDateTime).toBeInstanceOf(Date)
})

test('deletion protection is turned on and off', async () => {
  await db.updateTable({ TableName, DeletionProtectionEnabled: true })
  expect((await described())?.DeletionProtectionEnabled).toBe(true)
  await db.updateTable({ TableName, DeletionProtectionEnabled: false })
  expect((await described())?.DeletionProtectionEnabled).toBe(false)
})

test('of an unknown table is refused by name', async () => {
  const request = db.updateTable({ TableName: 'no-such-table-here', DeletionProtectionEnabled: true })
  expect(await refusalOf(request)).toEqual({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: no-such-table-here not found',
  })
})
