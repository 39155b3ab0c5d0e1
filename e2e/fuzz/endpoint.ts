import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { Worker } from 'node:worker_threads'
import { type OperationName, targetOfOperation } from '#dynamo'
import type { EngineBehavior } from '#engine'
import type { Order, Report } from './endpoint-thread.ts'
import type { StoreState } from './store-state.ts'

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Milliseconds until it was complete. */
  readonly duration: number
}

/** The endpoint did something no request may make it do. */
export class EndpointFailure extends Error {}

/** Enough for a request on a machine that is busy with seven other things; nothing sound takes a thousandth of it. */
const BUDGET_MS = 20_000

/** How long bytes that may never be answered are waited for. */
const MOMENT_MS = 100

/** A leak shows as the end of the thread, not of the machine. */
const MEMORY = { maxOldGenerationSizeMb: 1024 }

/** The endpoint in its thread, begun anew whenever it was lost. */
export class FuzzedEndpoint {
  readonly #behavior: Partial<EngineBehavior>
  readonly #agent = new Agent({ keepAlive: true })
  #worker: Worker | undefined
  #port = 0
  #faults: string[] = []
  #waiting: { readonly resolve: (report: Report) => void; readonly reject: (failure: Error) => void } | undefined

  constructor(behavior: Partial<EngineBehavior> = {}) {
    this.#behavior = behavior
  }

  /** False after it was lost, until the next `renew`. */
  get running(): boolean {
    return this.#worker !== undefined
  }

  /** A store as the fixture has it. */
  async renew(): Promise<void> {
    if (this.#worker === undefined) await this.#start()
    else await this.#order('renew')
  }

  /** Every table, and whether the store agrees with itself. */
  async state(): Promise<StoreState> {
    const report = await this.#order('state')
    if (report.kind !== 'state') throw new Error(`A state was asked for, a report of ${report.kind} came`)
    return report.state
  }

  /** Faults that the engine logged since the last call. */
  takeFaults(): readonly string[] {
    return this.#faults.splice(0)
  }

  /** @throws EndpointFailure when no answer comes */
  send(operation: OperationName, body: Buffer | string): Promise<RawAnswer> {
    const started = performance.now()
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: '127.0.0.1', port: this.#port, method: 'POST', agent: this.#agent, headers: headersOf(operation) },
        response => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            clearTimeout(timer)
            const { statusCode = 0, headers } = response
            resolve({
              status: statusCode,
              headers,
              body: Buffer.concat(chunks),
              duration: performance.now() - started,
            })
          })
        },
      )
      const timer = setTimeout(() => {
        void this.close().then(() => reject(new EndpointFailure(`No answer within ${BUDGET_MS / 1000} seconds`)))
        request.destroy()
      }, BUDGET_MS)
      request.on('error', error => {
        clearTimeout(timer)
        reject(new EndpointFailure(`The connection ended: ${error.message}`))
      })
      request.end(body)
    })
  }

  /** Writes bytes to a connection of their own and reads until the endpoint ends it, or for a moment. */
  sendBytes(bytes: Buffer): Promise<void> {
    return new Promise(resolve => {
      const socket = connect(this.#port, '127.0.0.1', () => socket.end(bytes))
      // What is not HTTP may be waited with: it is the next request that has to be answered.
      socket.setTimeout(MOMENT_MS, () => socket.destroy())
      socket.on('error', () => {})
      socket.on('close', () => resolve())
      socket.resume()
    })
  }

  /** Ends the thread. The next `renew` starts another. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    this.#agent.destroy()
    this.#waiting?.reject(new EndpointFailure('The endpoint was closed'))
    this.#waiting = undefined
    await worker?.terminate()
  }

  async #start(): Promise<void> {
    const worker = new Worker(new URL('./endpoint-thread.ts', import.meta.url), {
      resourceLimits: MEMORY,
      workerData: this.#behavior,
    })
    this.#worker = worker
    // A thread that was given up may still have something to say.
    const own =
      <T>(act: (value: T) => void) =>
      (value: T): void => {
        if (this.#worker === worker) act(value)
      }
    worker.on(
      'message',
      own((report: Report) => this.#take(report)),
    )
    worker.on(
      'error',
      own(error => this.#lost(error instanceof Error ? (error.stack ?? error.message) : String(error))),
    )
    worker.on(
      'exit',
      own(code => this.#lost(`The endpoint's thread ended with ${code}`)),
    )
    const report = await this.#nextReport()
    if (report.kind === 'listening') this.#port = report.port
  }

  #take(report: Report): void {
    if (report.kind === 'fault') {
      this.#faults.push(report.text)
      return
    }
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve(report)
  }

  #lost(reason: string): void {
    this.#worker = undefined
    this.#faults.push(reason)
    this.#waiting?.reject(new EndpointFailure(reason))
    this.#waiting = undefined
  }

  #order(order: Order): Promise<Report> {
    this.#worker?.postMessage(order)
    return this.#nextReport()
  }

  #nextReport(): Promise<Report> {
    return new Promise((resolve, reject) => {
      if (this.#worker === undefined) {
        reject(new EndpointFailure('The endpoint is gone'))
        return
      }
      const timer = setTimeout(() => {
        reject(new EndpointFailure(`The endpoint is stuck: nothing from its thread for ${BUDGET_MS / 1000} seconds`))
        void this.close()
      }, BUDGET_MS)
      const settled =
        <T>(end: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer)
          end(value)
        }
      this.#waiting = { resolve: settled(resolve), reject: settled(reject) }
    })
  }
}

function headersOf(operation: OperationName): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': targetOfOperation(operation),
    'x-amz-date': '20261101T120000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=fuzz/20261101/us-east-1/dynamodb/aws4_request, ' +
      `SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
  }
}
