import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db, region } from '../../target.ts'

test('global tables of 2017 are made no more', async () => {
  const request = { GlobalTableName: tables.hash, ReplicationGroup: [{ RegionName: region }] }
  const { name, message } = await refusalOf(db.createGlobalTable(request))
  expect(name).toBe('ValidationException')
  expect(message).toContain('DynamoDB global tables version 2017.11.29 is not supported')
})
