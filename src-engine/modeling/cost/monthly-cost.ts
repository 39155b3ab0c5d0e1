import type { Explained } from '../access-patterns/explained.ts'
import type { RecordId } from '../document/model-document.ts'

/** The bill of a month in US dollars, split the ways a reader asks for. Each sum is the sum of its parts. */
export interface MonthlyCost {
  readonly total: Explained
  readonly byPattern: Readonly<Record<RecordId, Explained>>
  readonly byTable: Readonly<Record<RecordId, Explained>>
  /** Storage, streams, recovery: what costs without a request. */
  readonly standing: Explained
  /** What is missing for a full bill: patterns without a rate, entities without a volume, prices nobody knows. */
  readonly gaps: readonly string[]
}
