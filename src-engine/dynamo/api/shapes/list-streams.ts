/** A ListStreams request after the shape check. */
export interface ListStreamsInput {
  /** Only streams of this table, which may be gone. */
  readonly TableName?: string | undefined
  /** 1 to 100, absent means 100. */
  readonly Limit?: number | undefined
  /** Need not exist: streams after it in order are listed. */
  readonly ExclusiveStartStreamArn?: string | undefined
}
