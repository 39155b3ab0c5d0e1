import type {
  BillingMode,
  GlobalSecondaryIndexInput,
  OnDemandThroughputInput,
  ProvisionedThroughputInput,
  WarmThroughputInput,
} from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import {
  ON_DEMAND_INITIAL_READ_UNITS_PER_SECOND,
  ON_DEMAND_INITIAL_WRITE_UNITS_PER_SECOND,
  THROUGHPUT_SANITY_MAX_UNITS,
} from '../limits.ts'

const INVALID = 'One or more parameter values were invalid: '

/** What CreateTable says about paying for the table itself. */
export interface TableBillingInput {
  readonly BillingMode?: BillingMode | undefined
  readonly ProvisionedThroughput?: ProvisionedThroughputInput | undefined
  readonly OnDemandThroughput?: OnDemandThroughputInput | undefined
  readonly WarmThroughput?: WarmThroughputInput | undefined
}

/** Throughput is given exactly when the billing mode is PROVISIONED, which is the default. @throws DynamoError */
export function checkTableBilling(input: TableBillingInput): void {
  const throughput = input.ProvisionedThroughput
  if (input.BillingMode === 'PAY_PER_REQUEST') {
    if (throughput !== undefined) {
      throw validationError(
        `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
      )
    }
  } else if (throughput === undefined) {
    throw validationError(
      `${INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    )
  } else checkThroughput(throughput)
  const mode = input.BillingMode ?? 'PROVISIONED'
  checkOnDemandThroughput(input.OnDemandThroughput, mode)
  checkNewWarmThroughput(input.WarmThroughput, mode, throughput)
}

/**
 * A global index has throughput of its own exactly when its table has.
 *
 * @param by the operation that makes the index: each has words of its own
 * @throws DynamoError
 */
export function checkIndexBilling(
  index: GlobalSecondaryIndexInput,
  mode: BillingMode,
  by: 'CreateTable' | 'UpdateTable',
): void {
  const { IndexName: name, ProvisionedThroughput: throughput } = index
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput !== undefined) {
      throw validationError(
        by === 'CreateTable'
          ? `${INVALID}ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`
          : `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
      )
    }
  } else if (throughput === undefined) {
    throw validationError(
      by === 'CreateTable'
        ? `${INVALID}ProvisionedThroughput is not specified for index: ${name}`
        : `${INVALID}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${name}`,
    )
  } else checkThroughput(throughput)
  checkOnDemandThroughput(index.OnDemandThroughput, mode, name)
  checkNewWarmThroughput(index.WarmThroughput, mode, throughput, name)
}

/** Refuses figures that no quota could ever allow. @throws DynamoError */
export function checkThroughput(throughput: ProvisionedThroughputInput): void {
  for (const member of ['ReadCapacityUnits', 'WriteCapacityUnits'] as const) {
    const units = throughput[member]
    if (units > THROUGHPUT_SANITY_MAX_UNITS) {
      throw validationError(`Given value ${units} for ${member} is out of bounds`)
    }
  }
}

/**
 * Maxima of an existing on-demand table or index; -1 takes one away.
 *
 * @param index of the table, by its name; undefined for the table itself
 * @throws DynamoError a maximum for a provisioned table, or one that is out of range
 */
export function checkOnDemandChange(
  limits: OnDemandThroughputInput | undefined,
  mode: BillingMode,
  index?: string,
): void {
  for (const member of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const units = limits?.[member]
    if (units === undefined) continue
    if (mode === 'PROVISIONED') {
      const what = index === undefined ? '' : ` for index : ${index}`
      // Without the stop that CreateTable has.
      throw validationError(
        `${INVALID}${member} for OnDemandThroughput${what} cannot be specified when the table BillingMode is PROVISIONED`,
      )
    }
    if (units !== -1) checkMaximum(member, units, index)
  }
}

function checkOnDemandThroughput(
  limits: OnDemandThroughputInput | undefined,
  mode: BillingMode,
  index?: string,
): void {
  for (const member of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const units = limits?.[member]
    if (units === undefined) continue
    if (mode === 'PROVISIONED') {
      const what = index === undefined ? '' : ` for index: ${index}`
      throw validationError(
        `${INVALID}${member} for OnDemandThroughput${what} cannot be specified when table BillingMode is PROVISIONED.`,
      )
    }
    checkMaximum(member, units, index)
  }
}

function checkMaximum(member: string, units: number, index: string | undefined): void {
  if (units >= 1) return
  const resource = index === undefined ? 'table' : `index : ${index}`
  throw validationError(
    `${INVALID}Requested ${member} for OnDemandThroughput for ${resource} is outside of valid range`,
  )
}

const WARM_MEMBERS = [
  ['ReadUnitsPerSecond', 'ReadCapacityUnits', ON_DEMAND_INITIAL_READ_UNITS_PER_SECOND],
  ['WriteUnitsPerSecond', 'WriteCapacityUnits', ON_DEMAND_INITIAL_WRITE_UNITS_PER_SECOND],
] as const

/** A new table or index is not warmer than asked for, and not colder than it is anyway. @throws DynamoError */
function checkNewWarmThroughput(
  warm: WarmThroughputInput | undefined,
  mode: BillingMode,
  throughput: ProvisionedThroughputInput | undefined,
  index?: string,
): void {
  const resource = index === undefined ? 'table' : `index ${index}`
  for (const [member, provisioned, initial] of WARM_MEMBERS) {
    const units = warm?.[member]
    if (units === undefined) continue
    const what = `${INVALID}Requested ${member} for WarmThroughput for ${resource} is lower than`
    if (mode === 'PAY_PER_REQUEST' && units < initial) {
      throw validationError(
        `${what} initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial`,
      )
    }
    if (throughput !== undefined && units < throughput[provisioned]) {
      throw validationError(`${what} ${provisioned} of ProvisionedThroughput`)
    }
  }
}
