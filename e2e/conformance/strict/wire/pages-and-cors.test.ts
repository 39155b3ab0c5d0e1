import { describe, expect, test } from 'vitest'
import { call, send } from '../../raw-http.ts'
import { tables } from '../../tables.ts'

describe('GET', () => {
  test.each(['/', '/any/path'])('%s is the health page', async path => {
    const answer = await send({ method: 'GET', path, headers: { 'content-type': undefined } })
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/^healthy: dynamodb[.][a-z0-9-]+[.]amazonaws[.]com $/)
  })
})

test.each(['PUT', 'DELETE', 'PATCH'])('%s is an unknown page', async method => {
  const answer = await send({ method, body: '{}', headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } })
  expect(answer.status).toBe(404)
  expect(answer.text).toBe('<UnknownOperationException/>\n')
})

describe('with an Origin', () => {
  const headers = { origin: 'https://example.com' }

  test('an answer may be read by any page', async () => {
    const answer = await call('GetItem', { TableName: tables.hash, Key: { pk: { S: 'absent' } } }, { headers })
    expect(answer.status).toBe(200)
    expect(answer.headers['access-control-allow-origin']).toBe('*')
  })

  test('an error too', async () => {
    const answer = await call('GetItem', {}, { headers })
    expect(answer.status).toBe(400)
    expect(answer.headers['access-control-allow-origin']).toBe('*')
  })

  test('a preflight gets what it asks for, for two days', async () => {
    const answer = await send({
      method: 'OPTIONS',
      headers: {
        ...headers,
        'content-type': undefined,
        'access-control-request-headers': 'authorization,x-amz-target',
        'access-control-request-method': 'POST',
      },
    })
    expect(answer.status).toBe(200)
    expect(answer.text).toBe('')
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,x-amz-target',
      'access-control-allow-methods': 'POST',
      'access-control-max-age': '172800',
    })
  })
})

test('without an Origin nothing is said about other pages', async () => {
  const answer = await call('GetItem', { TableName: tables.hash, Key: { pk: { S: 'absent' } } })
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
})
