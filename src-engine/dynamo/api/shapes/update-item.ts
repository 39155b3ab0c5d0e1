import type { AttributeMap } from '../../values/attribute-value.ts'
import type { AttributeUpdates, ConditionalOperator, ExpectedAttributeMap } from './legacy-conditions.ts'
import type {
  ExpressionAttributeNameMap,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
  ReturnValue,
  ReturnValuesOnConditionCheckFailure,
} from './request-options.ts'

/** An UpdateItem request after the shape check; attribute values have JSON types only until they are read. */
export interface UpdateItemInput {
  readonly TableName: string
  readonly Key: AttributeMap
  readonly AttributeUpdates?: AttributeUpdates | undefined
  readonly Expected?: ExpectedAttributeMap | undefined
  readonly ConditionalOperator?: ConditionalOperator | undefined
  readonly ReturnValues?: ReturnValue | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined
  readonly UpdateExpression?: string | undefined
  readonly ConditionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
  readonly ExpressionAttributeValues?: AttributeMap | undefined
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined
}
