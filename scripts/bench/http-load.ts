import { connect, type Socket } from 'node:net'

/** One prepared request as bytes; building it is not part of the measurement. */
export type PreparedRequest = Buffer

export interface LoadResult {
  readonly requests: number
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
 */
export function runLoad(
  url: URL,
  next: (n: number) => PreparedRequest,
  concurrency: number,
  seconds: number,
): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = []
    let sent = 0
    let failures = 0
    let firstFailure: string | undefined
    let open = concurrency
    const started = performance.now()
    const until = started + seconds * 1000
    const finish = (socket: Socket): void => {
      socket.destroy()
      if (--open > 0) return
      const elapsed = (performance.now() - started) / 1000
      resolve({
        requests: latencies.length,
        seconds: elapsed,
        latencies: Float64Array.from(latencies).sort(),
        failures,
        firstFailure,
      })
    }
    for (let i = 0; i < concurrency; i++) {
      const socket = connect(Number(url.port), url.hostname)
      socket.setNoDelay(true)
      let sentAt = 0
      let received: Buffer | undefined
      let expected = -1
      const send = (): void => {
        sentAt = performance.now()
        socket.write(next(sent++))
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('data', chunk => {
        received = received === undefined ? chunk : Buffer.concat([received, chunk])
        if (expected < 0) {
          const headEnd = received.indexOf('\r\n\r\n')
          if (headEnd < 0) return
          const head = received.toString('latin1', 0, headEnd).toLowerCase()
          const at = head.indexOf('content-length:')
          if (at < 0) return reject(new Error(`An answer without content-length from ${url.href}`))
          expected = headEnd + 4 + Number.parseInt(head.slice(at + 15), 10)
        }
        if (received.length < expected) return
        if (received[9] !== 0x32) {
          failures++
          firstFailure ??= received.toString()
        }
        received = undefined
        expected = -1
        const now = performance.now()
        latencies.push(now - sentAt)
        if (now < until) send()
        else finish(socket)
      })
    }
  })
}

export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
