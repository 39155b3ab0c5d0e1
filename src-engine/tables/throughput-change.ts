import { DynamoError, type OnDemandThroughputInput, type ProvisionedThroughputInput, validationError } from '#dynamo'
import type { ThroughputFacts } from './table-state.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Decreases of a UTC day that may follow each other at any time. */
const FREE_DECREASES = 4

/**
 * Provisioned throughput after a change, with the history that DescribeTable tells.
 *
 * @param refuseSame the table was provisioned before: the same numbers again are refused
 * @throws DynamoError nothing would change; LimitExceededException a fifth decrease of a UTC day, and each later one, less
 *   than an hour after the last
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
  if (decreases && decreasesBefore >= FREE_DECREASES) checkHourPassed(current.decreasedAt ?? 0, now, decreasesBefore)
  return {
    ...current,
    read,
    write,
    decreasesToday: decreasesBefore + (decreases ? 1 : 0),
    ...(increases ? { increasedAt: now } : {}),
    ...(decreases ? { decreasedAt: now } : {}),
  }
}

/** The first sentences are the service's; how it writes the dates behind them is not known. */
function checkHourPassed(lastAt: number, now: number, today: number): void {
  const nextAt = lastAt + HOUR_MS
  if (now >= nextAt) return
  throw new DynamoError(
    'LimitExceededException',
    `Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: ${today}. Last decrease at ${new Date(lastAt).toISOString()}. Next decrease can be made at ${new Date(nextAt).toISOString()}`,
  )
}

/** On-demand maxima after a change: members that are given replace, -1 takes away. Undefined when none is left. */
export function changedOnDemand(
  current: OnDemandThroughputInput | undefined,
  wanted: OnDemandThroughputInput,
): OnDemandThroughputInput | undefined {
  const read = wanted.MaxReadRequestUnits ?? current?.MaxReadRequestUnits ?? -1
  const write = wanted.MaxWriteRequestUnits ?? current?.MaxWriteRequestUnits ?? -1
  if (read === -1 && write === -1) return undefined
  return {
    ...(read === -1 ? {} : { MaxReadRequestUnits: read }),
    ...(write === -1 ? {} : { MaxWriteRequestUnits: write }),
  }
}
