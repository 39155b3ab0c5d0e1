import type { ParameterizedStatement } from './execute-statement.ts'
import type { ReturnConsumedCapacity } from './request-options.ts'

/** An ExecuteTransaction request after the shape check. */
export interface ExecuteTransactionInput {
  readonly TransactStatements: readonly ParameterizedStatement[]
  readonly ClientRequestToken?: string | undefined
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
