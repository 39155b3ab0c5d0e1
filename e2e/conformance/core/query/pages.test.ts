import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const name = (i: number) => String(i).padStart(3, '0')

async function sortKeys(input: Partial<QueryCommandInput>): Promise<{ pages: string[]; last: unknown }> {
  const pages: string[] = []
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined
  for (let page = 0; page < 50; page++) {
    const answer = await db.query({
      TableName: tables.range,
      ...input,
      ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
    })
    pages.push((answer.Items ?? []).map(item => item.sk?.S).join(' '))
    ExclusiveStartKey = answer.LastEvaluatedKey
    if (ExclusiveStartKey === undefined) return { pages, last: answer.LastEvaluatedKey }
  }
  throw new Error('The pages do not end')
}

describe('Limit', () => {
  const pk = { S: uniqueKey() }
  const all = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
  beforeAll(async () => {
    for (let i = 1; i <= 5; i++) {
      await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: name(i) }, odd: { BOOL: i % 2 === 1 } } })
    }
  })

  test('cuts into pages that go on where the last one ended', async () => {
    expect((await sortKeys({ ...all, Limit: 2 })).pages).toEqual(['001 002', '003 004', '005'])
  })

  test('works backwards too', async () => {
    const { pages } = await sortKeys({ ...all, Limit: 2, ScanIndexForward: false })
    expect(pages).toEqual(['005 004', '003 002', '001'])
  })

  test('answers the key of the last item of the page', async () => {
    const answer = await db.query({ TableName: tables.range, ...all, Limit: 3 })
    expect(answer.LastEvaluatedKey).toEqual({ pk, sk: { S: '003' } })
  })

  test('that ends exactly at the last item still answers a key, and the next page is empty', async () => {
    expect((await sortKeys({ ...all, Limit: 5 })).pages).toEqual(['001 002 003 004 005', ''])
  })

  test('beyond the last item answers no key', async () => {
    expect((await sortKeys({ ...all, Limit: 6 })).pages).toEqual(['001 002 003 004 005'])
  })

  test('counts items read, not items that pass the filter', async () => {
    const filtered = {
      ...all,
      FilterExpression: 'odd = :no',
      ExpressionAttributeValues: { ':pk': pk, ':no': { BOOL: false } },
    }
    expect((await sortKeys({ ...filtered, Limit: 2 })).pages).toEqual(['002', '004', ''])
    const answer = await db.query({ TableName: tables.range, ...filtered, Limit: 1 })
    expect(answer).toMatchObject({ Count: 0, ScannedCount: 1, LastEvaluatedKey: { pk, sk: { S: '001' } } })
  })

  test('a start key that is not stored begins behind its place', async () => {
    const answer = await db.query({
      TableName: tables.range,
      ...all,
      ExclusiveStartKey: { pk, sk: { S: '002x' } },
    })
    expect(answer.Items?.map(item => item.sk?.S)).toEqual(['003', '004', '005'])
  })

  test('a start key goes together with a range', async () => {
    const ranged = {
      KeyConditionExpression: 'pk = :pk AND sk > :from',
      ExpressionAttributeValues: { ':pk': pk, ':from': { S: '001' } },
    }
    expect((await sortKeys({ ...ranged, Limit: 3 })).pages).toEqual(['002 003 004', '005'])
  })
})

describe('1 MB', () => {
  const pk = { S: uniqueKey() }
  beforeAll(async () => {
    for (let i = 1; i <= 6; i++) {
      const Item = itemOfSize(300 * 1024, { pk, sk: { S: name(i) } })
      await db.putItem({ TableName: tables.range, Item })
    }
  })
  const all = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }

  test('ends a page with the item that crosses it', async () => {
    expect((await sortKeys({ ...all, ProjectionExpression: 'sk' })).pages).toEqual(['001 002 003 004', '005 006'])
  })

  test('is counted before the filter', async () => {
    const answer = await db.query({
      TableName: tables.range,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'attribute_exists(nothing)',
      ExpressionAttributeValues: { ':pk': pk },
    })
    expect(answer).toMatchObject({ Items: [], Count: 0, ScannedCount: 4, LastEvaluatedKey: { pk, sk: { S: '004' } } })
  })

  test('holds for COUNT as well', async () => {
    const answer = await db.query({ TableName: tables.range, ...all, Select: 'COUNT' })
    expect(answer).toMatchObject({ Count: 4, ScannedCount: 4 })
    expect(answer.LastEvaluatedKey).toBeDefined()
  })
})
