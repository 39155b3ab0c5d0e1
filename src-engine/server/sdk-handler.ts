import type { IncomingHttpHeaders } from 'node:http'
import { systemPorts } from '../system-ports.ts'
import { Exchange } from './exchange.ts'
import { type ExchangeContext, type ExchangeOptions, exchangeContext } from './exchange-context.ts'
import { type ReceivedBody, readBody } from './request-body.ts'
import type { RequestHandler } from './request-handler.ts'
import { encodeAnswer, type WireAnswer } from './respond.ts'

/** A request as the AWS SDK for JavaScript (v3) hands it to its `requestHandler`, signed and serialised. */
export interface SdkRequest {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | string[] | null>> | undefined
  readonly headers: Readonly<Record<string, string>>
  /** Text, bytes, or a stream of bytes. */
  readonly body?: unknown
}

/** An answer as the SDK takes it. Names of headers are in lower case. */
export interface SdkResponse {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

/** What the SDK says of one call. */
export interface SdkCallOptions {
  readonly abortSignal?: SdkAbortSignal | undefined
}

/** An AbortSignal, or the SDK's own from before there were any. */
export interface SdkAbortSignal {
  readonly aborted: boolean
  readonly reason?: unknown
  onabort: unknown
  addEventListener?: AbortSignal['addEventListener']
  removeEventListener?: AbortSignal['removeEventListener']
}

/** Fits `requestHandler` of the clients of the AWS SDK for JavaScript, v3. */
export interface SdkHandler {
  readonly metadata: { readonly handlerProtocol: string }
  handle(request: SdkRequest, options?: SdkCallOptions): Promise<{ response: SdkResponse }>
  /** The SDK offers settings of HTTP connections. There are none here. */
  updateHttpClientConfig(key: never, value: never): void
  httpHandlerConfigs(): object
  /** Called by a client that ends. Engine and handler live on: other clients may share them. */
  destroy(): void
}

export type SdkHandlerOptions = Partial<Omit<ExchangeOptions, 'origins'>>

/**
 * Lets clients of the AWS SDK call an engine in this process, without a socket. They get what a server would answer,
 * byte for byte: the same checks in the same order, errors, CRC-32, request ids, compression.
 *
 * ```ts
 * const engine = createEngine({ storage: { kind: 'memory' } })
 * const client = new DynamoDBClient({
 *   requestHandler: createSdkHandler(engine),
 *   region: 'us-east-1',
 *   credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
 * })
 * ```
 *
 * A call that is aborted rejects at once; what it asked for may still be done, as with a request that is on its way.
 */
export function createSdkHandler(handler: RequestHandler, options: SdkHandlerOptions = {}): SdkHandler {
  const { clock, ids } = systemPorts()
  const context = exchangeContext(handler, { requestIds: ids.requestId, clock, ...options })
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, { abortSignal } = {}) => {
      if (abortSignal?.aborted) throw abortError(abortSignal)
      const body = await bytesOf(request.body)
      return { response: await answered(context, request, body, abortSignal) }
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  }
}

function answered(
  context: ExchangeContext,
  request: SdkRequest,
  body: Buffer | undefined,
  abortSignal: SdkAbortSignal | undefined,
): Promise<SdkResponse> {
  return new Promise((resolve, reject) => {
    if (abortSignal === undefined) {
      new SdkExchange(context, request, body, resolve)
      return
    }
    const abort = () => reject(abortError(abortSignal))
    if (abortSignal.aborted) {
      abort()
      return
    }
    if (abortSignal.addEventListener) abortSignal.addEventListener('abort', abort, { once: true })
    else abortSignal.onabort = abort
    new SdkExchange(context, request, body, response => {
      abortSignal.removeEventListener?.('abort', abort)
      resolve(response)
    })
  })
}

/** The SDK knows an aborted call by this name. */
function abortError({ reason }: SdkAbortSignal): Error {
  const error = new Error('Request aborted', { cause: reason })
  error.name = 'AbortError'
  return error
}

/** A request that came from a client in this process. */
class SdkExchange extends Exchange {
  readonly #clock: ExchangeContext['clock']
  readonly #done: (response: SdkResponse) => void

  constructor(
    context: ExchangeContext,
    request: SdkRequest,
    body: Buffer | undefined,
    done: (response: SdkResponse) => void,
  ) {
    const headers = lowerNames(request.headers)
    super(context, { method: request.method, url: urlOf(request), headers })
    this.#clock = context.clock
    this.#done = done
    readBody(body, headers['content-encoding'], (received: ReceivedBody) => this.receive(received))
  }

  protected deliver(answer: WireAnswer, acceptEncoding: string | undefined, sent: (bytes: number) => void): void {
    encodeAnswer(answer, acceptEncoding, (list, body) => {
      // By it the SDK notices that its clock is wrong, and signs with the right time.
      const headers: Record<string, string> = { date: new Date(this.#clock.now()).toUTCString() }
      for (let at = 0; at + 1 < list.length; at += 2) headers[(list[at] ?? '').toLowerCase()] = list[at + 1] ?? ''
      this.#done({ statusCode: answer.status, headers, body })
      sent(body.length)
    })
  }

  protected isLast(): boolean {
    return false
  }
}

function lowerNames(given: Readonly<Record<string, string>>): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {}
  for (const name in given) headers[name.toLowerCase()] = given[name]
  return headers
}

/** Path and query as they would stand in a request line. */
function urlOf({ path, query }: SdkRequest): string {
  if (query === undefined) return path
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    [value]
      .flat()
      .map(each =>
        each === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(each)}`,
      ),
  )
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`
}

async function bytesOf(body: unknown): Promise<Buffer | undefined> {
  if (body === undefined || body === null || body === '') return undefined
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof ArrayBuffer) return Buffer.from(body)
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const chunks: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<string | Uint8Array>) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
