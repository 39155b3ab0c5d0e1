import type { AccessPath, Reason } from '../access-patterns/access-path.ts'
import type { MonthlyCost } from '../cost/monthly-cost.ts'
import type {
  IndexRecord,
  ModelRecord,
  PlacementRecord,
  RecordId,
  TableRecord,
  VectorIndexRecord,
} from '../document/model-document.ts'
import type { Heat } from './heat.ts'

/** A complete design for the model's entities and patterns, not yet part of it. */
export interface Candidate {
  readonly id: string
  /** `Single table`, `Table per aggregate`, `Mixed` … */
  readonly title: string
  readonly design: CandidateDesign
  /** By pattern. */
  readonly paths: Readonly<Record<RecordId, AccessPath>>
  readonly cost: MonthlyCost
  readonly heat: readonly Heat[]
  readonly indexCount: number
  readonly reasons: readonly Reason[]
  /** What it gives up against the others. */
  readonly givesUp: readonly string[]
}

/** The records that adopting a candidate brings into the model. Their ids are free in the model it was made for. */
export interface CandidateDesign {
  readonly tables: readonly TableRecord[]
  readonly indexes: readonly IndexRecord[]
  /** Absent: none. */
  readonly vectorIndexes?: readonly VectorIndexRecord[]
  readonly placements: readonly PlacementRecord[]
}

/** All records of a design, tables first. */
export function recordsOfDesign({
  tables,
  indexes,
  vectorIndexes = [],
  placements,
}: CandidateDesign): readonly ModelRecord[] {
  return [...tables, ...indexes, ...vectorIndexes, ...placements]
}
