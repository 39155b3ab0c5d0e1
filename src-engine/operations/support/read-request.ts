import {
  type AttributeMap,
  Bindings,
  type BoundCondition,
  type BoundKeyCondition,
  type BoundProjection,
  bindCondition,
  bindKeyCondition,
  bindProjection,
  checkAttributesHaveExpression,
  checkMixing,
  lowerAttributesToGet,
  lowerFilter,
  lowerKeyConditions,
  type QueryInput,
  readAttributeMap,
  type ScanInput,
  validationError,
} from '#dynamo'
import { readExpressionValues } from './expression-values.ts'
import { readConditionValues } from './legacy-values.ts'

export interface ReadExpressions {
  readonly keyCondition: BoundKeyCondition | undefined
  readonly filter: BoundCondition | undefined
  readonly projection: BoundProjection | undefined
  readonly startKey: AttributeMap | undefined
}

const given = (parameters: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(parameters).filter(name => parameters[name] !== undefined)

/**
 * Everything about a Query or Scan that is known from the request alone, in the service's order of phases.
 *
 * @throws RequestFault
 */
export function checkReadRequest(operation: 'Query' | 'Scan', input: QueryInput & ScanInput): ReadExpressions {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = input
  checkMixing(
    given({
      AttributesToGet: input.AttributesToGet,
      ScanFilter: input.ScanFilter,
      QueryFilter: input.QueryFilter,
      ConditionalOperator: input.ConditionalOperator,
      KeyConditions: input.KeyConditions,
    }),
    given({ ProjectionExpression, FilterExpression, KeyConditionExpression }),
  )
  const names = input.ExpressionAttributeNames
  const rawValues = input.ExpressionAttributeValues
  checkAttributesHaveExpression(
    { names, values: rawValues },
    operation === 'Query'
      ? { FilterExpression, KeyConditionExpression, ProjectionExpression }
      : { FilterExpression, ProjectionExpression },
  )
  const startKey = input.ExclusiveStartKey === undefined ? undefined : readAttributeMap(input.ExclusiveStartKey)
  checkSelect(input)
  readConditionValues(input.KeyConditions)
  readConditionValues(input.QueryFilter ?? input.ScanFilter)
  const legacyKey = input.KeyConditions === undefined ? undefined : lowerKeyConditions(input.KeyConditions)
  const legacyFilter = lowerFilter(input.QueryFilter ?? input.ScanFilter, input.ConditionalOperator)
  const legacyProjection =
    input.AttributesToGet === undefined ? undefined : lowerAttributesToGet(input.AttributesToGet)

  if (KeyConditionExpression === undefined && FilterExpression === undefined && ProjectionExpression === undefined) {
    return { keyCondition: legacyKey, filter: legacyFilter, projection: legacyProjection, startKey }
  }
  const values = rawValues === undefined ? undefined : readExpressionValues(rawValues)
  const bindings = new Bindings({ names, values })
  const keyCondition =
    KeyConditionExpression === undefined ? legacyKey : bindKeyCondition(KeyConditionExpression, bindings)
  const filter =
    FilterExpression === undefined ? legacyFilter : bindCondition(FilterExpression, 'FilterExpression', bindings)
  const projection =
    ProjectionExpression === undefined ? legacyProjection : bindProjection(ProjectionExpression, bindings)
  bindings.finish()
  return { keyCondition, filter, projection, startKey }
}

/** Which Select goes with what else. Source: fact file validation-and-errors, section 7. */
function checkSelect(input: QueryInput & ScanInput): void {
  const list =
    input.AttributesToGet !== undefined
      ? 'AttributesToGet'
      : input.ProjectionExpression !== undefined
        ? 'ProjectionExpression'
        : undefined
  switch (input.Select) {
    case undefined:
      return
    case 'SPECIFIC_ATTRIBUTES':
      if (list !== undefined) return
      throw validationError(
        'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
      )
    case 'ALL_PROJECTED_ATTRIBUTES':
      if (input.IndexName === undefined) {
        throw validationError('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName')
      }
      break
    case 'ALL_ATTRIBUTES':
    case 'COUNT':
      break
  }
  if (list === undefined) return
  const what = input.Select === 'COUNT' ? 'only the Count' : input.Select
  throw validationError(`Cannot specify the ${list} when choosing to get ${what}`)
}
