import { RequestFault } from '../errors/request-fault.ts'

/**
 * The request parameters that hold expressions, by the names that messages print. The expressions inside a PartiQL
 * statement have none.
 */
export type ExpressionKind =
  | 'UpdateExpression'
  | 'ConditionExpression'
  | 'KeyConditionExpression'
  | 'FilterExpression'
  | 'ProjectionExpression'
  | 'SearchConditionExpression'
  | 'Statement'

/** The kinds that are written in the condition language; of a key condition only a part of it is allowed. */
export type ConditionKind = 'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression'

/** A fault inside an expression, with the prefix that names the parameter; those of statements are bare. */
export function expressionFault(kind: ExpressionKind, text: string): RequestFault {
  return new RequestFault(kind === 'Statement' ? text : `Invalid ${kind}: ${text}`)
}

/** An expression that is too long. Transactions leave out how long an update is. */
export class ExpressionTooLong extends RequestFault {
  readonly kind: ExpressionKind
  /** The text without the size. */
  readonly unsized: string

  constructor(kind: ExpressionKind, bytes: number) {
    const unsized = `Invalid ${kind}: Expression size has exceeded the maximum allowed size;`
    super(`${unsized} expression size: ${bytes}`)
    this.kind = kind
    this.unsized = unsized
  }
}
