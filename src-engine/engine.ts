import { checkShape, DynamoError, isTooDeepForCurrentLayer, type OperationName, parseJson } from '#dynamo'
import { DEFAULT_BEHAVIOR, type EngineBehavior } from './behavior.ts'
import { EventualReads } from './consistency/eventual-reads.ts'
import { type EngineAccount, LOCAL_ACCOUNT } from './engine-account.ts'
import type { EngineContext } from './engine-context.ts'
import { Expiry } from './expiry/expiry.ts'
import { ExpiryTimes } from './expiry/expiry-times.ts'
import type { Reply, Unfinished } from './operations/operation.ts'
import { OPERATIONS } from './operations/registry.ts'
import type { Ports } from './ports.ts'
import type { Answer, RequestHandler } from './server/request-handler.ts'
import type { StorageLocation } from './storage/database.ts'
import { faultText } from './storage/fault-text.ts'
import { Streams } from './streams/streams.ts'
import { systemPorts } from './system-ports.ts'
import { Backfill } from './tables/backfill.ts'
import { TableLifecycle } from './tables/table-lifecycle.ts'
import { TableStore } from './tables/table-store.ts'
import { Throttling } from './throughput/throttling.ts'

export interface EngineOptions {
  readonly storage: StorageLocation
  /** Clock and ids; the system's own unless given. */
  readonly ports?: Partial<Ports>
  /** What ARNs name; 123456789012 in us-east-1 unless given. */
  readonly account?: EngineAccount
  /** Where the service depends on Region, load, time or luck; see there for the defaults. */
  readonly behavior?: Partial<EngineBehavior>
}

/** What other views of the store may care about and no request of theirs tells them. */
export type EngineEvent =
  | { readonly kind: 'tables-changed' }
  /** Time to live has deleted items of a table; told in portions, each when it is durable. */
  | { readonly kind: 'items-expired'; readonly table: string; readonly count: number }

/** A running database. */
export interface Engine extends RequestHandler {
  /**
   * Runs one request. `done` is called exactly once, when the answer may be given: what it says is durable by then.
   * `input` is parsed JSON that the engine may keep and change.
   */
  submit(operation: OperationName, input: unknown, done: (answer: Answer) => void): void
  /** The same as a promise, with the answer parsed. @throws DynamoError */
  execute(operation: OperationName, input: object): Promise<Record<string, unknown>>
  /** Tells of changes that other views of the store care about; returns the way to stop it. */
  observe(listener: (event: EngineEvent) => void): () => void
  /**
   * Deletes at once what has expired by time to live, without waiting for the next look. Returns how many items that
   * were; they are gone for good by then.
   */
  sweepExpired(): Promise<number>
  /**
   * Says for one table, at any time, whether its throughput is enforced; undefined: as the engine's behaviour has it. The
   * table need not exist yet, and it is forgotten when the engine closes.
   */
  setThrottling(table: string, enforced: boolean | undefined): void
  /** Commits what is open and closes the store. Later requests fail. */
  close(): Promise<void>
}

/** What DescribeEndpoints names while nothing serves the engine. */
const UNSERVED = 'localhost'

/**
 * Opens a database.
 *
 * @throws StorageInUseError another process holds the directory
 * @throws StorageUnusableError the directory holds no store of ours, or cannot be written
 */
export function createEngine(options: EngineOptions): Engine {
  return new RunningEngine(options)
}

class RunningEngine implements Engine {
  readonly #context: EngineContext
  readonly #expiry: Expiry
  readonly #backfill: Backfill
  readonly #lifecycle: TableLifecycle
  readonly #listeners = new Set<(event: EngineEvent) => void>()
  #closed = false
  #endpoint = UNSERVED

  constructor(options: EngineOptions) {
    const behavior = { ...DEFAULT_BEHAVIOR, ...options.behavior }
    const ports = { ...systemPorts(), ...options.ports }
    const account = options.account ?? LOCAL_ACCOUNT
    const store = new TableStore(options.storage)
    const backfill = new Backfill(store, () => this.#tell({ kind: 'tables-changed' }))
    const streams = new Streams(store, ports, behavior.shardRecords)
    this.#lifecycle = new TableLifecycle({
      store,
      backfill,
      ...ports,
      delay: behavior.tableDelay,
      changed: () => this.#tell({ kind: 'tables-changed' }),
    })
    this.#backfill = backfill
    this.#context = {
      store,
      lifecycle: this.#lifecycle,
      streams,
      followers: [streams, new ExpiryTimes()],
      behavior,
      eventualReads: EventualReads.of(behavior, ports.clock),
      throttling: new Throttling(behavior.throttling, ports.clock, account),
      ports,
      account,
      endpoint: () => this.#endpoint,
      timeToLiveChanged: () => this.#expiry.wake(),
      tablesChanged: () => {
        store.whenSettled(failure => {
          if (failure === undefined) this.#tell({ kind: 'tables-changed' })
        })
      },
      itemsExpired: (table, count) => this.#tell({ kind: 'items-expired', table, count }),
    }
    this.#expiry = new Expiry(this.#context)
    this.#lifecycle.resume()
    this.#expiry.wake()
  }

  servedAt(address: string): void {
    this.#endpoint = address
  }

  submit(operation: OperationName, input: unknown, done: (answer: Answer) => void): void {
    const answer = this.#run(operation, input)
    if ('goOn' in answer) this.#goOn(answer, done)
    else this.#settle(answer, done)
  }

  #run(operation: OperationName, input: unknown): Answer | Unfinished {
    const unable = this.#unable
    if (unable !== undefined) return { error: internalError(unable) }
    try {
      return attempt(this.#context, operation, input)
    } catch (error) {
      return error instanceof DynamoError
        ? { error: this.#reworded(operation, input, error) }
        : this.#abandoned(error)
    }
  }

  /** The next turn of an operation, behind whatever else is waiting. */
  #goOn(unfinished: Unfinished, done: (answer: Answer) => void): void {
    setImmediate(() => {
      const answer = this.#next(unfinished)
      if ('goOn' in answer) this.#goOn(answer, done)
      else this.#settle(answer, done)
    })
  }

  #next(unfinished: Unfinished): Answer | Unfinished {
    const unable = this.#unable
    if (unable !== undefined) return { error: internalError(unable) }
    try {
      return unfinished.goOn()
    } catch (error) {
      return error instanceof DynamoError ? { error } : this.#abandoned(error)
    }
  }

  /** Why no request is run any more; undefined as long as they are. */
  get #unable(): Error | undefined {
    return this.#closed ? new Error('the engine is closed') : this.#context.store.lost
  }

  /** Not a refusal but a fault, possibly between two rows of one write: nothing of the open group may stay. */
  #abandoned(error: unknown): Answer {
    const fault = error instanceof Error ? error : new Error(String(error))
    this.#context.store.abandonGroup(fault)
    return { error: internalError(this.#context.store.lost ?? fault) }
  }

  #settle(answer: Answer, done: (answer: Answer) => void): void {
    this.#context.store.whenSettled(failure =>
      done(failure === undefined ? answer : { error: internalError(failure) }),
    )
  }

  /** A refusal, in the words of the older layer where the request is one that the current layer does not read. */
  #reworded(operation: OperationName, input: unknown, refusal: DynamoError): DynamoError {
    const context = this.#context
    if (context.behavior.errorWording === 'older' || !isTooDeepForCurrentLayer(operation, input)) return refusal
    try {
      // It is refused again, and before anything is written: nothing may be nested so deeply.
      attempt({ ...context, behavior: { ...context.behavior, errorWording: 'older' } }, operation, input)
      return refusal
    } catch (error) {
      return error instanceof DynamoError ? error : refusal
    }
  }

  execute(operation: OperationName, input: object): Promise<Record<string, unknown>> {
    // The engine may change what it is given; the caller's object stays as it is.
    const own: unknown = parseJson(JSON.stringify(input))
    return new Promise((resolve, reject) => {
      this.submit(operation, own, answer => {
        if (answer.error !== undefined) reject(answer.error)
        else resolve(parseJson(answer.body) as Record<string, unknown>)
      })
    })
  }

  setThrottling(table: string, enforced: boolean | undefined): void {
    this.#context.throttling.set(table, enforced)
  }

  observe(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async sweepExpired(): Promise<number> {
    if (this.#closed) throw new Error('the engine is closed')
    return await this.#expiry.sweep()
  }

  #tell(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#lifecycle.close()
    this.#backfill.close()
    this.#context.streams.close()
    this.#expiry.close()
    this.#context.store.close()
  }
}

function attempt(context: EngineContext, operation: OperationName, input: unknown): Reply | Unfinished {
  checkShape(operation, input, context.behavior.errorWording)
  return OPERATIONS[operation](context, input as never)
}

/** A fault of ours or of the storage; the cause goes with it for the log, the caller sees what the service would say. */
function internalError(cause: Error): DynamoError {
  const error = new DynamoError('InternalServerError', `The request could not be processed: ${faultText(cause)}`)
  error.cause = cause
  return error
}
