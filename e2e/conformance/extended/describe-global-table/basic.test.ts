import { expect, test } from 'vitest'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('a table is no global table of 2017', async () => {
  const missing = `Global table with name: '${tables.hash}' does not exist.`
  const GlobalTableName = tables.hash
  expect(await refusalOf(db.describeGlobalTable({ GlobalTableName }))).toEqual({
    name: 'GlobalTableNotFoundException',
    message: `Global table not found: ${missing}`,
  })
  expect(await refusalOf(db.describeGlobalTableSettings({ GlobalTableName }))).toEqual({
    name: 'GlobalTableNotFoundException',
    message: missing,
  })
})
