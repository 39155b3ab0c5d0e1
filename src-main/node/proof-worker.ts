import { Worker } from 'node:worker_threads'
import type { ProofEvent } from '#contract'
import { DynamoError } from '#dynamo'
import type { ProofJob, ProofRunner } from '../host/ports.ts'
import type { FromProof } from './proof-messages.ts'

/**
 * Proofs, each in a thread and on an engine of its own: neither the window nor the running engine waits, and one that is
 * left ends with its thread. `threadFile` is the thread's entry (`proof-thread.ts`, or what it was built to).
 */
export function proofRunner(threadFile: URL): ProofRunner {
  return { prove: (job, signal) => prove(threadFile, job, signal) }
}

async function* prove(
  threadFile: URL,
  job: ProofJob,
  signal?: AbortSignal,
): AsyncGenerator<ProofEvent, void, undefined> {
  const worker = new Worker(threadFile, { workerData: job, name: 'facet-proof' })
  const inbox = new Inbox()
  worker.on('message', (message: FromProof) => inbox.put(message))
  worker.once('error', error =>
    inbox.put({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
  worker.once('exit', () => inbox.end())
  const abort = (): void => inbox.end()
  signal?.addEventListener('abort', abort)
  try {
    for (let message = await inbox.next(); message !== undefined; message = await inbox.next()) {
      if (message.kind === 'refused') throw new DynamoError(message.code, message.message)
      if (message.kind === 'failed') throw new Error(`The proof failed: ${message.message}`)
      yield message.event
      if (message.event.kind === 'done') return
    }
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

/** Messages in the order in which they came, for one reader. */
class Inbox {
  readonly #messages: FromProof[] = []
  #ended = false
  #wake: (() => void) | undefined

  put(message: FromProof): void {
    this.#messages.push(message)
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** The next message; undefined at the end. */
  async next(): Promise<FromProof | undefined> {
    while (this.#messages.length === 0 && !this.#ended) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    return this.#messages.shift()
  }
}
