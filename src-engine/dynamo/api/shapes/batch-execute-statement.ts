import type { ParameterizedStatement } from './execute-statement.ts'
import type { ReturnConsumedCapacity } from './request-options.ts'

/** One statement of a batch. */
export interface BatchStatementRequest extends ParameterizedStatement {
  readonly ConsistentRead?: boolean | undefined
}

/** A BatchExecuteStatement request after the shape check. */
export interface BatchExecuteStatementInput {
  readonly Statements: readonly BatchStatementRequest[]
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
