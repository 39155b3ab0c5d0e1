import type { OperationName } from '#dynamo'
import { type ModelDocument, type ProofReport, prove } from '#modeling'
import { createEngine } from '../../engine.ts'

/** Proves a model's patterns on an engine of its own, in memory. */
export async function proveOnEngine(document: ModelDocument): Promise<ProofReport> {
  const engine = createEngine({ storage: { kind: 'memory' } })
  try {
    return await prove(document, (operation, input) => engine.execute(operation as OperationName, input))
  } finally {
    await engine.close()
  }
}
