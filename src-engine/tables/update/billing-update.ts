import {
  DynamoError,
  ON_DEMAND_SWITCHES,
  ON_DEMAND_SWITCHES_WINDOW_SECONDS,
  type ProvisionedThroughputInput,
  type UpdateTableInput,
  validationError,
} from '#dynamo'
import { type IndexFacts, indexFacts, type TableFacts } from '../table-state.ts'
import { changedThroughput, switchedThroughput } from '../throughput-change.ts'
import { keepingWarm } from '../warm-throughput.ts'

const INVALID = 'One or more parameter values were invalid: '

/** Billing mode and throughput of the table and, on a change of mode, of its indexes. @throws DynamoError */
export function withBilling(facts: TableFacts, input: UpdateTableInput, now: number): TableFacts {
  const mode = input.BillingMode ?? facts.billing
  const wanted = input.ProvisionedThroughput
  if (mode === 'PAY_PER_REQUEST') {
    if (wanted !== undefined) {
      throw validationError(
        `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
      )
    }
    return facts.billing === mode ? facts : onDemand(facts, now)
  }
  if (wanted === undefined) return facts
  if (facts.billing === mode) {
    return keepingWarm(facts, false, { ...facts, throughput: changedThroughput(facts.throughput, wanted, now) })
  }
  return provisioned(facts, wanted, input)
}

function onDemand(facts: TableFacts, now: number): TableFacts {
  const indexes = Object.entries(facts.indexes).map(([name, index]) => [name, switched(index, false, undefined)])
  return {
    ...switched(facts, false, undefined),
    billing: 'PAY_PER_REQUEST',
    onDemandSince: now,
    onDemandSwitches: countedSwitch(facts.onDemandSwitches ?? [], now),
    indexes: Object.fromEntries(indexes),
  }
}

/** Each global index is given throughput in the same request: nothing is assigned by itself. */
function provisioned(facts: TableFacts, wanted: ProvisionedThroughputInput, input: UpdateTableInput): TableFacts {
  if (facts.definition.vectors !== undefined) {
    throw validationError(`${INVALID}Tables with vector indexes must be in PAY_PER_REQUEST mode`)
  }
  const given = new Map(
    (input.GlobalSecondaryIndexUpdates ?? []).map(({ Update }) => [Update?.IndexName, Update?.ProvisionedThroughput]),
  )
  const indexes = facts.definition.indexes.map(({ name, kind }): [string, IndexFacts] => {
    const index = indexFacts(facts, name)
    if (kind === 'LSI') return [name, index]
    const own = given.get(name)
    if (own === undefined) {
      throw validationError(`${INVALID}ProvisionedThroughput must be specified for index: ${name}`)
    }
    return [name, switched(index, true, own)]
  })
  return { ...switched(facts, true, wanted), billing: 'PROVISIONED', indexes: Object.fromEntries(indexes) }
}

/** Maxima are of on-demand tables only. */
function switched<Facts extends Pick<TableFacts, 'throughput' | 'warm' | 'onDemand'>>(
  facts: Facts,
  wasOnDemand: boolean,
  wanted: ProvisionedThroughputInput | undefined,
): Facts {
  const { onDemand: _, ...kept } = { ...facts, throughput: switchedThroughput(facts.throughput, wanted) }
  return keepingWarm(facts, wasOnDemand, kept as Facts)
}

/** The quota is the guide's; nobody has seen its text. */
function countedSwitch(switches: readonly number[], now: number): readonly number[] {
  const windowMs = ON_DEMAND_SWITCHES_WINDOW_SECONDS * 1000
  const counted = switches.filter(at => now - at < windowMs)
  const [first] = counted
  if (first !== undefined && counted.length >= ON_DEMAND_SWITCHES) {
    const time = (at: number): string => new Date(at).toISOString()
    throw new DynamoError(
      'LimitExceededException',
      `Subscriber limit exceeded: Update to PayPerRequest mode are limited to ${ON_DEMAND_SWITCHES} times in 1 day(s). Last update at ${time(counted.at(-1) ?? first)}. Next update can be made at ${time(first + windowMs)}`,
    )
  }
  return [...counted, now]
}
