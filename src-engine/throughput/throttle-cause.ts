import { DynamoError, type DynamoErrorCode } from '#dynamo'

export type Direction = 'Read' | 'Write'

/** Which limit was reached, in the words of `ThrottlingReasons`. */
export type LimitType =
  | 'ProvisionedThroughputExceeded'
  | 'KeyRangeThroughputExceeded'
  | 'MaxOnDemandThroughputExceeded'
  | 'AccountLimitExceeded'

/** Why one table or index lets a request wait. */
export interface ThrottleCause {
  readonly resource: 'Table' | 'Index'
  readonly arn: string
  readonly direction: Direction
  readonly limit: LimitType
  readonly onDemand: boolean
}

const ON_DEMAND_TEXT =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html'

/**
 * The error of a throttled request. Its class and text follow the first cause, its reasons name all.
 * Source: fact file limits-and-capacity, "Throttling errors"; which class comes with which case on demand is unsure.
 */
export function throttled(causes: readonly [ThrottleCause, ...ThrottleCause[]]): DynamoError {
  const [first] = causes
  const code = codeOf(first)
  const reasons = causes.map(({ resource, direction, limit, arn }) => ({
    reason: `${resource}${direction}${limit}`,
    resource: arn,
  }))
  // The service model spells the member of this one error with a small letter.
  const member = code === 'ThrottlingException' ? 'throttlingReasons' : 'ThrottlingReasons'
  return new DynamoError(code, textOf(first), { [member]: reasons })
}

/** Whether an error is that of a throttled request. */
export function isThrottled(error: unknown): error is DynamoError {
  if (!(error instanceof DynamoError)) return false
  switch (error.code) {
    case 'ProvisionedThroughputExceededException':
    case 'ThrottlingException':
    case 'RequestLimitExceeded':
      return true
    default:
      return false
  }
}

function codeOf({ limit, onDemand }: ThrottleCause): DynamoErrorCode {
  if (limit === 'AccountLimitExceeded') return 'RequestLimitExceeded'
  return onDemand ? 'ThrottlingException' : 'ProvisionedThroughputExceededException'
}

function textOf({ limit, onDemand, resource }: ThrottleCause): string {
  switch (limit) {
    case 'AccountLimitExceeded':
      return 'Throughput exceeds the current throughput limit for your account.'
    case 'MaxOnDemandThroughputExceeded':
      return 'Throughput exceeds the maximum OnDemandThroughput configured on table or index'
    case 'ProvisionedThroughputExceeded':
    case 'KeyRangeThroughputExceeded':
      if (onDemand) return ON_DEMAND_TEXT
      return resource === 'Table'
        ? 'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.'
        : 'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API'
  }
}
