import { afterEach, describe, expect, test } from 'vitest'
import { DynamoError } from '#dynamo'
import { callHeaders, echo, framing, SIGNED, send, serverPool, type WireResponse } from '../testing/wire-client.ts'

const { start, closeAll } = serverPool()
afterEach(closeAll)

function expectFramed(response: WireResponse): void {
  const { said, is } = framing(response)
  expect(said).toEqual(is)
}

describe('order of checks', () => {
  const json = { 'content-type': 'application/x-amz-json-1.0' }
  const type = (name: string) => `{"__type":"com.amazon.coral.service#${name}"}`

  test('GET answers the health page on any path, /ping the short form', async () => {
    const server = await start(echo)
    const page = await send(server, {
      method: 'GET',
      path: '/anything?x=1',
      headers: { 'content-type': 'text/html' },
    })
    expect([page.status, page.text]).toEqual([200, 'healthy: dynamodb.us-east-1.amazonaws.com '])
    expectFramed(page)
    expect((await send(server, { method: 'GET', path: '/ping' })).text).toBe('healthy')
    const elsewhere = await start(echo, { region: 'moon-1' })
    expect((await send(elsewhere, { method: 'GET' })).text).toBe('healthy: dynamodb.moon-1.amazonaws.com ')
  })

  test.each([
    ['PUT', { method: 'PUT' }],
    ['DELETE', { method: 'DELETE' }],
    ['OPTIONS without Origin', { method: 'OPTIONS' }],
    ['a body without content type', { body: '{}' }],
    ['a body of another type', { body: '{}', headers: { 'content-type': 'whatever' } }],
    ['x-amz-json-1.1', { body: '{}', headers: { 'content-type': 'application/x-amz-json-1.1' } }],
    ['a type that only starts alike', { body: '{}', headers: { 'content-type': 'application/jsonasdf' } }],
  ])('404: %s', async (_name, request) => {
    const response = await send(await start(echo), request)
    expect([response.status, response.text]).toEqual([404, '<UnknownOperationException/>\n'])
    expectFramed(response)
    expect(response.headers['x-amz-crc32']).toBe('3552371480')
  })

  test('not JSON comes before target and signature', async () => {
    const server = await start(echo)
    for (const [sent, mirrored] of [
      ['application/json', 'application/json'],
      ['application/x-amz-json-1.0', 'application/x-amz-json-1.0'],
      ['  application/json  ;   charset=utf-8', 'application/json'],
      ['application/x-amz-json-1.0;x', 'application/x-amz-json-1.0'],
    ] as const) {
      const response = await send(server, { body: 'hi', headers: { 'content-type': sent } })
      expect([response.status, response.text]).toEqual([400, type('SerializationException')])
      expect(response.headers['content-type']).toBe(mirrored)
      expect(response.headers['x-amz-crc32']).toBe('3948637019')
      expectFramed(response)
    }
  })

  test('an empty body is not JSON for a known target, and an unknown operation without one', async () => {
    const server = await start(echo)
    const known = await send(server, { headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } })
    expect(known.text).toBe(type('SerializationException'))
    const none = await send(server, {})
    expect([none.status, none.text, none.headers['content-type']]).toEqual([
      400,
      type('UnknownOperationException'),
      'application/json',
    ])
  })

  test.each([
    undefined,
    'whatever',
    'DynamoDB_20120810.ListTable',
    'DynamoDB_20120810.ListStreams',
    'DynamoDBStreams_20120810.GetItem',
    'DynamoDB_20111205.GetItem',
    'DynamoDB_20120810.toString',
  ])('unknown target %s comes before the signature', async target => {
    const headers = { ...json, ...(target === undefined ? {} : { 'x-amz-target': target }) }
    const response = await send(await start(echo), { body: '{}', headers })
    expect([response.status, response.text]).toEqual([400, type('UnknownOperationException')])
    expect(response.headers['x-amz-crc32']).toBe('1368724161')
  })

  test('the signature is the last check, then the handler gets operation and input', async () => {
    const server = await start(echo)
    const target = { ...json, 'x-amz-target': 'DynamoDBStreams_20120810.ListStreams' }
    expect((await send(server, { body: '[1]', headers: target })).text).toContain('MissingAuthenticationToken')
    const response = await send(server, { body: '[1]', headers: { ...target, ...SIGNED } })
    expect([response.status, response.text]).toEqual([200, '{"operation":"ListStreams","input":[1]}'])
    expectFramed(response)
    expect(response.headers['content-type']).toBe('application/x-amz-json-1.0')
  })
})

describe('cross-origin', () => {
  test('a preflight gets what it asks for', async () => {
    const server = await start(echo)
    const headers = {
      origin: 'https://example.org',
      'access-control-request-headers': 'a, b',
      'access-control-request-method': 'POST',
    }
    const response = await send(server, { method: 'OPTIONS', headers })
    expect([response.status, response.text]).toEqual([200, ''])
    expectFramed(response)
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'a, b',
      'access-control-allow-methods': 'POST',
      'access-control-max-age': '172800',
    })
    const bare = await send(server, { method: 'OPTIONS', headers: { origin: 'null' } })
    expect(bare.headers).not.toHaveProperty('access-control-allow-headers')
  })

  test('every answer allows the origin, errors included, and none without an Origin', async () => {
    const server = await start(echo)
    const origin = { origin: 'https://example.org' }
    for (const request of [
      { method: 'GET', headers: origin },
      { method: 'PUT', headers: origin },
      { body: 'hi', headers: { ...origin, 'content-type': 'application/json' } },
      { body: '{}', headers: callHeaders('GetItem', origin) },
    ]) {
      expect((await send(server, request)).headers['access-control-allow-origin']).toBe('*')
    }
    expect((await send(server, { method: 'GET' })).headers).not.toHaveProperty('access-control-allow-origin')
  })
})

describe('errors', () => {
  test('a fault is told to the log with its cause, once for everyone it hits', async () => {
    const cause = new Error('disk full')
    const told: unknown[] = []
    const server = await start(
      () => ({ error: Object.assign(new DynamoError('InternalServerError', 'no'), { cause }) }),
      { log: (text, error) => told.push(text, error) },
    )
    for (let i = 0; i < 3; i++) await send(server, { body: '{}', headers: callHeaders('PutItem') })
    expect(told).toEqual(['PutItem failed', cause])
  })

  const answer = async (error: DynamoError) =>
    send(await start(() => ({ error })), { body: '{}', headers: callHeaders('GetItem') })

  test.each([
    ['ValidationException', 'com.amazon.coral.validate#', 'message', 400],
    ['SerializationException', 'com.amazon.coral.service#', 'Message', 400],
    ['AccessDeniedException', 'com.amazon.coral.service#', 'Message', 400],
    ['ThrottlingException', 'com.amazon.coral.service#', 'message', 400],
    ['UnrecognizedClientException', 'com.amazon.coral.service#', 'message', 400],
    ['ResourceNotFoundException', 'com.amazonaws.dynamodb.v20120810#', 'message', 400],
    ['TransactionCanceledException', 'com.amazonaws.dynamodb.v20120810#', 'Message', 400],
    ['TransactionInProgressException', 'com.amazonaws.dynamodb.v20120810#', 'Message', 400],
    ['IdempotentParameterMismatchException', 'com.amazonaws.dynamodb.v20120810#', 'Message', 400],
    ['InternalServerError', 'com.amazonaws.dynamodb.v20120810#', 'message', 500],
    ['ServiceUnavailable', 'com.amazonaws.dynamodb.v20120810#', 'message', 503],
  ] as const)('%s', async (code, prefix, member, status) => {
    const response = await answer(new DynamoError(code, 'a "text"'))
    expect(response.status).toBe(status)
    expect(response.text).toBe(JSON.stringify({ __type: prefix + code, [member]: 'a "text"' }))
    expectFramed(response)
  })

  test('further members follow', async () => {
    const response = await answer(
      new DynamoError('ConditionalCheckFailedException', 'no', { Item: { a: { S: 'x' } } }),
    )
    expect(response.text).toBe(
      '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no","Item":{"a":{"S":"x"}}}',
    )
  })

  test('what a handler throws is answered; a defect is logged and answered as an internal error', async () => {
    const logged: unknown[] = []
    const thrown = [new DynamoError('ValidationException', 'bad'), new TypeError('defect')]
    const server = await start(
      () => {
        throw thrown.shift()
      },
      { log: (_text, error) => logged.push(error) },
    )
    const call = { body: '{}', headers: callHeaders('GetItem') }
    expect((await send(server, call)).text).toContain('#ValidationException","message":"bad"')
    expect(logged).toEqual([])
    const internal = await send(server, call)
    expect([internal.status, internal.text.includes('#InternalServerError"')]).toEqual([500, true])
    expect(internal.text).not.toContain('defect')
    expect(logged).toEqual([new TypeError('defect')])
  })
})
