import { expect, test } from 'vitest'
import { db } from '../../target.ts'

test('names where requests go', async () => {
  const { Endpoints } = await db.describeEndpoints({})
  expect(Endpoints).toHaveLength(1)
  expect(Endpoints?.[0]?.CachePeriodInMinutes).toBe(1440)
})
