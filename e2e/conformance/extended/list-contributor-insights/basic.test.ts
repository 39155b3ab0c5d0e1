import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('a table that never had them is not listed', async () => {
  const { ContributorInsightsSummaries } = await db.listContributorInsights({ TableName: tables.global })
  expect(ContributorInsightsSummaries).toEqual([])
})

test('an unknown table is refused', async () => {
  expect((await refusalOf(db.listContributorInsights({ TableName: 'no-such-table-here' }))).name).toBe(
    'ResourceNotFoundException',
  )
})
