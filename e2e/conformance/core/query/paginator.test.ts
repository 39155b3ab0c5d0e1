import { paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb'
import { beforeAll, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/** The SDK's own paginators, which feed LastEvaluatedKey back as it came. */

const pk = { S: uniqueKey() }
beforeAll(async () => {
  for (let i = 0; i < 9; i++) {
    await db.putItem({ TableName: tables.local, Item: { pk, sk: { S: String(i) }, lsk: { S: String(9 - i) } } })
  }
})

test.each([
  ['a table', undefined, '012345678'],
  ['an index', 'all', '876543210'],
])('paginateQuery over %s', async (_, IndexName, expected) => {
  let found = ''
  const pages = paginateQuery(
    { client: db, pageSize: 4 },
    {
      TableName: tables.local,
      ...(IndexName === undefined ? {} : { IndexName }),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    },
  )
  for await (const page of pages) found += (page.Items ?? []).map(item => item.sk?.S).join('')
  expect(found).toBe(expected)
})

test('paginateScan with a filter', async () => {
  const found: string[] = []
  const pages = paginateScan(
    { client: db, pageSize: 5 },
    { TableName: tables.local, FilterExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } },
  )
  for await (const page of pages) found.push(...(page.Items ?? []).map(item => item.sk?.S ?? ''))
  expect(found.sort().join('')).toBe('012345678')
})
