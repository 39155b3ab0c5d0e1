/** A GetRecords request after the shape check. */
export interface GetRecordsInput {
  readonly ShardIterator: string
  /** 1 to 1,000, absent means 1,000. */
  readonly Limit?: number | undefined
}
