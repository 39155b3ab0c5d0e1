import type { IncomingHttpHeaders } from 'node:http'
import { DynamoError, type DynamoErrorCode, type OperationName } from '#dynamo'
import type { Metered } from '../operations/operation.ts'
import { ALLOW_ORIGIN, mayCall, preflightHeaders } from './cors.ts'
import { errorBody, errorStatus } from './error-body.ts'
import type { ExchangeContext } from './exchange-context.ts'
import type { ReceivedBody } from './request-body.ts'
import type { RequestRecord } from './request-record.ts'
import type { WireAnswer } from './respond.ts'
import { type AdmittedRequest, admit, jsonContentTypeOf, judgeHead } from './wire-checks.ts'

/** The head of a request, whichever way it came. */
export interface RequestHead {
  readonly method?: string | undefined
  /** Path and query, as they stand in a request line. */
  readonly url?: string | undefined
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders
}

const UNKNOWN_PAGE = '<UnknownOperationException/>\n'

const NO_HEADERS: readonly string[] = []
const CLOSE: readonly string[] = ['Connection', 'close']

/** Faults that are in the log. */
const logged = new WeakSet<Error>()

function foreignPage(origin = ''): DynamoError {
  return new DynamoError(
    'AccessDeniedException',
    `Pages of ${origin} may not call this endpoint, only pages of this machine. Allow them with: facet serve --allow-origin ${origin}`,
  )
}

/**
 * One request and its answer, from the head to the last byte. Everything that makes an answer one of the service's is
 * here; how requests come and answers go is for the subclasses.
 */
export abstract class Exchange {
  readonly #context: ExchangeContext
  readonly #head: RequestHead
  readonly #startedAt: number
  readonly #started: number
  #requestBytes = 0
  #operation: OperationName | undefined
  #input: unknown
  #metered: Metered | undefined
  #answered = false

  protected constructor(context: ExchangeContext, head: RequestHead) {
    this.#context = context
    this.#head = head
    const watched = context.onRequest !== undefined
    this.#startedAt = watched ? context.clock.now() : 0
    this.#started = watched ? performance.now() : 0
  }

  /** Sends the answer; `sent` gets the body's size on the wire, once it is known. Called once. */
  protected abstract deliver(
    answer: WireAnswer,
    acceptEncoding: string | undefined,
    sent: (bytes: number) => void,
  ): void

  /** Whether the way the request came must not be used again. */
  protected abstract isLast(): boolean

  /** To be called once, with the request's body. */
  protected receive(body: ReceivedBody): void {
    this.#requestBytes = body.bytes
    if (body.fault === undefined) this.#judge(body.text, body.raw)
    else if (body.fault === 'too-large') this.#send(413, '', undefined, CLOSE)
    else this.#refuse(new DynamoError('SerializationException', ''))
  }

  #judge(text: string, raw: Buffer | undefined): void {
    const { headers, method = '', url = '/' } = this.#head
    switch (judgeHead(method, url, headers, text !== '')) {
      case 'preflight':
        this.#send(200, '', undefined, this.#isForeign() ? NO_HEADERS : preflightHeaders(headers))
        break
      case 'health-page':
        this.#send(200, `healthy: dynamodb.${this.#context.region}.amazonaws.com `, undefined)
        break
      case 'ping':
        this.#send(200, 'healthy', undefined)
        break
      case 'unknown-page':
        this.#send(404, UNKNOWN_PAGE, undefined)
        break
      case 'operation': {
        const { verifier } = this.#context
        const verify = verifier && (() => verifier.faultOf({ method, url, headers, body: raw }))
        const admitted = this.#isForeign() ? foreignPage(headers.origin) : admit(headers, url, text, verify)
        if (admitted instanceof DynamoError) this.#refuse(admitted)
        else this.#run(admitted)
      }
    }
  }

  /**
   * A page that may not call. Also one whose name was made to point at this machine (DNS rebinding): to its browser it
   * calls itself, but says whose page it is.
   */
  #isForeign(): boolean {
    const { origin } = this.#head.headers
    return origin !== undefined && !mayCall(origin, this.#context.origins)
  }

  #run({ operation, input }: AdmittedRequest): void {
    this.#operation = operation
    this.#input = input
    try {
      this.#context.handler.submit(operation, input, answer => {
        if (answer.error !== undefined) this.#refuse(answer.error)
        else if (!this.#answered) {
          this.#metered = answer.metered
          this.#sendJson(200, answer.body)
        }
      })
    } catch (error) {
      this.#refuse(this.#asDynamoError(error))
    }
  }

  #refuse(error: DynamoError): void {
    this.#logFault(error)
    if (!this.#answered) this.#sendJson(errorStatus(error.code), errorBody(error), error.code)
  }

  /** A fault has its cause with it. Everyone in a group of writes that failed has the same: it is told once. */
  #logFault({ cause }: DynamoError): void {
    if (!(cause instanceof Error) || logged.has(cause)) return
    logged.add(cause)
    this.#context.log?.(`${this.#operation ?? 'A request'} failed`, cause)
  }

  /** What a handler throws should be a DynamoError; anything else is a defect of ours and answered like one of theirs. */
  #asDynamoError(error: unknown): DynamoError {
    if (error instanceof DynamoError) return error
    this.#context.log?.(`${this.#operation ?? 'A request'} failed unexpectedly`, error)
    return new DynamoError('InternalServerError', 'The request processing has failed because of an unknown error.')
  }

  #sendJson(status: number, body: string, code?: DynamoErrorCode): void {
    this.#send(status, body, jsonContentTypeOf(this.#head.headers) ?? 'application/json', NO_HEADERS, code)
  }

  #send(
    status: number,
    body: string,
    contentType: string | undefined,
    headers: readonly string[] = NO_HEADERS,
    code?: DynamoErrorCode,
  ): void {
    this.#answered = true
    const requestId = this.#context.requestIds()
    let extraHeaders = headers
    if (this.#head.headers.origin !== undefined && !this.#isForeign())
      extraHeaders = [...extraHeaders, ...ALLOW_ORIGIN]
    if (this.isLast()) extraHeaders = [...extraHeaders, ...CLOSE]
    const acceptEncoding = this.#head.headers['accept-encoding']
    const encodings = typeof acceptEncoding === 'string' ? acceptEncoding : undefined
    this.deliver({ status, requestId, contentType, body, extraHeaders }, encodings, responseBytes => {
      if (this.#context.onRequest) this.#report(status, requestId, body, responseBytes, code)
    })
  }

  #report(
    status: number,
    requestId: string,
    responseText: string,
    responseBytes: number,
    errorCode: DynamoErrorCode | undefined,
  ): void {
    const record: RequestRecord = {
      requestId,
      operation: this.#operation,
      tableName: textMember(this.#input, 'TableName'),
      indexName: textMember(this.#input, 'IndexName'),
      status,
      errorCode,
      requestBytes: this.#requestBytes,
      responseBytes,
      startedAt: this.#startedAt,
      duration: performance.now() - this.#started,
      metered: this.#metered,
      input: this.#input,
      responseText,
    }
    try {
      this.#context.onRequest?.(record)
    } catch (error) {
      this.#context.log?.('An observer of requests failed', error)
    }
  }
}

function textMember(input: unknown, name: 'TableName' | 'IndexName'): string | undefined {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined
  const value: unknown = Reflect.get(input, name)
  return typeof value === 'string' ? value : undefined
}
