import type { AttributeMap } from '../../values/attribute-value.ts'
import type { ConditionalOperator, ConditionMap } from './legacy-conditions.ts'
import type { ExpressionAttributeNameMap, ReturnConsumedCapacity, Select } from './request-options.ts'

/** A Query request after the shape check; attribute values have JSON types only until they are read. */
export interface QueryInput {
  readonly TableName: string
  readonly IndexName?: string | undefined
  readonly Select?: Select | undefined
  readonly AttributesToGet?: readonly string[] | undefined
  /** Items evaluated, not items returned. */
  readonly Limit?: number | undefined
  readonly ConsistentRead?: boolean | undefined
  readonly KeyConditions?: ConditionMap | undefined
  readonly QueryFilter?: ConditionMap | undefined
  readonly ConditionalOperator?: ConditionalOperator | undefined
  /** Absent means true. */
  readonly ScanIndexForward?: boolean | undefined
  readonly ExclusiveStartKey?: AttributeMap | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  readonly ProjectionExpression?: string | undefined
  readonly FilterExpression?: string | undefined
  readonly KeyConditionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
  readonly ExpressionAttributeValues?: AttributeMap | undefined
}
