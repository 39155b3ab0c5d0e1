import { RequestFault } from '../errors/request-fault.ts'

/** The request parameters that hold expressions, by the names that messages print. */
export type ExpressionKind =
  | 'UpdateExpression'
  | 'ConditionExpression'
  | 'KeyConditionExpression'
  | 'FilterExpression'
  | 'ProjectionExpression'
  | 'SearchConditionExpression'

/** The kinds that use the whole condition language. */
export type ConditionKind = 'ConditionExpression' | 'FilterExpression'

/** A fault inside an expression, with the prefix that names the parameter. */
export function expressionFault(kind: ExpressionKind, text: string): RequestFault {
  return new RequestFault(`Invalid ${kind}: ${text}`)
}
