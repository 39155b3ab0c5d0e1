import {
  type AttributeMap,
  type BoundCondition,
  type BoundUpdate,
  CURRENT_LAYER_MAX_LEVELS,
  checkItemSize,
  ExpressionTooLong,
  itemSize,
  nestsDeeperThan,
  RequestFault,
  type ReturnValuesOnConditionCheckFailure,
  readAttributeMap,
  type TransactWriteItem,
  validationError,
} from '#dynamo'
import type { After } from '../operations/support/plan-write.ts'
import {
  bindWriteExpressions,
  type ConditionalWriteInput,
  checkParameters,
  type WriteExpressions,
} from '../operations/support/write-request.ts'

/** What an action does to its item. */
export type Change =
  | { readonly kind: 'check' }
  | { readonly kind: 'delete' }
  /** PartiQL's INSERT refuses where there is an item already. */
  | { readonly kind: 'put'; readonly after: After; readonly existing: 'replaced' | 'refused' }
  | { readonly kind: 'update'; readonly update: BoundUpdate }

/** One action of a transaction, checked as far as the request alone tells. */
export interface WriteAction {
  /** As the caller wrote it: a name or an ARN. */
  readonly tableName: string
  /** The key, or of a put the whole item. */
  readonly key: AttributeMap
  readonly change: Change
  readonly condition: BoundCondition | undefined
  readonly returns: ReturnValuesOnConditionCheckFailure | undefined
  /** Bytes of the values that come with its expressions. */
  readonly valuesSize?: number
}

/**
 * Reads and checks one member of TransactItems.
 *
 * @throws RequestFault, DynamoError for the whole request: faults of values and expressions, a put that is too large
 */
export function readWriteAction(member: TransactWriteItem): WriteAction {
  const { ConditionCheck, Put, Delete, Update } = member
  const given = [ConditionCheck, Put, Delete, Update].filter(action => action !== undefined)
  if (given.length === 1) {
    if (Put !== undefined) return readPut(Put)
    if (Update !== undefined) return readUpdate(Update)
    if (Delete !== undefined) return readKeyed(Delete, { kind: 'delete' })
    if (ConditionCheck !== undefined) return readKeyed(ConditionCheck, { kind: 'check' })
  }
  throw validationError('TransactItems can only contain one of Check, Put, Update or Delete')
}

function bind(input: ConditionalWriteInput): WriteExpressions {
  try {
    return bindWriteExpressions(input)
  } catch (error) {
    // Inside a transaction the service does not say how long an update is that is too long.
    if (error instanceof ExpressionTooLong && error.kind === 'UpdateExpression') throw new RequestFault(error.unsized)
    throw error
  }
}

/** Values nested much too deeply are refused only when the action's expressions have been read (observed, October 2026). */
function readValues(values: AttributeMap, input: ConditionalWriteInput): AttributeMap {
  try {
    return readAttributeMap(values)
  } catch (error) {
    if (nestsDeeperThan(values, CURRENT_LAYER_MAX_LEVELS)) bind(input)
    throw error
  }
}

function readPut(input: NonNullable<TransactWriteItem['Put']>): WriteAction {
  checkParameters(input, false)
  const item = readValues(input.Item, input)
  const size = itemSize(item)
  checkItemSize(size, 'put')
  return action(input, item, { kind: 'put', after: { item, size }, existing: 'replaced' }, bind(input))
}

function readUpdate(input: NonNullable<TransactWriteItem['Update']>): WriteAction {
  checkParameters(input, true)
  const key = readValues(input.Key, input)
  const expressions = bind(input)
  if (expressions.update === undefined) throw new Error('An update of a transaction always has its expression')
  return action(input, key, { kind: 'update', update: expressions.update }, expressions)
}

function readKeyed(input: NonNullable<TransactWriteItem['Delete' | 'ConditionCheck']>, change: Change): WriteAction {
  checkParameters(input, false)
  const key = readValues(input.Key, input)
  return action(input, key, change, bind(input))
}

function action(
  input: { readonly TableName: string } & ConditionalWriteInput,
  key: AttributeMap,
  change: Change,
  { condition }: WriteExpressions,
): WriteAction {
  const values = input.ExpressionAttributeValues
  return {
    tableName: input.TableName,
    key,
    change,
    condition,
    returns: input.ReturnValuesOnConditionCheckFailure,
    // They have been checked by now, though written as the caller wrote them.
    ...(values === undefined ? {} : { valuesSize: itemSize(values) }),
  }
}
