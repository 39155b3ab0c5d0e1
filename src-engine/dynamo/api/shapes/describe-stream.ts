/** A DescribeStream request after the shape check. */
export interface DescribeStreamInput {
  readonly StreamArn: string
  /** Shards of a page: 1 to 100, absent means 100. */
  readonly Limit?: number | undefined
  /** Need not exist: shards after it in order are listed. */
  readonly ExclusiveStartShardId?: string | undefined
  /** Only the children of a shard (since 2025). */
  readonly ShardFilter?:
    | { readonly Type?: 'CHILD_SHARDS' | undefined; readonly ShardId?: string | undefined }
    | undefined
}
