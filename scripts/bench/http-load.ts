import { connect, type Socket } from 'node:net'
import { AnswerReader } from './answer-reader.ts'

/** One prepared request as bytes; building it is not part of the measurement. */
export type PreparedRequest = Buffer

/** Where the requests of a load come from. */
export interface RequestSource {
  /** The n-th request; `n` counts over all connections. */
  readonly next: (n: number) => PreparedRequest
  /** The request that goes on with what this answer left open, as the next page of a Scan; undefined when it is done. */
  readonly follow?: ((answer: string) => PreparedRequest | undefined) | undefined
}

export interface LoadResult {
  /** Finished operations; one with several pages is one. */
  readonly operations: number
  readonly seconds: number
  /** Milliseconds, ascending. */
  readonly latencies: Float64Array
  readonly failures: number
  readonly firstFailure: string | undefined
}

/** A DynamoDB request in HTTP/1.1 bytes, with the form of a signature (endpoints that check form accept it). */
export function prepareRequest(url: URL, operation: string, body: string): PreparedRequest {
  const bytes = Buffer.from(body)
  const head =
    `POST / HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/x-amz-json-1.0\r\n` +
    `x-amz-target: DynamoDB_20120810.${operation}\r\nx-amz-date: 20260101T000000Z\r\n` +
    'authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, ' +
    'SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=0000000000000000000000000000000000000000000000000000000000000000\r\n' +
    `content-length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}

/**
 * Closed-loop load over raw keep-alive sockets: `concurrency` connections, each sending its next request when the last
 * answer has arrived. Raw sockets, because an HTTP client costs more per request than the servers measured.
 *
 * @param goesOn asked after each operation with the milliseconds since the start; false ends its connection
 */
export function runLoad(
  url: URL,
  source: RequestSource,
  concurrency: number,
  goesOn: (elapsed: number) => boolean,
): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = []
    let sent = 0
    let failures = 0
    let firstFailure: string | undefined
    let open = concurrency
    const started = performance.now()
    const finish = (socket: Socket): void => {
      socket.removeAllListeners('close').destroy()
      if (--open > 0) return
      resolve({
        operations: latencies.length,
        seconds: (performance.now() - started) / 1000,
        latencies: Float64Array.from(latencies).sort(),
        failures,
        firstFailure,
      })
    }
    for (let i = 0; i < concurrency; i++) {
      const socket = connect(Number(url.port), url.hostname)
      socket.setNoDelay(true)
      const reader = new AnswerReader()
      let sentAt = 0
      const send = (): void => {
        sentAt = performance.now()
        socket.write(source.next(sent++))
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('close', () => reject(new Error(`${url.href} closed a connection`)))
      socket.on('data', chunk => {
        if (!reader.take(chunk)) return
        let following: PreparedRequest | undefined
        if (!reader.succeeded) {
          failures++
          firstFailure ??= reader.body()
        } else if (source.follow !== undefined) following = source.follow(reader.body())
        reader.reset()
        if (following !== undefined) {
          socket.write(following)
          return
        }
        const now = performance.now()
        latencies.push(now - sentAt)
        if (goesOn(now - started)) send()
        else finish(socket)
      })
    }
  })
}

/** Goes on for so many seconds. */
export function forSeconds(seconds: number): (elapsed: number) => boolean {
  return elapsed => elapsed < seconds * 1000
}

/** The value below which this share of the sorted values lies. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(numbers: readonly number[]): number {
  return percentile(Float64Array.from(numbers).sort(), 0.5)
}
