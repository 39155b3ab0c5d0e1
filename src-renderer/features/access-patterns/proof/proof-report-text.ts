import { type ModelDocument, modelInfoOf, patternsOf, type RecordId } from '#modeling'
import { coverageOf, type PatternResult, proofState } from './proof-results.ts'

/** The results as a file for others: coverage, and of each pattern its requests with what was predicted and measured. */
export function proofReport(document: ModelDocument, results: ReadonlyMap<RecordId, PatternResult>): string {
  const patterns = patternsOf(document).map(({ id, name }) => {
    const result = results.get(id)
    const state = proofState(result, document, id)
    if (result === undefined) return { patternId: id, name, state }
    const { message, calls } = result.proof
    return {
      patternId: id,
      name,
      state,
      outcome: result.proof.outcome,
      data: result.run.data,
      ...(message === undefined ? {} : { message }),
      calls: calls.map(({ request, ...call }) => ({ ...call, request: JSON.parse(request) as unknown })),
    }
  })
  const report = { model: modelInfoOf(document).name, coverage: coverageOf(document, results), patterns }
  return `${JSON.stringify(report, undefined, 2)}\n`
}
