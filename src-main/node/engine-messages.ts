import type { EnginePulse, EngineStatus, RequestDetail } from '#contract'
import type { DynamoErrorCode } from '#dynamo'
import type { EngineBehavior } from '#engine'
import type { RequestBatch } from '../host/ports.ts'

/** What the engine's thread is started with. */
export interface EngineThreadSettings {
  readonly storage: EngineStatus['storage']
  readonly endpoint: { readonly host: string; readonly port: number }
  /** Where the engine does not do as it does by default. */
  readonly behavior?: Partial<EngineBehavior>
}

/** From the host to the engine's thread. Several travel together as one array. */
export type ToEngine =
  | { kind: 'execute'; call: number; operation: string; request: string; recorded: boolean }
  | { kind: 'watch'; watcher: number }
  | { kind: 'unwatch'; watcher: number }
  | { kind: 'detail'; call: number; id: string }
  | { kind: 'clear'; call: number }
  | { kind: 'close' }

/** From the engine's thread to the host. Several travel together as one array. */
export type FromEngine =
  | { kind: 'status'; state: EngineStatus['state']; url?: string; problem?: EngineStatus['problem'] }
  | { kind: 'answer'; call: number; body: string }
  | {
      kind: 'refused'
      call: number
      code: DynamoErrorCode
      message: string
      members?: Readonly<Record<string, unknown>>
    }
  | { kind: 'requests'; watcher: number; batch: RequestBatch }
  | { kind: 'detail'; call: number; detail?: RequestDetail }
  | { kind: 'cleared'; call: number }
  | { kind: 'pulse'; pulse: EnginePulse }
  | { kind: 'log'; text: string }

/** A sender that collects what one turn produces into one message: a message costs more than what is in it. */
export function batchedSender<T>(post: (messages: readonly T[]) => void): (message: T) => void {
  let waiting: T[] = []
  return message => {
    waiting.push(message)
    if (waiting.length > 1) return
    queueMicrotask(() => {
      const messages = waiting
      waiting = []
      post(messages)
    })
  }
}
