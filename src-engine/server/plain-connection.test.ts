import type { Socket } from 'node:net'
import { crc32, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { callHeaders, echo, openSocket, serverPool, until } from '../testing/wire-client.ts'
import type { Answer } from './request-handler.ts'

const { start, closeAll } = serverPool()
afterEach(closeAll)

function request(body: string, extra: Readonly<Record<string, string>> = {}): string {
  const headers = callHeaders('GetItem', { host: 'x', ...extra })
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST / HTTP/1.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** A header twice: nothing is wrong with it, but it is for node:http to read. */
function oddRequest(body: string): string {
  return request(body).replace('\r\n', '\r\nx-odd: 1\r\nx-odd: 2\r\n')
}

const bodies = (received: string) => [...received.matchAll(/"input":(\{.*?\})\}/g)].map(([, input]) => input)

describe('a connection', () => {
  test('answers plain and odd requests alike', async () => {
    const server = await start(echo)
    const heads: string[][] = []
    for (const ask of [request, oddRequest]) {
      const { socket, received } = await openSocket(server)
      socket.write(ask('{"é":1}'))
      await until(() => received().includes('{"é":1}}'))
      const [head = '', body = ''] = received().split('\r\n\r\n')
      expect(head).toContain(`x-amz-crc32: ${crc32(body)}`)
      const lines = head.split('\r\n').filter(text => !/^(keep-alive|x-amzn-requestid)/i.test(text))
      heads.push(lines.map(text => text.replace(/^date: .*/i, 'date')).sort())
      socket.destroy()
    }
    expect(heads[0]).toEqual(heads[1])
  })

  test('takes a body in pieces, and a head', async () => {
    const server = await start(echo)
    const { socket, received } = await openSocket(server)
    const sent = request('{"n":1}')
    for (const cut of [sent.length - 1, sent.length - 7, sent.indexOf('\r\n\r\n') + 2, 10, 1]) {
      const before = bodies(received()).length
      socket.write(sent.slice(0, cut))
      await new Promise(resolve => setTimeout(resolve, 5))
      socket.write(sent.slice(cut))
      await until(() => bodies(received()).length === before + 1)
    }
    expect(bodies(received())).toEqual(Array.from({ length: 5 }, () => '{"n":1}'))
    socket.destroy()
  })

  test('goes on after an odd request in the middle', async () => {
    const server = await start(echo)
    const { socket, received } = await openSocket(server)
    const asks = [request, request, oddRequest, request, oddRequest]
    for (const [n, ask] of asks.entries()) {
      socket.write(ask(`{"n":${n}}`))
      await until(() => bodies(received()).length === n + 1)
    }
    expect(bodies(received())).toEqual(asks.map((_, n) => `{"n":${n}}`))
    socket.destroy()
  })

  test('answers what was sent ahead while a request was running, in order', async () => {
    const release: (() => void)[] = []
    const server = await start(
      (operation, input) => new Promise<Answer>(resolve => release.push(() => resolve(echo(operation, input)))),
    )
    const { socket, received } = await openSocket(server)
    socket.write(request('{"n":1}'))
    await until(() => release.length === 1)
    socket.write(request('{"n":2}') + request('{"n":3}').slice(0, 50))
    await new Promise(resolve => setTimeout(resolve, 20))
    socket.write(request('{"n":3}').slice(50))
    release[0]?.()
    await until(() => release.length === 3)
    for (const answer of release) answer()
    await until(() => bodies(received()).length === 3)
    expect(bodies(received())).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
    socket.destroy()
  })

  test('answers a client that has said it sends no more, and ends', async () => {
    let release = (): void => undefined
    const server = await start(
      (operation, input) =>
        new Promise<Answer>(resolve => {
          release = () => resolve(echo(operation, input))
        }),
    )
    const before = release
    const { socket, received } = await openSocket(server)
    socket.end(request('{"n":1}'))
    await until(() => release !== before)
    await new Promise(resolve => setTimeout(resolve, 20))
    const ended = closed(socket)
    release()
    await ended
    expect(bodies(received())).toEqual(['{"n":1}'])
    expect(received()).toMatch(/\r\nconnection: close\r\n/i)
  })

  test('of a client that sends nothing ends with it', async () => {
    const server = await start(echo)
    const { socket } = await openSocket(server)
    const ended = closed(socket)
    socket.end()
    await ended
  })

  test('large answers to many keep apart, however slowly they are read', async () => {
    const server = await start((_operation, input) => ({
      body: JSON.stringify({ text: String(Object.values(input as object)[0]).repeat(100_000) }),
    }))
    const open = await Promise.all(Array.from({ length: 22 }, () => openSocket(server)))
    for (let round = 0; round < 3; round++) {
      for (const [n, { socket }] of open.entries()) {
        socket.pause()
        socket.write(request(JSON.stringify({ c: String.fromCharCode(0x61 + n + round) })))
      }
      await new Promise(resolve => setTimeout(resolve, 20))
      for (const { socket } of open) socket.resume()
      for (const [n, { received }] of open.entries()) {
        const wanted = `"${String.fromCharCode(0x61 + n + round).repeat(100_000)}"}`
        await until(() => received().endsWith(wanted))
      }
    }
    for (const { socket } of open) socket.destroy()
  })

  test('ends after a body that unpacks to too much', async () => {
    const server = await start(echo)
    const { socket, received } = await openSocket(server)
    const packed = gzipSync(`"${'x'.repeat(16 * 1024 * 1024)}"`)
    const head = request('', { 'content-encoding': 'gzip' })
    const ended = closed(socket)
    socket.write(head.replace('content-length: 0', `content-length: ${packed.length}`))
    socket.write(packed)
    await ended
    expect(received()).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/)
  })
})

function closed(socket: Socket): Promise<unknown> {
  return new Promise(resolve => socket.once('close', resolve))
}
