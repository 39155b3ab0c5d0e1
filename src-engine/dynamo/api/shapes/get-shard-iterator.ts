/** A GetShardIterator request after the shape check. */
export interface GetShardIteratorInput {
  readonly StreamArn: string
  readonly ShardId: string
  readonly ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' | 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER'
  /** Of a record, for the two types that begin at one. */
  readonly SequenceNumber?: string | undefined
}
