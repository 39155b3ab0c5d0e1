import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call, send } from '../../raw-http.ts'
import { tables } from '../../tables.ts'

const UNKNOWN_OPERATION = { __type: 'com.amazon.coral.service#UnknownOperationException' }
const NO_JSON = { __type: 'com.amazon.coral.service#SerializationException' }

describe('X-Amz-Target', () => {
  test.each([
    'DynamoDB_20120810.NoSuchOperation',
    'DynamoDB_20120810.getItem',
    'DynamoDB_20120810.',
    'DynamoDB_20111205x.GetItem',
    'GetItem',
    'DynamoDBStreams_20120810.GetItem',
    'DynamoDB_20120810.GetRecords',
  ])('%s is an unknown operation', async target => {
    const answer = await send({ body: '{}', headers: { 'x-amz-target': target } })
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual(UNKNOWN_OPERATION)
  })

  test('none is an unknown operation', async () => {
    const answer = await send({ body: '{}' })
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual(UNKNOWN_OPERATION)
  })

  test('an unknown operation is found before a missing signature', async () => {
    const answer = await send({
      body: '{}',
      headers: { 'x-amz-target': 'DynamoDB_20120810.Nothing', authorization: undefined },
    })
    expect(answer.json).toEqual(UNKNOWN_OPERATION)
  })
})

describe('a body', () => {
  test.each(['', '{', '{"TableName":', 'TableName', "{'TableName':'a'}"])('%j is no JSON', async body => {
    const answer = await call('GetItem', body)
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual(NO_JSON)
  })

  test('that is no JSON is found before an unknown operation', async () => {
    const answer = await send({ body: '{', headers: { 'x-amz-target': 'DynamoDB_20120810.Nothing' } })
    expect(answer.json).toEqual(NO_JSON)
  })

  test('may have members nobody knows, and nulls', async () => {
    const pk = { S: uniqueKey() }
    const answer = await call('PutItem', {
      TableName: tables.hash,
      Item: { pk },
      Unknown: { a: 1 },
      ConditionExpression: null,
      ReturnValues: null,
    })
    expect(answer.json).toEqual({})
  })

  test('may be written with blanks and escapes', async () => {
    const answer = await call(
      'GetItem',
      `  {\n "Key" : {"pk":{"S":"\\u0061bsent"}}, "TableName": ${JSON.stringify(tables.hash)}\n}\n`,
    )
    expect(answer.json).toEqual({})
  })
})

test('an attribute called __proto__ is kept', async () => {
  const pk = uniqueKey()
  const table = JSON.stringify(tables.hash)
  await call(
    'PutItem',
    `{"TableName":${table},"Item":{"pk":{"S":"${pk}"},"__proto__":{"M":{"__proto__":{"N":"1"}}}}}`,
  )
  const answer = await call('GetItem', { TableName: tables.hash, Key: { pk: { S: pk } } })
  expect(answer.text).toContain('"__proto__":{"M":{"__proto__":{"N":"1"}}}')
})

describe('16 MB', () => {
  const oversize = 16 * 1024 * 1024
  const body = (bytes: number) => {
    const text = JSON.stringify({ TableName: tables.hash, Key: { pk: { S: 'absent' } }, Padding: '' })
    return text.replace('"Padding":""', `"Padding":"${'x'.repeat(bytes - text.length)}"`)
  }

  test('are read', async () => {
    const answer = await call('GetItem', body(oversize))
    expect(answer.status).toBe(200)
  })

  test('and one byte are not', async () => {
    const answer = await call('GetItem', body(oversize + 1))
    expect(answer.status).toBe(413)
    expect(answer.text).toBe('')
  })
})
