import {
  type AttributeMap,
  Bindings,
  type BoundCondition,
  type BoundUpdate,
  bindCondition,
  bindUpdate,
  type ConditionalOperator,
  checkAttributesHaveExpression,
  checkKeyPaths,
  checkMixing,
  conditionPaths,
  DynamoError,
  type ExpectedAttributeMap,
  evaluateCondition,
  type Item,
  lowerExpected,
  RequestFault,
  type ReturnValuesOnConditionCheckFailure,
  type TableDefinition,
} from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import { admitWrite } from './admission.ts'
import { readExpressionValues } from './expression-values.ts'
import { type Before, type ItemWrite, planWrite } from './plan-write.ts'

/** What PutItem, UpdateItem and DeleteItem have in common. */
export interface ConditionalWriteInput {
  readonly Expected?: ExpectedAttributeMap | undefined
  readonly ConditionalOperator?: ConditionalOperator | undefined
  readonly ConditionExpression?: string | undefined
  readonly UpdateExpression?: string | undefined
  readonly AttributeUpdates?: object | undefined
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined
  readonly ExpressionAttributeValues?: AttributeMap | undefined
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined
}

const given = (parameters: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(parameters).filter(name => parameters[name] !== undefined)

/** Phase 3: expressions and what they replaced are not mixed, names and values have an expression. */
export function checkParameters(input: ConditionalWriteInput, takesUpdate: boolean): void {
  const { UpdateExpression, ConditionExpression } = input
  if (
    input.Expected !== undefined ||
    input.AttributeUpdates !== undefined ||
    input.ConditionalOperator !== undefined
  ) {
    checkMixing(
      given({
        AttributeUpdates: input.AttributeUpdates,
        Expected: input.Expected,
        ConditionalOperator: input.ConditionalOperator,
      }),
      given({ UpdateExpression, ConditionExpression }),
    )
  }
  checkAttributesHaveExpression(
    { names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues },
    takesUpdate ? { UpdateExpression, ConditionExpression } : { ConditionExpression },
  )
}

export interface WriteExpressions {
  readonly update: BoundUpdate | undefined
  readonly condition: BoundCondition | undefined
}

/** Phases 6 and 7: legacy conditions, then names, values, update and condition, then what is left unused. */
export function bindWriteExpressions(input: ConditionalWriteInput): WriteExpressions {
  const expected = lowerExpected(input.Expected, input.ConditionalOperator)
  if (input.UpdateExpression === undefined && input.ConditionExpression === undefined) {
    return { update: undefined, condition: expected }
  }
  const bindings = new Bindings({
    names: input.ExpressionAttributeNames,
    values: input.ExpressionAttributeValues,
    readValues: readExpressionValues,
  })
  const update = input.UpdateExpression === undefined ? undefined : bindUpdate(input.UpdateExpression, bindings)
  const condition =
    input.ConditionExpression === undefined
      ? undefined
      : bindCondition(input.ConditionExpression, 'ConditionExpression', bindings)
  bindings.finish()
  return { update, condition }
}

/** A condition does not look into key attributes either. @throws DynamoError */
export function checkConditionPaths(table: TableDefinition, condition: BoundCondition | undefined): void {
  if (condition !== undefined) checkKeyPaths(table, conditionPaths(condition))
}

/** PutItem and DeleteItem know two of the five ReturnValues. */
export function checkReturnsOldOnly(returnValues: string | undefined): void {
  if (returnValues === undefined || returnValues === 'NONE' || returnValues === 'ALL_OLD') return
  throw new RequestFault('ReturnValues can only be ALL_OLD or NONE')
}

/** The error of a false condition, with the stored item where the request asks for it. */
export function conditionFailed(
  before: Before,
  returns: ReturnValuesOnConditionCheckFailure | undefined,
): DynamoError {
  const item: Item | undefined = returns === 'ALL_OLD' ? before.item() : undefined
  return new DynamoError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    item === undefined ? undefined : { Item: item },
  )
}

/** The error of an INSERT whose item is there already. */
export function duplicateItem(): DynamoError {
  return new DynamoError('DuplicateItemException', 'Duplicate primary key exists in table')
}

/**
 * Checks the condition of a write that stands alone. One that fails costs what a write of the stored item does, so it
 * is admitted like one.
 *
 * @throws DynamoError ConditionalCheckFailedException, or that the write has to wait for throughput
 */
export function checkCondition(
  engine: EngineContext,
  target: Omit<ItemWrite, 'after'>,
  condition: BoundCondition | undefined,
  returns: ReturnValuesOnConditionCheckFailure | undefined,
): void {
  if (conditionHolds(condition, target.before)) return
  admitWrite(engine, planWrite({ ...target, after: 'untouched' }))
  throw conditionFailed(target.before, returns)
}

/** Whether the write may go on. */
export function conditionHolds(condition: BoundCondition | undefined, before: Before): boolean {
  return condition === undefined || evaluateCondition(condition, before.item())
}
