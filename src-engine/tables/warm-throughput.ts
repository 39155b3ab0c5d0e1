import {
  ON_DEMAND_INITIAL_READ_UNITS_PER_SECOND,
  ON_DEMAND_INITIAL_WRITE_UNITS_PER_SECOND,
  validationError,
  type WarmThroughputInput,
} from '#dynamo'
import type { IndexFacts } from './table-state.ts'

type Warm = Readonly<Record<'ReadUnitsPerSecond' | 'WriteUnitsPerSecond', number>>

/** What of a table or an index tells how warm it is. */
export type WarmFacts = Pick<IndexFacts, 'throughput' | 'warm'>

/**
 * What a table or an index can serve at once: what an on-demand one serves from the start or what is provisioned, and
 * never less than it ever could. Source: observations of the service, October 2026.
 */
export function warmOf({ throughput, warm }: WarmFacts, onDemand: boolean): Warm {
  const read = onDemand ? ON_DEMAND_INITIAL_READ_UNITS_PER_SECOND : throughput.read
  const write = onDemand ? ON_DEMAND_INITIAL_WRITE_UNITS_PER_SECOND : throughput.write
  return {
    ReadUnitsPerSecond: Math.max(read, warm?.ReadUnitsPerSecond ?? 0),
    WriteUnitsPerSecond: Math.max(write, warm?.WriteUnitsPerSecond ?? 0),
  }
}

/** The facts after a change of throughput, at least as warm as those before it. */
export function keepingWarm<Facts extends WarmFacts>(before: WarmFacts, wasOnDemand: boolean, after: Facts): Facts {
  return { ...after, warm: warmOf(before, wasOnDemand) }
}

/**
 * How warm a table or an index becomes; members that are not given stay.
 *
 * @param resource `table`, or `index <name>`
 * @returns undefined when it is as warm already
 * @throws DynamoError it would become colder
 */
export function raisedWarm(
  facts: WarmFacts,
  onDemand: boolean,
  wanted: WarmThroughputInput,
  resource: string,
): Warm | undefined {
  const current = warmOf(facts, onDemand)
  let raised = false
  for (const member of ['ReadUnitsPerSecond', 'WriteUnitsPerSecond'] as const) {
    const units = wanted[member]
    if (units === undefined || units === current[member]) continue
    if (units < current[member]) {
      throw validationError(
        `One or more parameter values were invalid: Requested ${member} for WarmThroughput for ${resource} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
      )
    }
    raised = true
  }
  if (!raised) return undefined
  return {
    ReadUnitsPerSecond: wanted.ReadUnitsPerSecond ?? current.ReadUnitsPerSecond,
    WriteUnitsPerSecond: wanted.WriteUnitsPerSecond ?? current.WriteUnitsPerSecond,
  }
}
