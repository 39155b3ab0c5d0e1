import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('point-in-time recovery is off until it is turned on', async () => {
  const { ContinuousBackupsDescription } = await db.describeContinuousBackups({ TableName: tables.hash })
  expect(ContinuousBackupsDescription).toMatchObject({
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
  })
  expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription).not.toHaveProperty(
    'EarliestRestorableDateTime',
  )
})

test('an unknown table is refused', async () => {
  expect((await refusalOf(db.describeContinuousBackups({ TableName: 'no-such-table-here' }))).name).toBe(
    'TableNotFoundException',
  )
})
