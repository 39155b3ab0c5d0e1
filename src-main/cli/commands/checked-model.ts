import type { Diagnostic, ExchangeNote, FileProblem, ProofReport } from '#modeling'

/** A finding, and where its record begins in the file; files of other tools have no such place. */
export type PlacedFinding = Diagnostic & { readonly line?: number; readonly column?: number }

/** The report of one file. */
export interface CheckedModel {
  readonly file: string
  readonly model: string
  /** The tool whose file it is; absent: Facet's own. */
  readonly format?: string
  /** What was noticed while a file of another tool was read. */
  readonly notes?: readonly ExchangeNote[]
  readonly findings: readonly PlacedFinding[]
  readonly proof: ProofReport
  /** Why nothing could be proved, when that is so. */
  readonly unproved?: string
  /** That this fails the check, as was asked for. */
  readonly unprovedFails?: boolean
  readonly passed: boolean
}

/** A file that is no model: the reasons with their places, or that it cannot be read at all. */
export interface UnreadableModel {
  readonly file: string
  readonly problems: readonly (Pick<FileProblem, 'reason' | 'fix'> & Partial<FileProblem>)[]
}
