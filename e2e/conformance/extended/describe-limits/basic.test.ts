import { expect, test } from 'vitest'
import { db, isService } from '../../target.ts'

test('answers the default quotas of the large Regions', async ({ skip }) => {
  skip(isService, 'accounts have quotas of their own')
  const { $metadata: _, ...answer } = await db.describeLimits({})
  expect(answer).toEqual({
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  })
})
