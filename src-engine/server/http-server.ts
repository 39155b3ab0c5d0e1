import type { AddressInfo, Server } from 'node:net'
import { createServer as createSocketServer } from 'node:net'
import { Connections } from './connections.ts'
import { type ExchangeOptions, exchangeContext } from './exchange-context.ts'
import { HttpExchange } from './http-exchange.ts'
import { PlainConnection } from './plain-connection.ts'
import { PortInUseError } from './port-in-use.ts'
import type { RequestHandler } from './request-handler.ts'

/**
 * Not imported: an import of `node:http` reads each of its exports, and some of them load all of fetch and WebSocket on
 * being read. That is a third of the time `facet serve` takes to start.
 */
const { createServer } = process.getBuiltinModule('node:http')

export interface ServerOptions extends ExchangeOptions {
  /** Address to listen on; loopback unless the user wants other machines to reach the engine. */
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
}

/** A server that answers. */
export interface RunningServer {
  /** Base address for clients, without a slash at the end. */
  readonly url: string
  readonly port: number
  /**
   * Stops listening, ends idle connections, lets requests in flight finish (five seconds at most) and resolves when the
   * last connection is gone. Calling it again waits for the same end.
   */
  close(): Promise<void>
}

/** Clients keep connections for as long as they like: a local server has no reason to race them to the end of one. */
const KEEP_ALIVE = 10 * 60_000

/** Session tokens alone can take several kilobytes. */
const LARGEST_HEAD = 64 * 1024

/**
 * Serves the DynamoDB wire protocol on a port.
 *
 * @throws PortInUseError (code `PORT_IN_USE`) when another program has the port; other network errors as Node has them
 */
export function startServer(handler: RequestHandler, options: ServerOptions): Promise<RunningServer> {
  const connections = new Connections()
  const context = exchangeContext(handler, options)
  const http = createServer({ noDelay: true, maxHeaderSize: LARGEST_HEAD }, (request, response) => {
    new HttpExchange(context, connections, request, response)
  })
  // No deadline for heads and bodies: it would be checked by a timer and end connections a client opened in advance.
  http.requestTimeout = 0
  http.headersTimeout = 0
  http.keepAliveTimeout = KEEP_ALIVE
  // A client may say that it sends no more before it has its answers.
  const server = createSocketServer({ noDelay: true, keepAlive: true, allowHalfOpen: true }, socket => {
    connections.add(socket)
    new PlainConnection(context, connections, socket, handedOver => http.emit('connection', handedOver))
  })
  return listen(server, options).then(port => {
    // What goes wrong with accepting one connection (too many are open) must not end the others.
    server.on('error', error => options.log?.('A connection could not be accepted', error))
    const address = `${reachableHost(options.host)}:${port}`
    handler.servedAt?.(address)
    return {
      url: `http://${address}`,
      port,
      close: once(() => closeServer(server, connections)),
    }
  })
}

function listen(server: Server, { host, port }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(host, port) : error)
    }
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function closeServer(server: Server, connections: Connections): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    connections.close()
  })
}

function once(start: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= start()
    return running
  }
}

/** The host a client on this machine uses: wildcard addresses cannot be connected to everywhere. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
