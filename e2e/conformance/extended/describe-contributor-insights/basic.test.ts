import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('off until they are turned on, for table and index', async () => {
  const { $metadata: _, ...table } = await db.describeContributorInsights({ TableName: tables.global })
  expect(table).toEqual({ TableName: tables.global, ContributorInsightsStatus: 'DISABLED' })
  const index = await db.describeContributorInsights({ TableName: tables.global, IndexName: 'all' })
  expect(index).toMatchObject({ IndexName: 'all', ContributorInsightsStatus: 'DISABLED' })
})

test('an unknown table or index is refused', async () => {
  expect(await refusalOf(db.describeContributorInsights({ TableName: 'no-such-table-here' }))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: no-such-table-here not found',
  })
  const unknown = { TableName: tables.global, IndexName: 'no-such-index' }
  expect(await refusalOf(db.describeContributorInsights(unknown))).toEqual({
    name: 'ResourceNotFoundException',
    message: `Requested resource not found: Index: no-such-index not found for table: ${tables.global}`,
  })
})
