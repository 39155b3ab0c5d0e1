import {
  type AccessPath,
  type Explained,
  type ModelDocument,
  type MonthlyCost,
  type PatternRecord,
  type Plan,
  patternsOf,
  type RecordId,
} from '#modeling'
import { chipOf, keyText, servedByText } from '../../stores/path-text.ts'
import type { Verdict } from '../../ui/index.ts'
import { NEW_ROW } from './patterns-store.ts'
import { type PatternResult, type ProofState, proofState } from './proof/proof-results.ts'
import { BLANK_OPERATION, CELLS, type CellName, cellText } from './text/pattern-cells.ts'
import type { Rejected } from './text/rejected.ts'

/** A row of the grid: a pattern with all that follows from it, or the row that waits for a new one. */
export interface PatternRow {
  readonly id: RecordId
  readonly pattern: PatternRecord
  /** The text of each cell; absent where the operation has no such thing. */
  readonly texts: Readonly<Partial<Record<CellName, string>>>
  readonly rejected: ReadonlyMap<CellName, Rejected> | undefined
  /** Undefined on the row that is no pattern yet. */
  readonly path: AccessPath | undefined
  readonly servedBy: string
  readonly key: string
  readonly cost: Explained | undefined
  readonly proof: ProofState | 'running'
  readonly result: PatternResult | undefined
}

/** What the rows are made of. */
export interface RowSources {
  readonly document: ModelDocument
  readonly plan: Plan
  readonly cost: MonthlyCost | undefined
  readonly results: ReadonlyMap<RecordId, PatternResult>
  readonly waiting: ReadonlySet<RecordId> | undefined
  readonly rejected: ReadonlyMap<RecordId, ReadonlyMap<CellName, Rejected>>
}

/** The row on which a new pattern is typed. */
const NEW: PatternRow = {
  id: NEW_ROW,
  pattern: { kind: 'pattern', id: NEW_ROW, position: 0, name: '', operation: BLANK_OPERATION },
  texts: Object.fromEntries(CELLS.map(cell => [cell, ''])),
  rejected: undefined,
  path: undefined,
  servedBy: '',
  key: '',
  cost: undefined,
  proof: 'unproved',
  result: undefined,
}

/**
 * The rows of a model, in order, and the one that waits for a new pattern. A row that shows what it showed before stays
 * the same object, so that an edit draws one row anew and not all in sight.
 */
export function patternRows(sources: RowSources, before: readonly PatternRow[] = []): readonly PatternRow[] {
  const known = new Map(before.map(row => [row.id, row]))
  const rows = patternsOf(sources.document).map(pattern => {
    const row = rowOf(sources, pattern)
    const earlier = known.get(pattern.id)
    return earlier !== undefined && looksTheSame(earlier, row) ? earlier : row
  })
  return [...rows, NEW]
}

function looksTheSame(before: PatternRow, now: PatternRow): boolean {
  return (
    before.pattern === now.pattern &&
    before.path === now.path &&
    before.rejected === now.rejected &&
    before.result === now.result &&
    before.proof === now.proof &&
    before.servedBy === now.servedBy &&
    before.cost?.text === now.cost?.text &&
    before.cost?.value === now.cost?.value &&
    CELLS.every(cell => before.texts[cell] === now.texts[cell])
  )
}

function rowOf({ document, plan, cost, results, waiting, rejected }: RowSources, pattern: PatternRecord): PatternRow {
  const { id } = pattern
  const path = plan.get(id)
  const result = results.get(id)
  const texts: Partial<Record<CellName, string>> = {}
  for (const cell of CELLS) {
    const text = cellText(document, pattern, cell)
    if (text !== undefined) texts[cell] = text
  }
  return {
    id,
    pattern,
    texts,
    rejected: rejected.get(id),
    path,
    servedBy: path === undefined ? '' : servedByText(document, path),
    key: path === undefined ? '' : keyText(path),
    cost: cost?.byPattern[id],
    proof: waiting?.has(id) ? 'running' : proofState(result, document, id),
    result,
  }
}

/** Rows that hold the text in any cell and have one of the verdicts; empty filters let all through. */
export function filterRows(
  rows: readonly PatternRow[],
  { text, verdicts }: { readonly text: string; readonly verdicts: ReadonlySet<Verdict> },
): readonly PatternRow[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '' && verdicts.size === 0) return rows
  return rows.filter(
    ({ id, texts, path, servedBy, key }) =>
      id === NEW_ROW ||
      ((verdicts.size === 0 || (path !== undefined && verdicts.has(chipOf(path)))) &&
        (wanted === '' ||
          [...Object.values(texts), servedBy, key].some(cell => cell.toLowerCase().includes(wanted)))),
  )
}

/** How many patterns have which verdict. */
export function verdictCounts(rows: readonly PatternRow[]): Readonly<Record<Verdict, number>> {
  const counts = { exact: 0, filter: 0, scan: 0, 'not-served': 0 }
  for (const { path } of rows) if (path !== undefined) counts[chipOf(path)] += 1
  return counts
}
