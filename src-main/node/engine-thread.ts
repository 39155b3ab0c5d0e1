import { parentPort, workerData } from 'node:worker_threads'
import { DynamoError, OPERATION_NAMES, type OperationName, parseJson } from '#dynamo'
import { type Answer, createEngine, type Engine, startServer, systemPorts } from '#engine'
import { PulseMeter } from '../host/engine/pulse-meter.ts'
import { RequestLog } from '../host/engine/request-log.ts'
import { batchedSender, type EngineThreadSettings, type FromEngine, type ToEngine } from './engine-messages.ts'
import { servedByEndpoint, servedToWindow } from './served-request.ts'

/**
 * The engine's thread: engine, endpoint and the log of requests live here together, so that a request over HTTP is
 * answered without leaving it. The host gets batches of what it watches.
 */
const BATCH_EVERY_MS = 250
const PULSE_EVERY_MS = 1_000
/** Lists of tables should follow at once, but a hundred tables made in a row are one change. */
const TABLES_CHANGED_AFTER_MS = 100

const port = parentPort
if (!port) throw new Error('engine-thread.ts runs in a worker thread only')
const settings = workerData as EngineThreadSettings
const send = batchedSender<FromEngine>(messages => port.postMessage(messages))

const { clock, ids } = systemPorts()
const log = new RequestLog()
const pulse = new PulseMeter(Date.now())
const knownOperations: ReadonlySet<string> = new Set(OPERATION_NAMES)

/** The next request each watcher has not seen. */
const cursors = new Map<number, number>()
let batchTimer: NodeJS.Timeout | undefined
let tablesTimer: NodeJS.Timeout | undefined

let engine: Engine | undefined
let endpoint: { close(): Promise<void> } | undefined

async function start(): Promise<void> {
  try {
    engine = createEngine({ storage: settings.storage, behavior: settings.behavior ?? {} })
  } catch (error) {
    send({ kind: 'status', state: 'failed', problem: problemOf(error, 'ENGINE_FAILED') })
    return
  }
  engine.observe(event => {
    pulse.tablesChanged()
    // Counts that are out of date can wait for the next pulse: many items may expire, in many turns.
    if (event.kind === 'items-expired') return
    if (tablesTimer !== undefined) return
    tablesTimer = setTimeout(() => {
      tablesTimer = undefined
      sendPulse()
    }, TABLES_CHANGED_AFTER_MS)
  })
  setInterval(sendPulse, PULSE_EVERY_MS)
  try {
    const server = await startServer(engine, {
      ...settings.endpoint,
      clock,
      requestIds: ids.requestId,
      // Pages of this machine, such as an application's development server, and no others.
      origins: [],
      onRequest: record => {
        pulse.countRequest()
        log.record(servedByEndpoint(record))
      },
      log: (text, error) => send({ kind: 'log', text: `${text}: ${problemOf(error, '').message}` }),
    })
    endpoint = server
    send({ kind: 'status', state: 'running', url: server.url })
  } catch (error) {
    // The window works without the endpoint: only other programs cannot reach the engine.
    send({ kind: 'status', state: 'running', problem: endpointProblem(error) })
  }
}

function receive(message: ToEngine): void {
  switch (message.kind) {
    case 'execute':
      execute(message)
      return
    case 'watch':
      cursors.set(message.watcher, log.start)
      sendRequests(message.watcher, true)
      batchTimer ??= setInterval(() => {
        for (const watcher of cursors.keys()) sendRequests(watcher, false)
      }, BATCH_EVERY_MS)
      return
    case 'unwatch':
      cursors.delete(message.watcher)
      if (cursors.size === 0) {
        clearInterval(batchTimer)
        batchTimer = undefined
      }
      return
    case 'detail': {
      const detail = log.detail(message.id)
      send({ kind: 'detail', call: message.call, ...(detail && { detail }) })
      return
    }
    case 'clear':
      log.clear()
      send({ kind: 'cleared', call: message.call })
      return
    case 'close':
      void close()
  }
}

function execute({ call, operation, request, recorded }: Extract<ToEngine, { kind: 'execute' }>): void {
  const start = performance.now()
  const at = Date.now()
  const done = (answer: Answer) => {
    if (recorded) {
      log.record(servedToWindow({ operation, request, at, durationMs: performance.now() - start }, answer))
    }
    if (answer.error === undefined) {
      send({ kind: 'answer', call, body: answer.body })
    } else {
      const { code, message, members } = answer.error
      send({ kind: 'refused', call, code, message, ...(members && { members }) })
    }
  }
  if (!engine) {
    done({ error: new DynamoError('InternalServerError', 'The engine is not running.') })
  } else if (!knownOperations.has(operation)) {
    done({ error: new DynamoError('UnknownOperationException', `DynamoDB has no operation ${operation}.`) })
  } else {
    engine.submit(operation as OperationName, parseJson(request), done)
  }
}

function sendRequests(watcher: number, evenIfNone: boolean): void {
  const cursor = cursors.get(watcher)
  if (cursor === undefined || (!evenIfNone && cursor === log.count)) return
  const { entries, dropped, cursor: next } = log.since(cursor)
  cursors.set(watcher, next)
  send({ kind: 'requests', watcher, batch: { entries, dropped } })
}

function sendPulse(): void {
  const current = pulse.take(Date.now())
  if (current) send({ kind: 'pulse', pulse: current })
}

/** No new requests, then what was answered is on disk, then the thread ends. */
async function close(): Promise<void> {
  await endpoint?.close()
  await engine?.close()
  // After the microtask that posts the last batch.
  setImmediate(() => process.exit(0))
}

function problemOf(error: unknown, otherwise: string): { code: string; message: string } {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : otherwise
  return { code, message: error instanceof Error ? error.message : String(error) }
}

function endpointProblem(error: unknown): { code: string; message: string } {
  const problem = problemOf(error, 'ENDPOINT_FAILED')
  if (problem.code !== 'PORT_IN_USE') return problem
  const { port: taken } = settings.endpoint
  return {
    code: problem.code,
    message: `Port ${taken} is taken by another program, so applications cannot reach the engine. Stop that program and restart Facet, or start Facet with --endpoint-port and another number.`,
  }
}

port.on('message', (messages: readonly ToEngine[]) => {
  for (const message of messages) receive(message)
})
await start()
