import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { callHeaders, countingIds, echo, handlerOf, SIGNED, send, startWith } from '../testing/wire-client.ts'
import { LARGEST_BODY } from './request-body.ts'
import { createSdkHandler, type SdkRequest, type SdkResponse } from './sdk-handler.ts'

function sdkRequest(given: Partial<SdkRequest>): SdkRequest {
  return { method: 'POST', path: '/', headers: callHeaders('ListTables'), body: '{}', ...given }
}

/** What a handler and a server say to the same request. */
async function bothWays(given: Partial<SdkRequest>, submit = echo): Promise<[SdkResponse, SdkResponse]> {
  const request = sdkRequest(given)
  const server = await startWith(submit)
  try {
    const path =
      request.path +
      (request.query === undefined
        ? ''
        : `?${new URLSearchParams(Object.entries(request.query) as [string, string][])}`)
    const { status, headers, bytes } = await send(server, {
      method: request.method,
      path,
      headers: request.headers,
      body: request.body as string,
    })
    const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...rest } = headers
    const handler = createSdkHandler(handlerOf(submit), { requestIds: countingIds() })
    const { response } = await handler.handle(request)
    const { date: _, ...own } = response.headers
    const overWire = { statusCode: status, headers: rest as Record<string, string>, body: Uint8Array.from(bytes) }
    return [{ ...response, headers: own, body: Uint8Array.from(response.body) }, overWire]
  } finally {
    await server.close()
  }
}

describe('answers are those of a server, byte for byte', () => {
  const json = { 'content-type': 'application/json' }
  test.each<[string, Partial<SdkRequest>]>([
    ['a call', { body: '{"Limit":1,"x":"é"}' }],
    ['bytes', { body: Buffer.from('{"Limit":2}') }],
    ['the other content type', { headers: { ...callHeaders('ListTables'), ...json } }],
    ['names of headers in capitals', { headers: upperNames(callHeaders('ListTables')) }],
    ['not JSON', { body: '{' }],
    ['an unknown operation', { headers: { ...SIGNED, ...json, 'x-amz-target': 'DynamoDB_20120810.Nothing' } }],
    ['no signature', { headers: { ...json, 'x-amz-target': 'DynamoDB_20120810.ListTables' } }],
    ['an empty body', { body: '' }],
    ['no body', { body: undefined }],
    ['another page', { method: 'PUT' }],
    ['the health page', { method: 'GET', path: '/any', body: undefined, headers: {} }],
    ['an Origin', { headers: callHeaders('ListTables', { origin: 'https://x.example' }) }],
    [
      'a signature in the query',
      {
        query: { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA256', 'X-Amz-Credential': 'a/b' },
        headers: { ...json, 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      },
    ],
    [
      'a compressed body',
      { headers: callHeaders('ListTables', { 'content-encoding': 'gzip' }), body: gzipSync('{"a":1}') },
    ],
    ['a body that is not compressed', { headers: callHeaders('ListTables', { 'content-encoding': 'gzip' }) }],
  ])('%s', async (_name, request) => {
    const [own, wire] = await bothWays(request)
    expect(own).toEqual(wire)
  })

  test('compressed where it was asked for', async () => {
    const big = { body: JSON.stringify({ text: 'x'.repeat(5000) }) }
    const headers = callHeaders('ListTables', { 'accept-encoding': 'gzip' })
    const [own, wire] = await bothWays({ headers }, () => big)
    expect(own).toEqual(wire)
    expect(own.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(own.body).toString()).toBe(big.body)
  })

  test('more than 16 MB', async () => {
    const { response } = await createSdkHandler(handlerOf(echo)).handle(
      sdkRequest({ body: Buffer.alloc(LARGEST_BODY + 1, 0x61) }),
    )
    expect([response.statusCode, response.body.length]).toEqual([413, 0])
  })

  test('a body in pieces', async () => {
    const body = (async function* () {
      yield '{"Lim'
      yield Buffer.from('it":3}')
    })()
    const { response } = await createSdkHandler(handlerOf(echo)).handle(sdkRequest({ body }))
    expect(Buffer.from(response.body).toString()).toBe('{"operation":"ListTables","input":{"Limit":3}}')
  })
})

function upperNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
}
