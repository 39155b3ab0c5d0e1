import type { ProvenPattern } from '#contract'
import {
  designOf,
  itemsOfTable,
  type ModelDocument,
  type PatternRecord,
  patternsOf,
  type RecordId,
  recordOfKind,
  sameRecords,
  tablesOf,
} from '#modeling'

/** With what a run proves: the model's sample items, or generated ones. */
export type ProofData =
  | { readonly kind: 'sample' }
  | { readonly kind: 'generated'; readonly seed: number; readonly size: number }

/** One run: the model and the data as they were when it began. */
export interface ProofRun {
  readonly document: ModelDocument
  readonly data: ProofData
}

/** What came of one pattern, kept until it is proved anew. */
export interface PatternResult {
  readonly proof: ProvenPattern
  readonly run: ProofRun
}

/** A pattern's standing: its outcome; `stale` when the model has changed since; `unproved` before its first run. */
export type ProofState = ProvenPattern['outcome'] | 'stale' | 'unproved'

/** How a result stands to the model as it is now. */
export function proofState(result: PatternResult | undefined, document: ModelDocument, id: RecordId): ProofState {
  if (result === undefined) return 'unproved'
  return isStale(result, document, id) ? 'stale' : result.proof.outcome
}

/**
 * Whether a result no longer speaks of the model: its design, its sample items (where the run had them) or what the
 * pattern asks has changed. Names, rates and other patterns make no difference, but to a pattern of steps.
 */
function isStale({ run }: PatternResult, document: ModelDocument, id: RecordId): boolean {
  if (run.document === document) return false
  const before = recordOfKind(run.document, 'pattern', id)
  const now = recordOfKind(document, 'pattern', id)
  if (before === undefined || now === undefined || !isSameDesign(run, document)) return true
  if (!asksTheSame(before, now)) return true
  return now.operation.type === 'steps' && !everyPatternAsksTheSame(run.document, document)
}

function asksTheSame(before: PatternRecord, now: PatternRecord): boolean {
  const asked = ({ operation, servedBy }: PatternRecord) => JSON.stringify([operation, servedBy])
  return before === now || asked(before) === asked(now)
}

function everyPatternAsksTheSame(before: ModelDocument, now: ModelDocument): boolean {
  return patternsOf(before).every(pattern => {
    const other = recordOfKind(now, 'pattern', pattern.id)
    return other !== undefined && asksTheSame(pattern, other)
  })
}

/** Compared last with which document, by run: many results of one run ask the same. */
const compared = new WeakMap<ProofRun, { readonly document: ModelDocument; readonly same: boolean }>()

function isSameDesign(run: ProofRun, document: ModelDocument): boolean {
  const known = compared.get(run)
  if (known?.document === document) return known.same
  const items = (of: ModelDocument) => tablesOf(of).flatMap(({ id }) => itemsOfTable(of, id))
  const same =
    sameRecords(designOf(run.document), designOf(document)) &&
    (run.data.kind !== 'sample' || sameRecords(items(run.document), items(document)))
  compared.set(run, { document, same })
  return same
}

/** How many patterns stand where: the coverage of a model. */
export type Coverage = Readonly<Record<ProofState, number>> & { readonly total: number }

/** Counts the standing of every pattern. */
export function coverageOf(document: ModelDocument, results: ReadonlyMap<RecordId, PatternResult>): Coverage {
  const counts = { proved: 0, mismatch: 0, failed: 0, 'not-provable': 0, stale: 0, unproved: 0, total: 0 }
  for (const { id } of patternsOf(document)) {
    counts[proofState(results.get(id), document, id)] += 1
    counts.total += 1
  }
  return counts
}
