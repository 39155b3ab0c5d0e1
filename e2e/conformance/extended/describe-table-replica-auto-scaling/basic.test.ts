import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test.each([
  ['a table without replicas', () => tables.hash],
  ['an unknown table', () => 'no-such-table-here'],
])('%s is refused', async (_case, name) => {
  expect(await refusalOf(db.describeTableReplicaAutoScaling({ TableName: name() }))).toEqual({
    name: 'ResourceNotFoundException',
    message: `Global table with name: '${name()}' does not exist.`,
  })
})
