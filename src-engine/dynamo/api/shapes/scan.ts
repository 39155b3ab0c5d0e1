import type { AttributeMap } from '../../values/attribute-value.ts'
import type { ConditionalOperator, ConditionMap } from './legacy-conditions.ts'
import type { ExpressionAttributeNameMap, ReturnConsumedCapacity, Select } from './request-options.ts'

/** A Scan request after the shape check; attribute values have JSON types only until they are read. */
export interface ScanInput {
  readonly TableName: string
  readonly IndexName?: string | undefined
  readonly AttributesToGet?: readonly string[] | undefined
  /** Items evaluated, not items returned. */
  readonly Limit?: number | undefined
  readonly Select?: Select | undefined
  readonly ScanFilter?: ConditionMap | undefined
  readonly ConditionalOperator?: ConditionalOperator | undefined
  readonly ExclusiveStartKey?: AttributeMap | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  /** 1 to 1,000,000; goes with Segment. */
  readonly TotalSegments?: number | undefined
  /** Counts from zero; goes with TotalSegments. */
  readonly Segment?: number | undefined
  readonly ProjectionExpression?: string | undefined
  readonly FilterExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
  readonly ExpressionAttributeValues?: AttributeMap | undefined
  readonly ConsistentRead?: boolean | undefined
}
