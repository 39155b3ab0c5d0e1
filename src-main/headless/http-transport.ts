import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Host } from '../host/create-host.ts'
import { securityHeaders } from '../node/content-security-policy.ts'
import { type AllowedNames, allowedNames, refusal } from './request-checks.ts'
import { type SessionTokens, sessionCookie, sessionCookieName } from './session-token.ts'
import { sendText, serveStaticFile } from './static-files.ts'

export interface HttpTransportOptions {
  readonly host: Host
  /** The built window. */
  readonly rendererFolder: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly tokens: SessionTokens
  /** A development server in front of this one (`http://localhost:5173`). */
  readonly developmentOrigin?: string | undefined
  readonly log: (message: string) => void
}

export interface HttpTransport {
  readonly port: number
  /** An address that lets one browser in, once. */
  newLink(): string
  close(): Promise<void>
}

/** A model with its sample items is saved in one message. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024
/** A connection that does not answer for one to two of these is gone. */
const HEARTBEAT_MS = 30_000

/**
 * The window and its connection to the host, on 127.0.0.1. Rejects with `EADDRINUSE` when the port is taken.
 * Every request is checked for Host and Origin, and, but for the exchange of a token, for the session.
 */
export async function startHttpTransport(options: HttpTransportOptions): Promise<HttpTransport> {
  const server = createServer()
  const port = await listen(server, options.port)
  const transport = new Transport(options, server, port)
  server.on('request', (request, response) => void transport.answer(request, response))
  server.on('upgrade', (request, socket, head) => transport.upgrade(request, socket, head))
  return transport
}

class Transport implements HttpTransport {
  readonly port: number
  readonly #options: HttpTransportOptions
  readonly #server: Server
  readonly #allowed: AllowedNames
  readonly #headers: Readonly<Record<string, string>>
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, clientTracking: true })
  readonly #handler: RPCHandler<Record<never, never>>
  readonly #heartbeat: NodeJS.Timeout
  readonly #silent = new WeakSet<WebSocket>()

  constructor(options: HttpTransportOptions, server: Server, port: number) {
    this.port = port
    this.#options = options
    this.#server = server
    this.#allowed = allowedNames(port, options.developmentOrigin)
    this.#headers = securityHeaders(this.#allowed.hosts.map(host => `ws://${host}`))
    this.#handler = new RPCHandler(options.host.router, options.host.rpcOptions)
    this.#heartbeat = setInterval(() => this.#endSilentSockets(), HEARTBEAT_MS)
  }

  newLink(): string {
    const origin = this.#options.developmentOrigin ?? `http://127.0.0.1:${this.port}`
    return new URL(`/session?token=${this.#options.tokens.issue()}`, origin).href
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat)
    for (const socket of this.#sockets.clients) socket.close(1001, 'Facet ends')
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    // An upgraded connection is no longer the server's: one that does not answer the closing is ended here.
    const timer = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate()
    }, 500)
    await closed
    clearTimeout(timer)
    for (const socket of this.#sockets.clients) socket.terminate()
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value)
      const refused = refusal(request, this.#allowed, 'page')
      if (refused !== undefined) return sendText(response, 403, refused)
      // Split by hand: a URL parser would take steps upwards and double slashes for something else than they are.
      const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
      if (path === '/session') return this.#openSession(new URLSearchParams(query), request, response)
      if (!this.#hasSession(request)) return sendText(response, 403, NO_SESSION)
      await serveStaticFile(this.#options.rendererFolder, path, request, response)
    } catch (error) {
      this.#options.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      if (response.headersSent) response.destroy()
      else sendText(response, 500, 'Facet could not answer. Its terminal says more.')
    }
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0]
    if (path !== '/rpc') {
      refuseUpgrade(socket, '404 Not Found')
      return
    }
    if (refusal(request, this.#allowed, 'socket') !== undefined || !this.#hasSession(request)) {
      refuseUpgrade(socket, '403 Forbidden')
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, client => {
      client.on('pong', () => this.#silent.delete(client))
      client.on('error', () => client.terminate())
      void this.#handler.upgrade(client)
    })
  }

  #hasSession(request: IncomingMessage): boolean {
    return this.#options.tokens.accepts(request.headers.cookie, sessionCookieName(this.port))
  }

  #openSession(query: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET') {
      sendText(response, 405, 'Only GET is served here.')
      return
    }
    const session = this.#options.tokens.exchange(query.get('token') ?? '')
    // The same browser once more: its session is as good as a token.
    if (session === undefined && !this.#hasSession(request)) {
      sendText(response, 403, NO_SESSION)
      return
    }
    if (session !== undefined) response.setHeader('set-cookie', sessionCookie(this.port, session))
    // A page that goes on by itself instead of a redirect: the strict cookie is not sent along a redirect when the
    // link was clicked on another site, for example in a web terminal.
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(
      '<!doctype html><meta http-equiv="refresh" content="0; url=/"><link rel="icon" href="data:,"><title>Facet</title><a href="/">Open Facet</a>\n',
    )
  }

  #endSilentSockets(): void {
    for (const socket of this.#sockets.clients) {
      if (this.#silent.has(socket)) {
        socket.terminate()
      } else {
        this.#silent.add(socket)
        socket.ping()
      }
    }
  }
}

const NO_SESSION =
  'This browser has no access. Open the link that Facet printed in its terminal; it works once. For another one, press Enter there or restart Facet.'

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // This machine only: whoever wants it from elsewhere forwards the port.
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
