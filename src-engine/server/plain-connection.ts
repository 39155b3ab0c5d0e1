import type { Socket } from 'node:net'
import type { Connections } from './connections.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { PlainExchange, type PlainWay } from './plain-exchange.ts'
import { type PlainHead, readPlainHead } from './plain-request.ts'

/**
 * A connection as long as its requests are plain. node:http spends more on a request than the engine does on most
 * operations, nearly all of it on what plain requests have no use for: this takes those, one after the other, and gives
 * the connection to node:http with the first request of another kind.
 */
export class PlainConnection {
  readonly #context: ExchangeContext
  readonly #connections: Connections
  readonly #handOver: (socket: Socket) => void
  readonly #socket: Socket
  readonly #way: PlainWay
  /** What has arrived and belongs to no exchange yet. */
  #received: Buffer[] = []
  #length = 0
  /** Of the request whose body is still to come. */
  #head: PlainHead | undefined
  /** A request is being answered. */
  #busy = false
  #ended = false

  /** @param handOver takes the connection from then on; what was read of its next request is back in the socket */
  constructor(
    context: ExchangeContext,
    connections: Connections,
    socket: Socket,
    handOver: (socket: Socket) => void,
  ) {
    this.#context = context
    this.#connections = connections
    this.#handOver = handOver
    this.#socket = socket
    this.#way = { socket, isLast: () => connections.closing || this.#ended, answered: ends => this.#answered(ends) }
    socket.on('data', this.#take).on('end', this.#end).on('error', this.#fail)
  }

  readonly #take = (bytes: Buffer): void => {
    this.#received.push(bytes)
    this.#length += bytes.length
    if (this.#busy) this.#socket.pause()
    else this.#next()
  }

  /** The client sends no more. What it has sent is answered. */
  readonly #end = (): void => {
    this.#ended = true
    if (!this.#busy) this.#socket.end()
  }

  readonly #fail = (): void => {
    this.#socket.destroy()
  }

  #next(): void {
    const head = this.#head ?? readPlainHead(this.#joined())
    // A client that sends ahead wants its requests run together.
    if (head === undefined || this.#length > head.bodyEnd) this.#leave()
    else if (this.#length < head.bodyEnd) this.#head = head
    else this.#begin(head)
  }

  #begin(head: PlainHead): void {
    const body = this.#joined().subarray(head.bodyStart, head.bodyEnd)
    this.#received = []
    this.#length = 0
    this.#head = undefined
    this.#busy = true
    this.#connections.begin(this.#socket)
    new PlainExchange(this.#context, this.#way, head, body)
  }

  #answered(ends: boolean): void {
    const socket = this.#socket
    this.#connections.end(socket)
    if (ends || this.#ended) socket.end()
    // A client that does not read its answers gets no more of them.
    else if (socket.writableNeedDrain) socket.once('drain', this.#goOn)
    else this.#goOn()
  }

  readonly #goOn = (): void => {
    this.#busy = false
    if (this.#length > 0) this.#leave()
  }

  #leave(): void {
    const socket = this.#socket
    const bytes = this.#joined()
    socket.off('data', this.#take).off('end', this.#end).off('error', this.#fail)
    socket.pause()
    socket.unshift(bytes)
    this.#handOver(socket)
    socket.resume()
  }

  #joined(): Buffer {
    const [first, second] = this.#received
    if (first !== undefined && second === undefined) return first
    const joined = Buffer.concat(this.#received, this.#length)
    this.#received = [joined]
    return joined
  }
}
