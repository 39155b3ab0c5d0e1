import type { AttributeMap } from '../../values/attribute-value.ts'
import type { ExpressionAttributeNameMap, ReturnConsumedCapacity } from './request-options.ts'

/** A GetItem request after the shape check; attribute values have JSON types only until they are read. */
export interface GetItemInput {
  readonly TableName: string
  readonly Key: AttributeMap
  readonly AttributesToGet?: readonly string[] | undefined
  readonly ConsistentRead?: boolean | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  readonly ProjectionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
}
