import type { AttributeMap } from '../../values/attribute-value.ts'
import type { ExpressionAttributeNameMap, ReturnConsumedCapacity } from './request-options.ts'

/** One item to read. */
export interface TransactGet {
  readonly TableName: string
  readonly Key: AttributeMap
  readonly ProjectionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
}

/** A TransactGetItems request after the shape check; attribute values have JSON types only until they are read. */
export interface TransactGetItemsInput {
  readonly TransactItems: readonly { readonly Get: TransactGet }[]
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
