import type { AttributeMap } from '../../values/attribute-value.ts'
import type { ExpressionAttributeNameMap, ReturnConsumedCapacity } from './request-options.ts'

/** What one table is asked for; also the form of UnprocessedKeys. */
export interface KeysAndAttributes {
  readonly Keys: readonly AttributeMap[]
  readonly AttributesToGet?: readonly string[] | undefined
  readonly ConsistentRead?: boolean | undefined
  readonly ProjectionExpression?: string | undefined
  readonly ExpressionAttributeNames?: ExpressionAttributeNameMap | undefined
}

/** A BatchGetItem request after the shape check; attribute values have JSON types only until they are read. */
export interface BatchGetItemInput {
  /** Table name or ARN → keys. Names are free text: read with `Object.hasOwn` or `Object.entries`. */
  readonly RequestItems: Readonly<Record<string, KeysAndAttributes>>
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
