import type { Socket } from 'node:net'
import type { Clock } from '../ports.ts'
import { Exchange } from './exchange.ts'
import type { ExchangeContext } from './exchange-context.ts'
import type { PlainHead } from './plain-request.ts'
import { readBody } from './request-body.ts'
import { type FinishedAnswer, finishAnswer, type WireAnswer } from './respond.ts'

/** See http-server.ts for why it is not imported. */
const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** What an exchange needs of the connection it is on. */
export interface PlainWay {
  readonly socket: Socket
  /** Whether the answer is the last on the connection. */
  readonly isLast: () => boolean
  /** Called when the answer is with the socket; `ends` tells that the connection must not be used again. */
  readonly answered: (ends: boolean) => void
}

/** A plain request and its answer, which are read and written without node:http. */
export class PlainExchange extends Exchange {
  readonly #way: PlainWay
  readonly #clock: Clock

  /** @param body all of it */
  constructor(context: ExchangeContext, way: PlainWay, { headers }: PlainHead, body: Buffer) {
    super(context, { method: 'POST', url: '/', headers })
    this.#way = way
    this.#clock = context.clock
    const raw = body.length === 0 ? undefined : body
    readBody(raw, headers['content-encoding'], received => this.receive(received))
  }

  protected deliver(answer: WireAnswer, acceptEncoding: string | undefined, sent: (bytes: number) => void): void {
    finishAnswer(answer, acceptEncoding, finished => {
      const ends = answer.extraHeaders.includes('Connection')
      write(this.#way.socket, headText(finished, ends, this.#clock.now()), finished)
      this.#way.answered(ends)
      sent(finished.bytes)
    })
  }

  protected isLast(): boolean {
    return this.#way.isLast()
  }
}

function write(socket: Socket, head: string, { body, encoding, release }: FinishedAnswer): void {
  if (typeof body === 'string') {
    socket.write(head + body, encoding)
    return
  }
  socket.cork()
  socket.write(head, 'latin1')
  socket.write(body, release)
  socket.uncork()
}

function headText({ status, headers }: FinishedAnswer, ends: boolean, now: number): string {
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`
  return `${text}Date: ${dateText(now)}${ends ? '' : '\r\nConnection: keep-alive'}\r\n\r\n`
}

/** The second that was last put into words. */
const written = { second: Number.NaN, text: '' }

function dateText(now: number): string {
  const second = Math.floor(now / 1000)
  if (second !== written.second) {
    written.second = second
    written.text = new Date(second * 1000).toUTCString()
  }
  return written.text
}
