import { parentPort, workerData } from 'node:worker_threads'
import { createEngine, type Engine, type EngineBehavior, startServer, systemPorts } from '#engine'
import { FILL } from './fixture.ts'
import { readStoreState, type StoreState } from './store-state.ts'

/**
 * Runs the endpoint in a thread of its own: one that never answers again, or takes all memory, ends with its thread and
 * not with the fuzzer.
 */

/** What the fuzzer asks of the thread; each is answered in order. */
export type Order = 'renew' | 'state'

export type Report =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'renewed' }
  | { readonly kind: 'state'; readonly state: StoreState }
  /** Something went wrong inside the engine while it answered; with its stack. */
  | { readonly kind: 'fault'; readonly text: string }

const port = parentPort
if (port === null) throw new Error('endpoint-thread.ts runs in a worker thread only')
const tell = (report: Report): void => port.postMessage(report)

let engine: Engine = await filledEngine()
const ports = systemPorts()
const server = await startServer(
  { submit: (operation, input, done) => engine.submit(operation, input, done) },
  {
    host: '127.0.0.1',
    port: 0,
    requestIds: ports.ids.requestId,
    clock: ports.clock,
    log: (text, error) =>
      tell({ kind: 'fault', text: `${text}: ${error instanceof Error ? error.stack : String(error)}` }),
  },
)
tell({ kind: 'listening', port: server.port })

async function filledEngine(): Promise<Engine> {
  const fresh = createEngine({ storage: { kind: 'memory' }, behavior: workerData as Partial<EngineBehavior> })
  for (const [operation, input] of FILL) await fresh.execute(operation, input)
  return fresh
}

async function obey(order: Order): Promise<void> {
  if (order === 'state') {
    tell({ kind: 'state', state: await readStoreState(engine) })
    return
  }
  const old = engine
  engine = await filledEngine()
  await old.close()
  tell({ kind: 'renewed' })
}

let last = Promise.resolve()
port.on('message', (order: Order) => {
  last = last.then(() => obey(order))
})
