import type { AttributeMap, AttributeValue } from '../../values/attribute-value.ts'
import type { ExpressionAttributeNameMap, ReturnConsumedCapacity } from './request-options.ts'

/** A SearchVectors request after the shape check; attribute values have JSON types only until they are read. */
export interface SearchVectorsInput {
  readonly TableName: string
  readonly IndexName: string
  /** Numbers, not wrapped in a list value. */
  readonly SearchVector: readonly AttributeValue[]
  /** Results at most, from 1; the upper limit is checked by the operation, in words of its own. */
  readonly TopK: number
  readonly SearchConditionExpression?: string | undefined
  readonly ProjectionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
  readonly ExpressionAttributeValues?: AttributeMap | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
