import type { AttributeValue } from '../../values/attribute-value.ts'
import type { ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure } from './request-options.ts'

/** A PartiQL statement with the values of its `?`, which have JSON types only until they are read. */
export interface ParameterizedStatement {
  readonly Statement: string
  readonly Parameters?: readonly AttributeValue[] | undefined
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined
}

/** An ExecuteStatement request after the shape check. */
export interface ExecuteStatementInput extends ParameterizedStatement {
  readonly ConsistentRead?: boolean | undefined
  readonly NextToken?: string | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  readonly Limit?: number | undefined
}
