// Long because every check of the server is proven on page, asset and connection alike.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type HostApi, wireSerializers } from '#contract'
import { absentEngine, startTestHost, type TestHost } from '../node/testing/test-host.ts'
import { type HttpTransport, startHttpTransport } from './http-transport.ts'
import { SessionTokens, sessionCookieName } from './session-token.ts'

const SESSION = 's'.repeat(40)
let host: TestHost
let transport: HttpTransport
let folder: string
let cookie: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-http-'))
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true })
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>window')
  await writeFile(join(folder, 'renderer', 'assets', 'main-abcd1234.js'), 'js')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  host = await startTestHost()
  const tokens = new SessionTokens(SESSION)
  const log = (message: string) => void host.logged.push(message)
  transport = await startHttpTransport({
    host: host.host,
    rendererFolder: join(folder, 'renderer'),
    port: 0,
    tokens,
    log,
  })
  cookie = `${sessionCookieName(transport.port)}=${SESSION}`
})
afterAll(async () => {
  await transport.close()
  await host[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** Node's own client: unlike fetch it sends any path, Host and Origin. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: transport.port, path, method, headers }, answer => {
      let text = ''
      answer.on('data', (data: Buffer) => {
        text += data.toString()
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

const origin = () => `http://127.0.0.1:${transport.port}`

function connect(headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${transport.port}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, answer) => {
      resolve(answer.statusCode ?? 0)
      socket.terminate()
    })
    socket.once('error', reject)
  })
}

async function client(): Promise<{ api: HostApi; socket: WebSocket }> {
  const socket = await connect({ cookie, origin: origin() })
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  const link = new RPCLink({
    websocket: socket as unknown as globalThis.WebSocket,
    customJsonSerializers: wireSerializers,
  })
  return { api: createORPCClient(link), socket }
}

describe('session', () => {
  test('a link lets one browser in, once, with a cookie that scripts cannot read', async () => {
    const link = new URL(transport.newLink())
    expect(link.origin).toBe(origin())
    const answer = await get(link.pathname + link.search)
    expect(answer.status).toBe(200)
    expect(answer.headers['set-cookie']).toEqual([`${cookie}; Path=/; HttpOnly; SameSite=Strict`])
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.text).toContain('url=/')
    expect((await get(link.pathname + link.search)).status).toBe(403)
    expect((await get(link.pathname + link.search, { cookie })).status).toBe(200)
  })

  test.each(['', '?token=', '?token=wrong', '?other=1'])('/session%s is refused', async query => {
    const answer = await get(`/session${query}`)
    expect(answer.status).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('pages', () => {
  test('are served with a session, with the policy and without sniffing', async () => {
    const { status, headers, text } = await get('/', { cookie })
    expect([status, text]).toEqual([200, '<!doctype html>window'])
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${transport.port}`)
    expect(headers['content-security-policy']).not.toContain('unsafe-eval')
  })

  test('a place inside the window is its page; a hashed asset is kept for good', async () => {
    expect((await get('/model/tables', { cookie })).text).toContain('window')
    const asset = await get('/assets/main-abcd1234.js', { cookie })
    expect(asset.headers['cache-control']).toContain('immutable')
    expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(await get('/', { cookie }, 'HEAD')).toMatchObject({ status: 200, text: '' })
  })

  test.each([
    ['/../secret.txt', 404],
    ['/assets/../../secret.txt', 404],
    ['/%2e%2e/secret.txt', 404],
    ['/..%2fsecret.txt', 404],
    ['/assets/..%5c..%5csecret.txt', 404],
    ['//secret.txt', 404],
    ['/secret.txt%00.js', 404],
    ['/%ff', 404],
    ['/missing.js', 404],
  ])('%s is not found', async (path, status) => {
    const answer = await get(path, { cookie })
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('secret')
  })

  test('are read only', async () => {
    expect((await get('/', { cookie }, 'POST')).status).toBe(405)
  })
})

describe('checks', () => {
  test.each([
    ['no session', {}],
    ['another session', { cookie: 'facet-session-1=x' }],
    ['a wrong value', { cookie: 'COOKIE-x' }],
    ['a longer name', { cookie: 'xCOOKIE' }],
    ['a foreign host', { cookie: 'COOKIE', host: 'evil.example' }],
    ['a foreign host with our port', { cookie: 'COOKIE', host: 'evil.example:PORT' }],
    ['the host without the port', { cookie: 'COOKIE', host: '127.0.0.1' }],
    ['a foreign origin', { cookie: 'COOKIE', origin: 'https://evil.example' }],
    ['an opaque origin', { cookie: 'COOKIE', origin: 'null' }],
    ['our host under another scheme', { cookie: 'COOKIE', origin: 'https://127.0.0.1:PORT' }],
    ['another port of this machine', { cookie: 'COOKIE', origin: 'http://127.0.0.1:1' }],
  ])('%s opens neither page nor connection', async (_name, template) => {
    const headers = Object.fromEntries(
      Object.entries(template).map(([name, value]) => [
        name,
        value.replace('COOKIE', cookie).replace('PORT', String(transport.port)),
      ]),
    )
    expect((await get('/', headers)).status).toBe(403)
    expect((await get('/assets/main-abcd1234.js', headers)).status).toBe(403)
    expect(await connect({ origin: origin(), ...headers })).toBe(403)
  })

  test('a connection without an origin is refused, and one to another path', async () => {
    expect(await connect({ cookie })).toBe(403)
    expect(await connect({ cookie, origin: origin() }, '/other')).toBe(404)
  })

  test('localhost is this machine as well', async () => {
    const name = `localhost:${transport.port}`
    expect((await get('/', { cookie, host: name })).status).toBe(200)
    const socket = await connect({ cookie, host: name, origin: `http://${name}` })
    expect(socket).toBeInstanceOf(WebSocket)
    if (socket instanceof WebSocket) socket.terminate()
  })
})

describe('rpc', () => {
  test('reaches the host, with its errors and any attribute name', async () => {
    const { api, socket } = await client()
    expect(await api.app.info()).toMatchObject({ shell: 'headless' })
    const path = join(host.folder, 'none.facet.json')
    await expect(api.projects.read({ path })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      defined: true,
      data: { what: path },
    })
    await api.data.execute({
      connection: 'local',
      operation: 'CreateTable',
      input: {
        TableName: 'orders',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    })
    const item = JSON.parse('{"id":{"S":"a"},"__proto__":{"M":{"__proto__":{"S":"deep"}}},"constructor":{"N":"1"}}')
    const put = { connection: 'local', operation: 'PutItem', input: { TableName: 'orders', Item: item } }
    await api.data.execute(put)
    const key = { TableName: 'orders', Key: { id: { S: 'a' } } }
    const { body } = await api.data.execute({ connection: 'local', operation: 'GetItem', input: key })
    expect(body).toContain('"__proto__":{"M":{"__proto__":{"S":"deep"}}}')
    socket.close()
  })

  test('a client that goes away leaves no subscription behind', async () => {
    const watched: string[] = []
    const engine = {
      ...absentEngine,
      onStatus: () => {
        watched.push('on')
        return () => void watched.push('off')
      },
    }
    await using other = await startTestHost({ engine })
    const tokens = new SessionTokens(SESSION)
    const options = { host: other.host, rendererFolder: folder, port: 0, tokens, log: () => {} }
    const second = await startHttpTransport(options)
    const socket = new WebSocket(`ws://127.0.0.1:${second.port}/rpc`, {
      headers: {
        cookie: `${sessionCookieName(second.port)}=${SESSION}`,
        origin: `http://127.0.0.1:${second.port}`,
      },
    })
    const api: HostApi = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
    const stream = await api.engine.watchStatus()
    await stream.next()
    stream.next().catch(() => undefined)
    expect(watched).toEqual(['on'])
    socket.terminate()
    await expect.poll(() => watched).toEqual(['on', 'off'])
    await second.close()
  })

  test('closing ends connections that are open', async () => {
    const tokens = new SessionTokens(SESSION)
    const options = { host: host.host, rendererFolder: folder, port: 0, tokens, log: () => {} }
    const second = await startHttpTransport(options)
    const socket = new WebSocket(`ws://127.0.0.1:${second.port}/rpc`, {
      headers: {
        cookie: `${sessionCookieName(second.port)}=${SESSION}`,
        origin: `http://127.0.0.1:${second.port}`,
      },
    })
    await new Promise(resolve => socket.once('open', resolve))
    const closed = new Promise(resolve => socket.once('close', resolve))
    await second.close()
    expect(await closed).toBe(1001)
  })
})

test('a development server in front is let in, under its own address', async () => {
  const options = {
    host: host.host,
    rendererFolder: folder,
    port: 0,
    tokens: new SessionTokens(SESSION),
    log: () => {},
  }
  const second = await startHttpTransport({ ...options, developmentOrigin: 'http://localhost:5173' })
  expect(second.newLink()).toMatch(/^http:\/\/localhost:5173\/session\?token=/)
  const socket = new WebSocket(`ws://127.0.0.1:${second.port}/rpc`, {
    headers: {
      cookie: `${sessionCookieName(second.port)}=${SESSION}`,
      host: 'localhost:5173',
      origin: 'http://localhost:5173',
    },
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.terminate()
  await second.close()
})
