import type { AttributeMap, Item } from '../../values/attribute-value.ts'
import type { ReturnConsumedCapacity, ReturnItemCollectionMetrics } from './request-options.ts'

/** One write; a sound request sets exactly one of the members, the operation checks that. */
export interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item } | undefined
  readonly DeleteRequest?: { readonly Key: AttributeMap } | undefined
}

/** A BatchWriteItem request after the shape check; attribute values have JSON types only until they are read. */
export interface BatchWriteItemInput {
  /** Table name or ARN → writes. Names are free text: read with `Object.hasOwn` or `Object.entries`. */
  readonly RequestItems: Readonly<Record<string, readonly WriteRequest[]>>
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined
}
