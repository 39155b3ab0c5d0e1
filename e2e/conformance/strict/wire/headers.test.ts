import { createHash } from 'node:crypto'
import { crc32, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { tables } from '../../tables.ts'

const get = (options = {}) => call('GetItem', { TableName: tables.hash, Key: { pk: { S: 'absent' } } }, options)

test('a request id has 52 characters of 0-9 and A-Z, and is new every time', async () => {
  const ids = [await get(), await get()].map(answer => answer.headers['x-amzn-requestid'])
  for (const id of ids) expect(id).toMatch(/^[0-9A-Z]{52}$/)
  expect(ids[0]).not.toBe(ids[1])
})

test('x-amz-crc32 is the checksum of the body, in decimal', async () => {
  const pk = { S: `${uniqueKey()} é 😀` }
  await call('PutItem', { TableName: tables.hash, Item: { pk } })
  const answer = await call('GetItem', { TableName: tables.hash, Key: { pk } })
  expect(answer.json).toEqual({ Item: { pk } })
  expect(answer.headers['x-amz-crc32']).toBe(String(crc32(answer.bytes)))
})

test('x-amz-crc32 and a request id come with errors too', async () => {
  const answer = await call('GetItem', { TableName: 'no-such-table-here', Key: { pk: { S: 'a' } } })
  expect(answer.status).toBe(400)
  expect(answer.headers['x-amz-crc32']).toBe(String(crc32(answer.bytes)))
  expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9A-Z]{52}$/)
})

test('Content-Length is exact', async () => {
  const answer = await get()
  expect(answer.headers['content-length']).toBe(String(answer.bytes.length))
})

describe('Content-Type', () => {
  test.each(['application/x-amz-json-1.0', 'application/json'])('%s is answered in kind', async type => {
    expect((await get({ headers: { 'content-type': type } })).headers['content-type']).toBe(type)
  })

  test('parameters behind a semicolon are ignored', async () => {
    const answer = await get({ headers: { 'content-type': 'application/x-amz-json-1.0; charset=utf-8' } })
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({})
  })

  test.each(['application/x-amz-json-1.1', 'text/plain'])('%s with a body is an unknown page', async type => {
    const answer = await get({ headers: { 'content-type': type } })
    expect(answer.status).toBe(404)
    expect(answer.text).toBe('<UnknownOperationException/>\n')
  })
})

test('a compressed answer carries the same content', async () => {
  const pk = { S: uniqueKey() }
  await call('PutItem', { TableName: tables.hash, Item: itemOfSize(50_000, { pk }) })
  const Key = { TableName: tables.hash, Key: { pk } }
  const plain = await call('GetItem', Key, { headers: { 'accept-encoding': 'identity' } })
  const packed = await call('GetItem', Key, { headers: { 'accept-encoding': 'gzip' } })
  const bytes = packed.headers['content-encoding'] === 'gzip' ? gunzipSync(packed.bytes) : packed.bytes
  const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex')
  expect(digest(bytes)).toBe(digest(plain.bytes))
  expect(packed.headers['x-amz-crc32']).toBe(String(crc32(packed.bytes)))
})
