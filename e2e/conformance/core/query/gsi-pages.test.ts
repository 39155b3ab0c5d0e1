import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const gpk = { S: uniqueKey('gpk') }
beforeAll(async () => {
  for (let i = 0; i < 7; i++) {
    await db.putItem({
      TableName: tables.global,
      // Two index sort keys for seven items: pages begin and end among equal ones.
      Item: { pk: { S: uniqueKey() }, sk: { S: String(i) }, gpk, gsk: { S: i % 2 === 0 ? 'even' : 'odd' } },
    })
  }
})

async function pages(ScanIndexForward: boolean): Promise<Record<string, AttributeValue>[][]> {
  const found: Record<string, AttributeValue>[][] = []
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined
  for (let page = 0; page < 10; page++) {
    const answer = await db.query({
      TableName: tables.global,
      IndexName: 'all',
      KeyConditionExpression: 'gpk = :gpk',
      ExpressionAttributeValues: { ':gpk': gpk },
      Limit: 2,
      ScanIndexForward,
      ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
    })
    found.push(answer.Items ?? [])
    ExclusiveStartKey = answer.LastEvaluatedKey
    if (ExclusiveStartKey === undefined) return found
  }
  throw new Error('The pages do not end')
}

describe.each([true, false])('ScanIndexForward %s', forward => {
  test('every entry comes once, in the order of the index', async () => {
    const items = (await pages(forward)).flat()
    expect(new Set(items.map(item => item.sk?.S)).size).toBe(7)
    expect(items).toHaveLength(7)
    const order = items.map(item => item.gsk?.S)
    expect(order).toEqual([...order].sort((a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0) * (forward ? 1 : -1)))
  })
})

test('LastEvaluatedKey has the key of the table and of the index', async () => {
  const answer = await db.query({
    TableName: tables.global,
    IndexName: 'all',
    KeyConditionExpression: 'gpk = :gpk',
    ExpressionAttributeValues: { ':gpk': gpk },
    Limit: 1,
  })
  expect(answer.LastEvaluatedKey).toEqual({
    pk: answer.Items?.[0]?.pk,
    sk: answer.Items?.[0]?.sk,
    gpk,
    gsk: { S: 'even' },
  })
})

test('an index without a sort key pages through equal entries', async () => {
  const seen: (string | undefined)[] = []
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined
  do {
    const answer = await db.query({
      TableName: tables.global,
      IndexName: 'include',
      KeyConditionExpression: 'gpk = :gpk',
      ExpressionAttributeValues: { ':gpk': gpk },
      Limit: 3,
      ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
    })
    seen.push(...(answer.Items ?? []).map(item => item.sk?.S))
    ExclusiveStartKey = answer.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined && seen.length < 20)
  expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
})
