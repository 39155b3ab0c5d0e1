import type { AttributeMap, Item } from '../../values/attribute-value.ts'
import type { ConditionalOperator, ExpectedAttributeMap } from './legacy-conditions.ts'
import type {
  ExpressionAttributeNameMap,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
  ReturnValue,
  ReturnValuesOnConditionCheckFailure,
} from './request-options.ts'

/** A PutItem request after the shape check; attribute values have JSON types only until they are read. */
export interface PutItemInput {
  readonly TableName: string
  readonly Item: Item
  readonly Expected?: ExpectedAttributeMap | undefined
  readonly ConditionalOperator?: ConditionalOperator | undefined
  readonly ReturnValues?: ReturnValue | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined
  readonly ConditionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
  readonly ExpressionAttributeValues?: AttributeMap | undefined
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined
}
