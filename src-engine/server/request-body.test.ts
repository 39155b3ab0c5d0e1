import { crc32, gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import {
  callHeaders,
  echo,
  framing,
  openSocket,
  send,
  serverPool,
  until,
  type WireResponse,
} from '../testing/wire-client.ts'
import { LARGEST_BODY } from './request-body.ts'
import type { Answer } from './request-handler.ts'

const { start, closeAll } = serverPool()
afterEach(closeAll)

function expectFramed(response: WireResponse): void {
  const { said, is } = framing(response)
  expect(said).toEqual(is)
}

describe('size', () => {
  const headers = callHeaders('PutItem')
  const padded = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`

  test('16 MB pass, one byte more is 413 with an empty body', async () => {
    const server = await start(() => ({ body: '{}' }))
    expect((await send(server, { body: padded(LARGEST_BODY), headers })).status).toBe(200)
    const response = await send(server, { body: padded(LARGEST_BODY + 1), headers })
    expect([response.status, response.text]).toEqual([413, ''])
    expectFramed(response)
  })

  test('size comes before everything else, also without content-length', async () => {
    const server = await start(echo)
    const body = Buffer.alloc(LARGEST_BODY + 1, 0x61)
    const response = await send(server, { method: 'DELETE', body, headers: { 'transfer-encoding': 'chunked' } })
    expect(response.status).toBe(413)
  })

  test('a body without end is cut off, not collected', async () => {
    const server = await start(echo)
    const { socket, received } = await openSocket(server)
    const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n')
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    const pump = (): void => {
      if (!socket.destroyed) socket.write(chunk, () => setImmediate(pump))
    }
    pump()
    await closed
    expect(received()).toMatch(/^(HTTP\/1\.1 413 |$)/)
  })
})

describe('bodies', () => {
  test('UTF-8 split over packets arrives whole, answers count bytes', async () => {
    const server = await start(echo)
    const body = Buffer.from('{"TableName":"日本語🙂é"}')
    const { socket, received } = await openSocket(server)
    const head = Object.entries(callHeaders('GetItem')).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${head.join('')}content-length: ${body.length}\r\n\r\n`)
    for (const byte of body) {
      socket.write(Buffer.of(byte))
      await new Promise(resolve => setTimeout(resolve, 1))
    }
    const answer = '{"operation":"GetItem","input":{"TableName":"日本語🙂é"}}'
    await until(() => received().endsWith('}}'))
    expect(received()).toContain(answer)
    expect(received()).toContain(`Content-Length: ${Buffer.byteLength(answer)}\r\n`)
    expect(received()).toContain(`x-amz-crc32: ${crc32(answer)}\r\n`)
    socket.destroy()
  })

  test('a compressed request is read', async () => {
    const server = await start(echo)
    const headers = callHeaders('PutItem', { 'content-encoding': 'gzip' })
    const response = await send(server, { body: gzipSync('{"TableName":"t"}'), headers })
    expect(response.text).toBe('{"operation":"PutItem","input":{"TableName":"t"}}')
    const broken = await send(server, { body: Buffer.from('{"TableName":"t"}'), headers })
    expect([broken.status, broken.text]).toEqual([
      400,
      '{"__type":"com.amazon.coral.service#SerializationException"}',
    ])
  })

  test('a compressed request may not unpack to more than 16 MB', async () => {
    const server = await start(() => ({ body: '{}' }))
    const headers = callHeaders('PutItem', { 'content-encoding': 'gzip' })
    const packed = (bytes: number) => gzipSync(`"${'x'.repeat(bytes - 2)}"`)
    expect((await send(server, { body: packed(LARGEST_BODY), headers })).status).toBe(200)
    expect((await send(server, { body: packed(LARGEST_BODY + 1), headers })).status).toBe(413)
  })

  test('answers are compressed when asked for gzip and worth it; the CRC is over the bytes sent', async () => {
    const large = JSON.stringify({ text: 'é'.repeat(1000) })
    const server = await start((_operation, input) => ({
      body: JSON.stringify(input) === '{}' ? large : '{"small":true}',
    }))
    const ask = (encoding: string, body = '{}') =>
      send(server, { body, headers: callHeaders('Scan', { 'accept-encoding': encoding }) })
    for (const encoding of ['gzip', 'gzip, deflate', 'deflate, gzip;q=0.5', 'br,GZIP']) {
      const response = await ask(encoding)
      expect(response.headers['content-encoding']).toBe('gzip')
      expect(gunzipSync(response.bytes).toString()).toBe(large)
      expectFramed(response)
    }
    for (const encoding of ['identity', '*', 'deflate', 'gzip;q=0', 'gzip;q=0.0, identity', 'xgzip']) {
      const response = await ask(encoding)
      expect(response.headers['content-encoding']).toBeUndefined()
      expect(response.text).toBe(large)
      expectFramed(response)
    }
    expect((await ask('gzip', '{"a":1}')).text).toBe('{"small":true}')
  })

  test('pipelined requests are answered in the order they came in', async () => {
    const release: (() => void)[] = []
    const server = await start(
      (_operation, input) =>
        new Promise<Answer>(resolve => {
          release.push(() => resolve({ body: JSON.stringify(input) }))
        }),
    )
    const { socket, received } = await openSocket(server)
    const head = Object.entries(callHeaders('GetItem')).map(([name, value]) => `${name}: ${value}\r\n`)
    const one = (n: number) => `POST / HTTP/1.1\r\nhost: x\r\n${head.join('')}content-length: 7\r\n\r\n{"n":${n}}`
    socket.write(one(1) + one(2) + one(3))
    await until(() => release.length === 3)
    for (const next of release.reverse()) next()
    await until(() => received().includes('{"n":3}'))
    expect([...received().matchAll(/\{"n":\d\}/g)].map(String)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
    expect(received().match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3)
    socket.destroy()
  })
})
