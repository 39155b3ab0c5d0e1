import { DynamoError, type OnDemandThroughputInput, type ProvisionedThroughputInput, validationError } from '#dynamo'
import type { ThroughputFacts } from './table-state.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Decreases of a UTC day that may follow each other at any time. */
const FREE_DECREASES = 4

/**
 * Provisioned throughput after a change, with the history that DescribeTable tells. Each table and index has a quota of
 * decreases of its own.
 *
 * @param index of the table, by its name; undefined for the table itself
 * @throws DynamoError nothing would change; LimitExceededException a fifth decrease of a UTC day, and each later one, less
 *   than an hour after the last
 */
export function changedThroughput(
  current: ThroughputFacts,
  wanted: ProvisionedThroughputInput,
  now: number,
  index?: string,
): ThroughputFacts {
  const read = wanted.ReadCapacityUnits
  const write = wanted.WriteCapacityUnits
  if (read === current.read && write === current.write) {
    const [what, ofWhat] = index === undefined ? ['the table', 'the table'] : [`the index ${index}`, `index ${index}`]
    throw validationError(
      `The provisioned throughput for ${what} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for ${ofWhat}: ${current.read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned for ${ofWhat}: ${current.write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    )
  }
  const decreases = read < current.read || write < current.write
  const increases = read > current.read || write > current.write
  const decreasesBefore = decreasesOn(current, now)
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

/** Units after a change of billing mode, which is neither an increase nor a decrease. */
export function switchedThroughput(
  current: ThroughputFacts,
  wanted: ProvisionedThroughputInput | undefined,
): ThroughputFacts {
  return { ...current, read: wanted?.ReadCapacityUnits ?? 0, write: wanted?.WriteCapacityUnits ?? 0 }
}

/** How many decreases there were on this UTC day. */
export function decreasesOn({ decreasedAt, decreasesToday }: ThroughputFacts, now: number): number {
  return decreasedAt !== undefined && dayOf(decreasedAt) === dayOf(now) ? decreasesToday : 0
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS)

function checkHourPassed(lastAt: number, now: number, today: number): void {
  const nextAt = Math.min(lastAt + HOUR_MS, (dayOf(now) + 1) * DAY_MS)
  if (now >= nextAt) return
  throw new DynamoError(
    'LimitExceededException',
    `Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: ${today}. Last decrease at ${spokenTime(lastAt)}. Next decrease can be made at ${spokenTime(nextAt)}`,
  )
}

/** `Thursday, October 8, 2026 at 11:20:48 PM Coordinated Universal Time` */
const SPOKEN = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'full', timeZone: 'UTC' })

/** Newer locale data put a narrow space before PM, which the service does not. */
function spokenTime(at: number): string {
  return SPOKEN.format(at).replaceAll('\u202f', ' ')
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
