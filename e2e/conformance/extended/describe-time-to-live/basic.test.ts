import { expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { refusalOf } from '../../refusal.ts'
import { attributes, createTable, keys, tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('a table where it was never turned on', async () => {
  const { TimeToLiveDescription } = await db.describeTimeToLive({ TableName: tables.hash })
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' })
})

test('a table where it is on', async () => {
  const TableName = uniqueTable('ttl')
  await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
  await db.updateTimeToLive({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } })
  const { TimeToLiveDescription } = await db.describeTimeToLive({ TableName })
  expect(TimeToLiveDescription?.AttributeName).toBe('expires')
  expect(['ENABLING', 'ENABLED']).toContain(TimeToLiveDescription?.TimeToLiveStatus)
})

test('an unknown table is refused by name', async () => {
  expect(await refusalOf(db.describeTimeToLive({ TableName: 'no-such-table-here' }))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: no-such-table-here not found',
  })
})
