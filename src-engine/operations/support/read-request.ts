import {
  type AttributeMap,
  asKeyCondition,
  Bindings,
  type BoundCondition,
  type BoundKeyCondition,
  type BoundProjection,
  bindCondition,
  bindProjection,
  type ConditionalOperator,
  type ConditionMap,
  checkAttributesHaveExpression,
  checkMixing,
  lowerAttributesToGet,
  lowerFilter,
  lowerKeyConditions,
  type QueryInput,
  RequestFault,
  type ScanInput,
  validationError,
} from '#dynamo'
import { readExpressionValues } from './expression-values.ts'
import { readConditionValues } from './legacy-values.ts'
import { readStartKey } from './start-key.ts'

export interface ReadExpressions {
  readonly filter: BoundCondition | undefined
  readonly projection: BoundProjection | undefined
  readonly startKey: AttributeMap | undefined
}

const given = (parameters: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(parameters).filter(name => parameters[name] !== undefined)

/**
 * Everything about a Query that is known from the request alone, in the service's order of phases.
 *
 * @throws RequestFault, DynamoError
 */
export function checkQueryRequest(input: QueryInput): ReadExpressions & {
  readonly keyCondition: BoundKeyCondition | undefined
} {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = input
  checkMixing(
    given({
      AttributesToGet: input.AttributesToGet,
      QueryFilter: input.QueryFilter,
      ConditionalOperator: input.ConditionalOperator,
      KeyConditions: input.KeyConditions,
    }),
    given({ ProjectionExpression, FilterExpression, KeyConditionExpression }),
  )
  checkAttributesHaveExpression(attributesOf(input), {
    FilterExpression,
    KeyConditionExpression,
    ProjectionExpression,
  })
  const legacyFilter = readFilter(input.QueryFilter, input.ConditionalOperator)
  const legacyProjection = readAttributesToGet(input.AttributesToGet)
  const startKey = readStartKey(input.ExclusiveStartKey)
  checkSelect(input)
  const legacyKey = readKeyConditions(input.KeyConditions)
  const bindings = bindingsOf(input, KeyConditionExpression, FilterExpression, ProjectionExpression)
  if (bindings === undefined) {
    return { keyCondition: legacyKey, filter: legacyFilter, projection: legacyProjection, startKey }
  }
  const condition =
    KeyConditionExpression === undefined
      ? undefined
      : bindCondition(KeyConditionExpression, 'KeyConditionExpression', bindings)
  const filter = bindFilter(FilterExpression, bindings) ?? legacyFilter
  const projection = ProjectionExpression === undefined ? undefined : bindProjection(ProjectionExpression, bindings)
  bindings.finish()
  // Whether it is a condition that keys take comes after everything that is wrong with other expressions.
  const keyCondition = condition === undefined ? legacyKey : asKeyCondition(condition)
  return { keyCondition, filter, projection: projection ?? legacyProjection, startKey }
}

/** Like `checkQueryRequest`, for a Scan. */
export function checkScanRequest(input: ScanInput): ReadExpressions {
  const { FilterExpression, ProjectionExpression } = input
  checkMixing(
    given({
      AttributesToGet: input.AttributesToGet,
      ScanFilter: input.ScanFilter,
      ConditionalOperator: input.ConditionalOperator,
    }),
    given({ ProjectionExpression, FilterExpression }),
  )
  checkAttributesHaveExpression(attributesOf(input), { FilterExpression, ProjectionExpression })
  const legacyProjection = readAttributesToGet(input.AttributesToGet)
  const legacyFilter = readFilter(input.ScanFilter, input.ConditionalOperator)
  const startKey = readStartKey(input.ExclusiveStartKey)
  checkSegments(input)
  checkSelect(input)
  const bindings = bindingsOf(input, FilterExpression, ProjectionExpression)
  if (bindings === undefined) return { filter: legacyFilter, projection: legacyProjection, startKey }
  const filter = bindFilter(FilterExpression, bindings) ?? legacyFilter
  const projection = ProjectionExpression === undefined ? undefined : bindProjection(ProjectionExpression, bindings)
  bindings.finish()
  return { filter, projection: projection ?? legacyProjection, startKey }
}

type ReadInput = QueryInput | ScanInput

function attributesOf({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: ReadInput) {
  return { names, values }
}

function readFilter(
  filter: ConditionMap | undefined,
  operator: ConditionalOperator | undefined,
): BoundCondition | undefined {
  readConditionValues(filter)
  return lowerFilter(filter, operator)
}

function readAttributesToGet(names: readonly string[] | undefined): BoundProjection | undefined {
  return names === undefined ? undefined : lowerAttributesToGet(names)
}

function readKeyConditions(conditions: ConditionMap | undefined): BoundKeyCondition | undefined {
  if (conditions === undefined) return undefined
  readConditionValues(conditions)
  return lowerKeyConditions(conditions)
}

/** The names and values for the expressions; undefined when there is no expression. */
function bindingsOf(input: ReadInput, ...expressions: readonly (string | undefined)[]): Bindings | undefined {
  if (expressions.every(expression => expression === undefined)) return undefined
  const { names, values } = attributesOf(input)
  return new Bindings({ names, values: values === undefined ? undefined : readExpressionValues(values) })
}

function bindFilter(text: string | undefined, bindings: Bindings): BoundCondition | undefined {
  return text === undefined ? undefined : bindCondition(text, 'FilterExpression', bindings)
}

/** Segment and TotalSegments go together. */
function checkSegments({ Segment, TotalSegments }: ScanInput): void {
  if (Segment !== undefined && TotalSegments === undefined) {
    throw validationError(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    )
  }
  if (TotalSegments !== undefined && Segment === undefined) {
    throw validationError(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    )
  }
  if (Segment !== undefined && TotalSegments !== undefined && Segment >= TotalSegments) {
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    )
  }
}

/** Which Select goes with what else. Source: fact file validation-and-errors, section 7. */
function checkSelect(input: ReadInput): void {
  const list =
    input.AttributesToGet !== undefined
      ? 'AttributesToGet'
      : input.ProjectionExpression !== undefined
        ? 'ProjectionExpression'
        : undefined
  const { Select } = input
  if (Select === undefined) return
  if (Select === 'SPECIFIC_ATTRIBUTES') {
    if (list !== undefined) return
    throw selectFault(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    )
  }
  if (list !== undefined) {
    throw selectFault(
      `Cannot specify the ${list} when choosing to get ${Select === 'COUNT' ? 'only the Count' : Select}`,
    )
  }
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && input.IndexName === undefined) {
    throw selectFault('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName')
  }
}

/** The one fault that the current layer gives an envelope on a Query (observed, October 2026). */
function selectFault(text: string): RequestFault {
  return new RequestFault(`1 validation error detected: ${text}`, text, false)
}
