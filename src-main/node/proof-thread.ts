import { parentPort, workerData } from 'node:worker_threads'
import type { ProofEvent } from '#contract'
import { DynamoError, type OperationName } from '#dynamo'
import { createEngine } from '#engine'
import { type ModelDocument, type PatternProof, parseModel, prove, withSampleData } from '#modeling'
import type { ProofJob } from '../host/ports.ts'
import type { FromProof } from './proof-messages.ts'

/** A proof's thread: an engine in memory that lives as long as the proof. */
const port = parentPort
if (!port) throw new Error('proof-thread.ts runs in a worker thread only')
const job = workerData as ProofJob
const send = (message: FromProof): void => port.postMessage(message)
const tell = (event: ProofEvent): void => send({ kind: 'event', event })

function modelOf({ text, generate }: ProofJob): ModelDocument {
  const parsed = parseModel(text)
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.reason ?? 'The model cannot be read')
  if (generate === undefined) return parsed.document
  const { seed, size } = generate
  return withSampleData(parsed.document, { seed, roots: size, children: size, most: 100_000 })
}

async function run(): Promise<void> {
  const started = performance.now()
  const engine = createEngine({ storage: { kind: 'memory' } })
  try {
    await prove(modelOf(job), (operation, input) => engine.execute(operation as OperationName, input), {
      patternIds: job.patternIds,
      onStart: (patterns, items) => tell({ kind: 'start', patterns, items: { ...items } }),
      onPattern: pattern => tell({ kind: 'pattern', pattern: asSent(pattern) }),
    })
    tell({ kind: 'done', durationMs: performance.now() - started })
  } catch (error) {
    if (error instanceof DynamoError) send({ kind: 'refused', code: error.code, message: error.message })
    else send({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  } finally {
    await engine.close()
  }
}

/** Requests travel as text: names such as `__proto__` come through, and nobody looks inside on the way. */
function asSent({ calls, ...about }: PatternProof): Extract<ProofEvent, { kind: 'pattern' }>['pattern'] {
  return {
    ...about,
    calls: calls.map(({ call, request, predicted, measured }) => ({
      call,
      request: JSON.stringify(request),
      predicted: { ...predicted, byTarget: { ...predicted.byTarget } },
      measured: { ...measured, byTarget: { ...measured.byTarget } },
    })),
  }
}

await run()
