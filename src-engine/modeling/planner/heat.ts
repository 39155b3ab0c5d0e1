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
  /** What each pattern adds, in the model's order. */
  readonly loads: readonly HeatLoad[]
}

/** Load of one pattern on one kind of keys, in units a second at the peak, and how much of it the hottest key gets. */
export interface HeatLoad {
  readonly patternId: RecordId
  /** Calls a second at the peak. */
  readonly calls: number
  /** On all keys of the table or index that the pattern touches. */
  readonly readUnits: number
  readonly writeUnits: number
  /** Keys of this kind that there are, and kinds of keys that the pattern touches there. */
  readonly keys: number
  /** Shards that each of these keys is spread over. */
  readonly shards: number
  readonly kinds: number
  /** Of the load, 0 to 1. */
  readonly share: number
}
