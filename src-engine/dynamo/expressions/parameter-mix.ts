import { RequestFault } from '../errors/request-fault.ts'
import type { ExpressionAttributes } from './bindings.ts'

/**
 * Refuses a request that uses expressions and the parameters they replaced.
 *
 * @param nonExpression names of the legacy parameters present (AttributeUpdates, Expected …), in the service's order
 * @param expression names of the expression parameters present
 * @throws RequestFault both lists have members
 */
export function checkMixing(nonExpression: readonly string[], expression: readonly string[]): void {
  if (nonExpression.length === 0 || expression.length === 0) return
  throw new RequestFault(
    `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${nonExpression.join(', ')}} Expression parameters: {${expression.join(', ')}}`,
  )
}

/**
 * Refuses names or values in a request without an expression that could use them: a projection uses no values.
 *
 * @param expressions the operation's expression parameters by name, undefined where absent. The older layer names
 *   those that take values ("ConditionExpression is null"), so pass them in its order.
 * @throws RequestFault names, then values, are given in vain
 */
export function checkAttributesHaveExpression(
  attributes: ExpressionAttributes,
  expressions: Readonly<Record<string, string | undefined>>,
): void {
  if (attributes.names === undefined && attributes.values === undefined) return
  const given = Object.keys(expressions).filter(parameter => expressions[parameter] !== undefined)
  if (attributes.names !== undefined && given.length === 0) {
    throw new RequestFault('ExpressionAttributeNames can only be specified when using expressions')
  }
  if (attributes.values === undefined || given.some(parameter => parameter !== 'ProjectionExpression')) return
  const current = 'ExpressionAttributeValues can only be specified when using expressions'
  const missing = Object.keys(expressions).filter(parameter => parameter !== 'ProjectionExpression')
  throw new RequestFault(
    current,
    missing.length === 0
      ? current
      : `${current}: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} null`,
  )
}
