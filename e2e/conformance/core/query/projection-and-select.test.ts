import { beforeAll, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const pk = { S: uniqueKey() }
beforeAll(async () => {
  for (const sk of ['1', '2']) {
    const Item = { pk, sk: { S: sk }, a: { S: `a${sk}` }, m: { M: { x: { N: sk }, y: { N: sk } } } }
    await db.putItem({ TableName: tables.range, Item })
  }
})

const query = (more: object) =>
  db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ...more,
  })

test('ProjectionExpression answers only what it names', async () => {
  const { Items } = await query({ ProjectionExpression: 'a, m.x' })
  expect(Items).toEqual([
    { a: { S: 'a1' }, m: { M: { x: { N: '1' } } } },
    { a: { S: 'a2' }, m: { M: { x: { N: '2' } } } },
  ])
})

test('Select COUNT answers no items', async () => {
  const { $metadata: _, ...answer } = await query({ Select: 'COUNT' })
  expect(answer).toEqual({ Count: 2, ScannedCount: 2 })
})

test('Select SPECIFIC_ATTRIBUTES goes with a projection', async () => {
  const { Items } = await query({ Select: 'SPECIFIC_ATTRIBUTES', ProjectionExpression: 'sk' })
  expect(Items).toEqual([{ sk: { S: '1' } }, { sk: { S: '2' } }])
})

test('Select ALL_ATTRIBUTES answers whole items', async () => {
  const { Items } = await query({ Select: 'ALL_ATTRIBUTES' })
  expect(Items?.[0]).toEqual({ pk, sk: { S: '1' }, a: { S: 'a1' }, m: { M: { x: { N: '1' }, y: { N: '1' } } } })
})

test('the filter sees attributes that the projection leaves out', async () => {
  const answer = await db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: 'm.x = :two',
    ProjectionExpression: 'a',
    ExpressionAttributeValues: { ':pk': pk, ':two': { N: '2' } },
  })
  expect(answer.Items).toEqual([{ a: { S: 'a2' } }])
})
