import { type ProvisionedThroughputInput, validationError } from '#dynamo'
import type { ThroughputFacts } from './table-state.ts'

const DAY_MS = 86_400_000

/**
 * Provisioned throughput after a change, with the history that DescribeTable tells.
 *
 * @param refuseSame the table was provisioned before: the same numbers again are refused
 * @throws DynamoError nothing would change
 */
export function changedThroughput(
  current: ThroughputFacts,
  wanted: ProvisionedThroughputInput,
  now: number,
  refuseSame: boolean,
): ThroughputFacts {
  const read = wanted.ReadCapacityUnits
  const write = wanted.WriteCapacityUnits
  if (refuseSame && read === current.read && write === current.write) {
    throw validationError(
      `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${current.read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned for the table: ${current.write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    )
  }
  const decreases = read < current.read || write < current.write
  const increases = read > current.read || write > current.write
  const sameDay =
    current.decreasedAt !== undefined && Math.floor(current.decreasedAt / DAY_MS) === Math.floor(now / DAY_MS)
  const decreasesBefore = sameDay ? current.decreasesToday : 0
  return {
    ...current,
    read,
    write,
    decreasesToday: decreasesBefore + (decreases ? 1 : 0),
    ...(increases ? { increasedAt: now } : {}),
    ...(decreases ? { decreasedAt: now } : {}),
  }
}
