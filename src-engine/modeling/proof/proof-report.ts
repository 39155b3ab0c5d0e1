import type { CallName } from '../access-patterns/access-path.ts'
import type { Json, RecordId } from '../document/model-document.ts'

/** What came of running access patterns on a real engine with the model's data. Plain JSON: it is kept and exported. */
export interface ProofReport {
  readonly patterns: readonly PatternProof[]
  /** Items in the tables at the start, by table name. */
  readonly items: Readonly<Record<string, number>>
  /** Of generated data; absent: the model's sample items. */
  readonly generated?: { readonly seed: number; readonly size: number }
}

/**
 * - `proved`: everything that was predicted was measured
 * - `mismatch`: the engine metered, read or answered something else: a defect of Facet
 * - `failed`: the engine refused a request
 * - `not-provable`: nothing to run, such as a pattern that is not served, or no sample data to ask for
 */
export type ProofOutcome = 'proved' | 'mismatch' | 'failed' | 'not-provable'

export interface PatternProof {
  readonly patternId: RecordId
  readonly name: string
  readonly outcome: ProofOutcome
  readonly calls: readonly CallProof[]
  /** Why it failed, differs or could not be run. */
  readonly message?: string
}

/** One request, what was predicted of it and what was measured. */
export interface CallProof {
  readonly call: CallName
  /** As sent. */
  readonly request: Json
  readonly predicted: CallFigures
  readonly measured: CallFigures
}

export interface CallFigures {
  /** Items evaluated and answered; of writes 0 and the items written. */
  readonly scanned: number
  readonly returned: number
  readonly readUnits: number
  readonly writeUnits: number
  /** By table name, and `table/index`. */
  readonly byTarget: Readonly<Record<string, number>>
}
