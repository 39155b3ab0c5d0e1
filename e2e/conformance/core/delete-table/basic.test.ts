import { expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { NOT_FOUND, refusalOf, validation } from '../../refusal.ts'
import { attributes, createTable, index, keys } from '../../tables.ts'
import { db } from '../../target.ts'

async function newTable(): Promise<string> {
  const TableName = uniqueTable('doomed')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', g: 'S' }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: [index('by-g', ['g'])],
  })
  return TableName
}

/** Waits until a deleted table is gone; on an engine without delays this is one call. */
async function tableGone(TableName: string): Promise<void> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const found = await db.describeTable({ TableName }).catch(() => undefined)
    if (found === undefined) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

test('answers the table as DELETING, then it is gone', async () => {
  const TableName = await newTable()
  const { TableDescription } = await db.deleteTable({ TableName })
  expect(TableDescription).toMatchObject({ TableName, TableStatus: 'DELETING', ItemCount: 0, TableSizeBytes: 0 })
  const told = Object.keys(TableDescription ?? {})
  for (const name of ['KeySchema', 'AttributeDefinitions', 'CreationDateTime', 'GlobalSecondaryIndexes']) {
    expect(told).not.toContain(name)
  }
  await tableGone(TableName)
  expect((await refusalOf(db.describeTable({ TableName }))).name).toBe('ResourceNotFoundException')
  expect(await refusalOf(db.getItem({ TableName, Key: { pk: { S: 'a' } } }))).toEqual(NOT_FOUND)
})

test('a table of the same name begins empty, with another id', async () => {
  const TableName = await newTable()
  const before = (await db.describeTable({ TableName })).Table?.TableId
  await db.putItem({ TableName, Item: { pk: { S: 'a' }, g: { S: 'g' } } })
  await db.deleteTable({ TableName })
  await tableGone(TableName)
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', g: 'S' }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: [index('by-g', ['g'])],
  })
  expect((await db.scan({ TableName })).Count).toBe(0)
  expect((await db.scan({ TableName, IndexName: 'by-g' })).Count).toBe(0)
  expect((await db.describeTable({ TableName })).Table?.TableId).not.toBe(before)
})

test('of an unknown table is refused by name', async () => {
  expect(await refusalOf(db.deleteTable({ TableName: 'no-such-table-here' }))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: no-such-table-here not found',
  })
})

test('of a protected table is refused until the protection is taken away', async () => {
  const TableName = await newTable()
  await db.updateTable({ TableName, DeletionProtectionEnabled: true })
  expect((await db.describeTable({ TableName })).Table?.DeletionProtectionEnabled).toBe(true)
  expect(await refusalOf(db.deleteTable({ TableName }))).toEqual(
    validation(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    ),
  )
  await db.updateTable({ TableName, DeletionProtectionEnabled: false })
  expect((await db.deleteTable({ TableName })).TableDescription?.TableStatus).toBe('DELETING')
})
