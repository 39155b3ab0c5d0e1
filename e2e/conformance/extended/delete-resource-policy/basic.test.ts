import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('of an unknown table is refused', async () => {
  const arn = (await db.describeTable({ TableName: tables.hash })).Table?.TableArn ?? ''
  expect(await refusalOf(db.deleteResourcePolicy({ ResourceArn: `${arn}-not-there` }))).toEqual({
    name: 'ResourceNotFoundException',
    message: `Requested resource not found: Table: ${tables.hash}-not-there not found`,
  })
})
