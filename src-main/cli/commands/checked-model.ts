import type { Diagnostic, ProofReport } from '#modeling'

/** The report of one file. */
export interface CheckedModel {
  readonly file: string
  readonly model: string
  readonly findings: readonly Diagnostic[]
  readonly proof: ProofReport
  readonly passed: boolean
}
