import type { RecordId } from '../document/model-document.ts'

/** Load on the hottest key of a table or index at the peak, against what one partition can do (3,000 reads, 1,000 writes). */
export interface Heat {
  readonly tableId: RecordId
  readonly indexId?: RecordId
  /** The partition key as a template. */
  readonly key: string
  readonly readUnits: number
  readonly writeUnits: number
  /** The larger share of a limit, 0 to 1 and beyond. */
  readonly share: number
  /** The patterns that make it, the heaviest first. */
  readonly patternIds: readonly RecordId[]
}
