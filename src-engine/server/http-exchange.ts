import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connections } from './connections.ts'
import { Exchange } from './exchange.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { receiveBody } from './request-body.ts'
import { finishAnswer, type WireAnswer } from './respond.ts'

/** A request that node:http has read. */
export class HttpExchange extends Exchange {
  readonly #connections: Connections
  readonly #request: IncomingMessage
  readonly #response: ServerResponse

  constructor(
    context: ExchangeContext,
    connections: Connections,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    super(context, request)
    this.#connections = connections
    this.#request = request
    this.#response = response
    connections.begin(request.socket)
    receiveBody(request, body => this.receive(body))
  }

  protected deliver(answer: WireAnswer, acceptEncoding: string | undefined, sent: (bytes: number) => void): void {
    finishAnswer(answer, acceptEncoding, ({ status, headers, body, encoding, bytes }) => {
      this.#response.writeHead(status, headers)
      this.#response.end(body, encoding)
      this.#connections.end(this.#request.socket)
      sent(bytes)
    })
  }

  protected isLast(): boolean {
    return this.#connections.closing
  }
}
