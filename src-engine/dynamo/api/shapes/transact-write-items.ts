import type { AttributeMap, Item } from '../../values/attribute-value.ts'
import type {
  ExpressionAttributeNameMap,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure,
} from './request-options.ts'

/** What all four actions of a transaction take. */
interface TransactAction {
  readonly TableName: string
  readonly ConditionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
  readonly ExpressionAttributeValues?: AttributeMap | undefined
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined
}

/** Writes nothing; the transaction goes through only if the condition holds. */
export interface TransactConditionCheck extends TransactAction {
  readonly Key: AttributeMap
  readonly ConditionExpression: string
}

export interface TransactPut extends TransactAction {
  readonly Item: Item
}

export interface TransactDelete extends TransactAction {
  readonly Key: AttributeMap
}

export interface TransactUpdate extends TransactAction {
  readonly Key: AttributeMap
  readonly UpdateExpression: string
}

/** Exactly one member is set in a sound request; the operation checks that. */
export interface TransactWriteItem {
  readonly ConditionCheck?: TransactConditionCheck | undefined
  readonly Put?: TransactPut | undefined
  readonly Delete?: TransactDelete | undefined
  readonly Update?: TransactUpdate | undefined
}

/** A TransactWriteItems request after the shape check; attribute values have JSON types only until they are read. */
export interface TransactWriteItemsInput {
  readonly TransactItems: readonly TransactWriteItem[]
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined
  readonly ClientRequestToken?: string | undefined
}
