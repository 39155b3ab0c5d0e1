import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { crc32 } from 'node:zlib'
import type { OperationName } from '#dynamo'
import { targetOfOperation } from '#dynamo'
import { type RunningServer, type ServerOptions, startServer } from '../server/http-server.ts'
import type { Answer, RequestHandler } from '../server/request-handler.ts'

/** What tests of the wire need: a server with a scripted handler, requests in full control of their headers. */

export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: Buffer
  readonly text: string
}

/** Headers of a request whose signature has a sound form. */
export const SIGNED: Readonly<Record<string, string>> = {
  'x-amz-date': '20261101T120000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=anyone/20261101/moon-1/dynamodb/aws4_request, ' +
    `SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
}

/** Headers of a well-formed call of an operation. */
export function callHeaders(
  operation: OperationName,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': targetOfOperation(operation),
    ...SIGNED,
    ...extra,
  }
}

/** A request id source that counts: 52 characters, the number last. */
export function countingIds(): () => string {
  let count = 0
  return () => `${++count}`.padStart(52, '0')
}

/** A handler that is a function. */
export function handlerOf(
  submit: (operation: OperationName, input: unknown) => Answer | Promise<Answer>,
): RequestHandler {
  return {
    submit(operation, input, done) {
      const answer = submit(operation, input)
      if (answer instanceof Promise) void answer.then(done)
      else done(answer)
    },
  }
}

/** A server on a free port whose handler is a function; options may be overridden. */
export function startWith(
  submit: (operation: OperationName, input: unknown) => Answer | Promise<Answer>,
  options: Partial<ServerOptions> = {},
): Promise<RunningServer> {
  return startServer(handlerOf(submit), {
    host: '127.0.0.1',
    port: 0,
    requestIds: countingIds(),
    clock: { now: () => 1_793_534_400_000 },
    ...options,
  })
}

/** Sends one request over a connection of its own. */
export function send(
  server: RunningServer,
  options: {
    readonly method?: string
    readonly path?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string | Buffer
  },
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const { method = 'POST', path = '/', headers = {}, body } = options
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, method, path, headers, agent: false },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString() })
        })
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** A bare socket to the server and everything it has received. */
export function openSocket(
  server: RunningServer,
): Promise<{ readonly socket: Socket; readonly received: () => string }> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(server.port, '127.0.0.1')
    socket.on('data', chunk => {
      received += chunk.toString()
    })
    socket.once('error', reject)
    socket.once('connect', () => resolve({ socket, received: () => received }))
  })
}

/** Resolves once `ready` holds, looking again every few milliseconds. */
export async function until(ready: () => boolean): Promise<void> {
  while (!ready()) await new Promise(resolve => setTimeout(resolve, 5))
}

/** A handler that answers what it was asked. */
export function echo(operation: OperationName, input: unknown): Answer {
  return { body: JSON.stringify({ operation, input }) }
}

/** Starts servers for one test file; `closeAll` belongs into its `afterEach`. */
export function serverPool(): { readonly start: typeof startWith; readonly closeAll: () => Promise<void> } {
  const running: RunningServer[] = []
  return {
    start: async (...given) => {
      const server = await startWith(...given)
      running.push(server)
      return server
    },
    closeAll: async () => {
      await Promise.all(running.splice(0).map(server => server.close()))
    },
  }
}

/** What `headers` say about the body, next to what is true of it. */
export function framing({ headers, bytes }: WireResponse): { readonly said: unknown; readonly is: unknown } {
  return {
    said: [
      headers['content-length'],
      headers['x-amz-crc32'],
      /^[0-9A-Z]{52}$/.test(String(headers['x-amzn-requestid'])),
    ],
    is: [String(bytes.length), String(crc32(bytes)), true],
  }
}
