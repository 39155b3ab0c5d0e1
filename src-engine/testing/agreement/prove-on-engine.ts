import type { OperationName } from '#dynamo'
import {
  applyDiff,
  generateSampleData,
  type ModelDocument,
  type ProofReport,
  prove,
  runCommand,
  type SampleSize,
} from '#modeling'
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

/** The model with generated sample items instead of its own. */
export function withSampleData(document: ModelDocument, size?: SampleSize): ModelDocument {
  const { items } = generateSampleData(document, size)
  let filled = document
  for (const tableId of new Set(items.map(item => item.tableId))) {
    const own = items.filter(item => item.tableId === tableId)
    const result = runCommand(filled, 'replace-items', { tableId, replace: 'all', items: own })
    if ('problems' in result) throw new Error(result.problems[0]?.message)
    filled = applyDiff(filled, result.diff)
  }
  return filled
}
