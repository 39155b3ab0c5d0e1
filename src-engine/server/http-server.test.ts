import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { DynamoError } from '#dynamo'
import {
  callHeaders,
  echo,
  openSocket,
  send,
  serverPool,
  startWith,
  until,
  type WireResponse,
} from '../testing/wire-client.ts'
import type { Answer } from './request-handler.ts'
import type { RequestRecord } from './request-record.ts'

const { start, closeAll } = serverPool()
afterEach(closeAll)

describe('observer', () => {
  test('every finished request is reported with what the wire saw', async () => {
    const records: RequestRecord[] = []
    const server = await start(
      operation =>
        operation === 'GetItem' ? { body: '{"é":1}' } : { error: new DynamoError('ValidationException', 'no') },
      { onRequest: record => records.push(record) },
    )
    await send(server, { body: '{"TableName":"t","IndexName":"i"}', headers: callHeaders('GetItem') })
    await send(server, { body: '{"TableName":7}', headers: callHeaders('Query') })
    await send(server, { method: 'GET' })
    await send(server, { body: 'hi', headers: callHeaders('Query') })
    const compressed = gzipSync('{}')
    await send(server, { body: compressed, headers: callHeaders('GetItem', { 'content-encoding': 'gzip' }) })
    expect(records).toMatchObject([
      {
        requestId: '1'.padStart(52, '0'),
        operation: 'GetItem',
        tableName: 't',
        indexName: 'i',
        status: 200,
        errorCode: undefined,
        requestBytes: 33,
        responseBytes: 8,
        startedAt: 1_793_534_400_000,
        input: { TableName: 't', IndexName: 'i' },
        responseText: '{"é":1}',
      },
      {
        operation: 'Query',
        tableName: undefined,
        indexName: undefined,
        status: 400,
        errorCode: 'ValidationException',
      },
      { operation: undefined, status: 200, errorCode: undefined, input: undefined, requestBytes: 0 },
      { operation: undefined, status: 400, errorCode: 'SerializationException', input: undefined, requestBytes: 2 },
      { operation: 'GetItem', requestBytes: compressed.length },
    ])
    for (const { duration } of records) expect(duration).toBeGreaterThan(0)
  })

  test('an observer that throws does not disturb the server', async () => {
    const logged: string[] = []
    const server = await start(echo, {
      onRequest: () => {
        throw new Error('observer')
      },
      log: text => logged.push(text),
    })
    for (const expected of [1, 2]) {
      expect((await send(server, { body: '{}', headers: callHeaders('GetItem') })).status).toBe(200)
      expect(logged).toHaveLength(expected)
    }
  })
})

describe('life of a server', () => {
  test('a taken port rejects with a typed error', async () => {
    const server = await start(echo)
    const second = startWith(echo, { port: server.port })
    await expect(second).rejects.toMatchObject({ code: 'PORT_IN_USE', host: '127.0.0.1', port: server.port })
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
  })

  test('close ends idle and silent connections at once and frees the port', async () => {
    const server = await startWith(echo)
    const silent = await openSocket(server)
    const idle = await openSocket(server)
    idle.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await until(() => idle.received().includes('healthy'))
    const gone = Promise.all(
      [silent, idle].map(({ socket }) => new Promise(resolve => socket.once('close', resolve))),
    )
    await Promise.all([server.close(), server.close(), gone])
    const again = await startWith(echo, { port: server.port })
    await again.close()
  })

  test('close waits for requests in flight and answers them', async () => {
    let release = (_answer: Answer): void => undefined
    const server = await startWith(
      () =>
        new Promise<Answer>(resolve => {
          release = resolve
        }),
    )
    const sent: Promise<WireResponse> = send(server, {
      body: '{}',
      headers: callHeaders('GetItem', { connection: 'keep-alive' }),
    })
    const before = release
    await until(() => release !== before)
    let closed = false
    const closing = server.close().then(() => {
      closed = true
    })
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(closed).toBe(false)
    release({ body: '{"late":true}' })
    const response = await sent
    expect([response.text, response.headers.connection]).toEqual(['{"late":true}', 'close'])
    await closing
  })

  test('a client that leaves before its answer does no harm', async () => {
    let release = (_answer: Answer): void => undefined
    const server = await start(
      (_operation, input) =>
        new Promise<Answer>(resolve => {
          if (JSON.stringify(input) === '{}') resolve({ body: '{}' })
          else release = resolve
        }),
    )
    const before = release
    const { socket } = await openSocket(server)
    const head = Object.entries(callHeaders('GetItem')).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${head.join('')}content-length: 7\r\n\r\n{"n":1}`)
    await until(() => release !== before)
    socket.destroy()
    await new Promise(resolve => setTimeout(resolve, 20))
    release({ body: '{"nobody":"reads this"}' })
    expect((await send(server, { body: '{}', headers: callHeaders('GetItem') })).text).toBe('{}')
  })
})

describe('connections', () => {
  const head = (extra: Readonly<Record<string, string>> = {}) =>
    Object.entries(callHeaders('GetItem', { host: 'x', ...extra }))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
  const answers = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))

  test('one serves requests one after the other, refused and odd ones included', async () => {
    const server = await start(echo)
    const { socket, received } = await openSocket(server)
    const requests = [
      `POST / HTTP/1.1\r\n${head()}content-length: 2\r\n\r\n{}`,
      `POST / HTTP/1.1\r\n${head()}content-length: 1\r\n\r\n{`,
      'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
      'PUT / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n\r\n?',
      `POST / HTTP/1.1\r\n${head({ 'transfer-encoding': 'chunked' })}\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`,
    ]
    for (const [at, request] of requests.entries()) {
      socket.write(request)
      await until(() => answers(received()).length === at + 1)
    }
    expect(answers(received())).toEqual([200, 400, 200, 404, 200])
    expect(received()).not.toMatch(/connection: close/i)
    socket.destroy()
  })

  test('ends when its client wants it to', async () => {
    const server = await start(echo)
    const { socket, received } = await openSocket(server)
    const ended = new Promise(resolve => socket.once('end', resolve))
    socket.write(`POST / HTTP/1.1\r\n${head({ connection: 'close' })}content-length: 2\r\n\r\n{}`)
    await ended
    expect(answers(received())).toEqual([200])
    expect(received()).toMatch(/\r\nconnection: close\r\n/i)
  })

  test('a client that waits for leave to send its body gets it', async () => {
    const server = await start(echo)
    const { socket, received } = await openSocket(server)
    socket.write(`POST / HTTP/1.1\r\n${head({ expect: '100-continue' })}content-length: 2\r\n\r\n`)
    await until(() => received().includes('100 Continue'))
    socket.write('{}')
    await until(() => answers(received()).length === 2)
    expect(answers(received())).toEqual([100, 200])
    socket.destroy()
  })
})
