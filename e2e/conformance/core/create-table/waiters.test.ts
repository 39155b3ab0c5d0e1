import { waitUntilTableExists, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { attributes, keys } from '../../tables.ts'
import { db } from '../../target.ts'

test("the SDK's waiters see a table come and go", { timeout: 120_000 }, async () => {
  const TableName = uniqueTable('waited')
  await db.createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    BillingMode: 'PAY_PER_REQUEST',
  })
  const waiter = { client: db, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }
  expect((await waitUntilTableExists(waiter, { TableName })).state).toBe('SUCCESS')
  await db.deleteTable({ TableName })
  expect((await waitUntilTableNotExists(waiter, { TableName })).state).toBe('SUCCESS')
})
