import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('a table without destinations', async () => {
  const { $metadata: _, ...answer } = await db.describeKinesisStreamingDestination({ TableName: tables.hash })
  expect(answer).toEqual({ TableName: tables.hash, KinesisDataStreamDestinations: [] })
})

test('an unknown table is refused', async () => {
  expect(await refusalOf(db.describeKinesisStreamingDestination({ TableName: 'no-such-table-here' }))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: no-such-table-here not found',
  })
})
