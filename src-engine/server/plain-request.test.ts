import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPlainHead } from './plain-request.ts'

const HEAD = 'POST / HTTP/1.1\r\nHost: localhost:8000\r\nContent-Length: 2\r\n'

const read = (text: string) => readPlainHead(Buffer.from(text, 'latin1'))

describe('a plain head', () => {
  test('is read with names in lower case and values without blanks around them', () => {
    const head = `${HEAD}X-Amz-Target:\t DynamoDB_20120810.GetItem \r\nx-empty:\r\nConnection: Keep-Alive\r\n\r\n`
    expect(read(`${head}{}and more`)).toEqual({
      headers: {
        host: 'localhost:8000',
        'content-length': '2',
        'x-amz-target': 'DynamoDB_20120810.GetItem',
        'x-empty': '',
        connection: 'Keep-Alive',
      },
      bodyStart: head.length,
      bodyEnd: head.length + 2,
    })
  })

  test.each([
    ['not all of it', HEAD],
    ['another method', `${HEAD}\r\n`.replace('POST', 'GET')],
    ['another path', `${HEAD}\r\n`.replace(' / ', ' /x ')],
    ['another version', `${HEAD}\r\n`.replace('1.1', '1.0')],
    ['a longer version', `${HEAD}\r\n`.replace('1.1', '1.11')],
    ['no host', `${HEAD}\r\n`.replace('Host', 'Hosts')],
    ['no length', `${HEAD}\r\n`.replace('Length', 'Lengths')],
    ['a length that is no number', `${HEAD}\r\n`.replace(': 2', ': +2')],
    ['two lengths', `${HEAD}content-length: 2\r\n\r\n`],
    ['a name twice', `${HEAD}a: 1\r\nA: 2\r\n\r\n`],
    ['a body in chunks', `${HEAD}transfer-encoding: chunked\r\n\r\n`],
    ['a wait for leave', `${HEAD}expect: 100-continue\r\n\r\n`],
    ['an upgrade', `${HEAD}upgrade: h2c\r\n\r\n`],
    ['the end of the connection', `${HEAD}connection: close\r\n\r\n`],
    ['a line that goes on', `${HEAD}a: b\r\n c\r\n\r\n`],
    ['a blank before the colon', `${HEAD}a : b\r\n\r\n`],
    ['a line without colon', `${HEAD}a\r\n\r\n`],
    ['a bare line feed', `${HEAD}a: b\nc: d\r\n\r\n`],
    ['a byte beyond ASCII', `${HEAD}a: \xe9\r\n\r\n`],
    ['a body that is too large', `${HEAD}\r\n`.replace(': 2', `: ${16 * 1024 * 1024 + 1}`)],
    ['a head that is too long', `${HEAD}a: ${'x'.repeat(8192)}\r\n\r\n`],
  ])('is not: %s', (_name, text) => {
    expect(read(text)).toBeUndefined()
  })
})

describe('next to node:http', () => {
  const seen: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers)
    response.end()
  })
  beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise(resolve => server.close(resolve)))

  /** The headers node:http finds in these bytes; undefined when it refuses them. */
  function byNode(bytes: Buffer): Promise<IncomingHttpHeaders | undefined> {
    seen.length = 0
    return new Promise(resolve => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
      socket.on('data', () => socket.destroy())
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(seen[0]))
      socket.end(bytes)
    })
  }

  const line = fc.oneof(
    fc.constantFrom(
      'Host: x',
      'Content-Length: 0',
      'content-length: 00',
      'Content-Length: 0, 0',
      'Transfer-Encoding: chunked',
      'Connection: keep-alive',
      'Connection: close',
      'X-Amz-Target: DynamoDB_20120810.GetItem',
      'cookie: a=b',
      'constructor: x',
      '__proto__: x',
      ' folded',
      '',
    ),
    fc
      .tuple(
        fc.string({ unit: fc.constantFrom('a', 'B', '-', '1', '_', ' ', ':', '\u00e9'), minLength: 1, maxLength: 4 }),
        fc.string({ unit: fc.constantFrom('a', ' ', '\t', ':', '\r', '\n', '\0', '\x7f', '\u00e9'), maxLength: 6 }),
      )
      .map(([name, value]) => `${name}:${value}`),
  )

  test('nothing is read otherwise than it does', async () => {
    let read = 0
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async lines => {
        const text = ['POST / HTTP/1.1', 'Host: y', 'Content-Length: 0', ...lines.slice(0, 4), '', ''].join('\r\n')
        const bytes = Buffer.from(text, 'latin1')
        const plain = readPlainHead(bytes)
        if (plain === undefined) return
        read++
        expect(plain.bodyEnd).toBe(plain.bodyStart)
        // Behind the blank line the next request would begin: cut off, it is none.
        expect(await byNode(bytes.subarray(0, plain.bodyEnd))).toEqual(plain.headers)
      }),
      { numRuns: 400 },
    )
    expect(read).toBeGreaterThan(20)
  })
})
