import { Worker } from 'node:worker_threads'
import type { EnginePulse, EngineStatus, RequestDetail } from '#contract'
import { DynamoError } from '#dynamo'
import { type EngineHandle, EngineUnavailable, type RequestBatch } from '../host/ports.ts'
import { batchedSender, type EngineThreadSettings, type FromEngine, type ToEngine } from './engine-messages.ts'

/** How long the thread may take to write everything and end before it is ended. */
const CLOSE_TIMEOUT_MS = 10_000

interface WaitingCall {
  readonly resolve: (answer: FromEngine) => void
  readonly reject: (error: Error) => void
}

/**
 * The engine and its endpoint in a thread of their own, so that neither the window's process nor the host ever waits
 * for SQLite. `threadFile` is the thread's entry (`engine-thread.ts`, or what it was built to).
 */
export function startEngineWorker(
  threadFile: URL,
  settings: EngineThreadSettings,
  log: (message: string) => void,
): EngineHandle {
  return new EngineWorker(threadFile, settings, log)
}

class EngineWorker implements EngineHandle {
  readonly #worker: Worker
  readonly #log: (message: string) => void
  readonly #send: (message: ToEngine) => void
  #status: EngineStatus
  #nextNumber = 1
  readonly #calls = new Map<number, WaitingCall>()
  readonly #watchers = new Map<number, (batch: RequestBatch) => void>()
  readonly #statusListeners = new Set<(status: EngineStatus) => void>()
  readonly #pulseListeners = new Set<(pulse: EnginePulse) => void>()
  #closing: Promise<void> | undefined
  readonly #ended: Promise<void>

  constructor(threadFile: URL, settings: EngineThreadSettings, log: (message: string) => void) {
    this.#log = log
    this.#status = { state: 'starting', storage: settings.storage }
    this.#worker = new Worker(threadFile, { workerData: settings, name: 'facet-engine' })
    this.#send = batchedSender(messages => this.#worker.postMessage(messages))
    this.#worker.on('message', (messages: readonly FromEngine[]) => {
      for (const message of messages) this.#receive(message)
    })
    this.#worker.on('error', error => this.#fail(error instanceof Error ? error.message : String(error)))
    this.#ended = new Promise(resolve => {
      this.#worker.once('exit', code => {
        if (this.#closing) this.#changeStatus({ state: 'stopped', storage: this.#status.storage })
        else if (this.#status.state !== 'failed') this.#fail(`its thread ended with code ${code}`)
        this.#rejectCalls()
        resolve()
      })
    })
  }

  status(): EngineStatus {
    return this.#status
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#statusListeners.add(listener)
    return () => void this.#statusListeners.delete(listener)
  }

  async execute(operation: string, input: object, options: { recorded?: boolean } = {}): Promise<string> {
    const request = JSON.stringify(input)
    const recorded = options.recorded ?? true
    const answer = await this.#call(call => ({ kind: 'execute', call, operation, request, recorded }))
    if (answer.kind === 'answer') return answer.body
    if (answer.kind === 'refused') throw new DynamoError(answer.code, answer.message, answer.members)
    throw new TypeError(`The engine's thread answered a request with ${answer.kind}`)
  }

  onPulse(listener: (pulse: EnginePulse) => void): () => void {
    this.#pulseListeners.add(listener)
    return () => void this.#pulseListeners.delete(listener)
  }

  watchRequests(listener: (batch: RequestBatch) => void): () => void {
    const watcher = this.#nextNumber++
    this.#watchers.set(watcher, listener)
    this.#send({ kind: 'watch', watcher })
    return () => {
      if (this.#watchers.delete(watcher)) this.#send({ kind: 'unwatch', watcher })
    }
  }

  async request(id: string): Promise<RequestDetail | undefined> {
    const answer = await this.#call(call => ({ kind: 'detail', call, id }))
    return answer.kind === 'detail' ? answer.detail : undefined
  }

  async clearRequests(): Promise<void> {
    await this.#call(call => ({ kind: 'clear', call }))
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#send({ kind: 'close' })
    const timer = setTimeout(() => void this.#worker.terminate(), CLOSE_TIMEOUT_MS)
    await this.#ended
    clearTimeout(timer)
  }

  #call(message: (call: number) => ToEngine): Promise<FromEngine> {
    if (this.#closing || this.#status.state === 'failed' || this.#status.state === 'stopped') {
      return Promise.reject(this.#unavailable())
    }
    const call = this.#nextNumber++
    return new Promise((resolve, reject) => {
      this.#calls.set(call, { resolve, reject })
      this.#send(message(call))
    })
  }

  #receive(message: FromEngine): void {
    switch (message.kind) {
      case 'status': {
        const { state, url, problem } = message
        const { storage } = this.#status
        this.#changeStatus({ state, storage, ...(url && { url }), ...(problem && { problem }) })
        if (state === 'failed') this.#rejectCalls()
        return
      }
      case 'requests':
        this.#watchers.get(message.watcher)?.(message.batch)
        return
      case 'pulse':
        for (const listener of this.#pulseListeners) listener(message.pulse)
        return
      case 'log':
        this.#log(message.text)
        return
      case 'answer':
      case 'refused':
      case 'detail':
      case 'cleared': {
        const waiting = this.#calls.get(message.call)
        this.#calls.delete(message.call)
        waiting?.resolve(message)
      }
    }
  }

  #fail(reason: string): void {
    const kept =
      this.#status.storage.kind === 'memory' ? 'Its tables were in memory and are gone.' : 'Answered writes are kept.'
    const problem = {
      code: 'ENGINE_STOPPED',
      message: `The local engine stopped: ${reason}. ${kept} Restart Facet to start it again.`,
    }
    this.#changeStatus({ state: 'failed', storage: this.#status.storage, problem })
    this.#rejectCalls()
  }

  #changeStatus(status: EngineStatus): void {
    this.#status = status
    for (const listener of this.#statusListeners) listener(status)
  }

  #rejectCalls(): void {
    const calls = [...this.#calls.values()]
    this.#calls.clear()
    for (const { reject } of calls) reject(this.#unavailable())
  }

  #unavailable(): EngineUnavailable {
    return new EngineUnavailable(this.#status.problem?.message ?? 'The local engine is stopped. Restart Facet.')
  }
}
