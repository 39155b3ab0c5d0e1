import type {
  BillingMode,
  GlobalSecondaryIndexInput,
  OnDemandThroughputInput,
  ProvisionedThroughputInput,
} from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import { THROUGHPUT_SANITY_MAX_UNITS } from '../limits.ts'

const INVALID = 'One or more parameter values were invalid: '

/** What CreateTable says about paying for the table itself. */
export interface TableBillingInput {
  readonly BillingMode?: BillingMode | undefined
  readonly ProvisionedThroughput?: ProvisionedThroughputInput | undefined
  readonly OnDemandThroughput?: OnDemandThroughputInput | undefined
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
  checkOnDemandThroughput(input.OnDemandThroughput, input.BillingMode ?? 'PROVISIONED', 'table')
}

/** A global index has throughput of its own exactly when its table has. @throws DynamoError */
export function checkIndexBilling(index: GlobalSecondaryIndexInput, mode: BillingMode): void {
  const throughput = index.ProvisionedThroughput
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput !== undefined) throw unwantedIndexThroughput(index.IndexName)
  } else if (throughput === undefined) {
    throw validationError(`${INVALID}ProvisionedThroughput must be specified for index: ${index.IndexName}`)
  } else checkThroughput(throughput)
  checkOnDemandThroughput(index.OnDemandThroughput, mode, `index : ${index.IndexName}`)
}

/** The error of throughput for an index of an on-demand table. */
export function unwantedIndexThroughput(indexName: string): Error {
  return validationError(
    `${INVALID}ProvisionedThroughput should not be specified for index: ${indexName} when BillingMode is PAY_PER_REQUEST`,
  )
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
 * @param resource `table`, or `index : <name>`
 * @throws DynamoError a maximum for a provisioned table, or one that is out of range
 */
export function checkOnDemandChange(
  limits: OnDemandThroughputInput | undefined,
  mode: BillingMode,
  resource: string,
): void {
  for (const member of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const units = limits?.[member]
    if (units === undefined) continue
    if (mode === 'PROVISIONED') {
      // Without the stop that CreateTable has.
      throw validationError(
        `${INVALID}${member} for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
      )
    }
    if (units !== -1) checkMaximum(member, units, resource)
  }
}

function checkOnDemandThroughput(
  limits: OnDemandThroughputInput | undefined,
  mode: BillingMode,
  resource: string,
): void {
  if (limits === undefined) return
  for (const member of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const units = limits[member]
    if (units === undefined) continue
    if (mode === 'PROVISIONED') {
      throw validationError(
        `${INVALID}${member} for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
      )
    }
    checkMaximum(member, units, resource)
  }
}

function checkMaximum(member: string, units: number, resource: string): void {
  if (units >= 1) return
  throw validationError(
    `${INVALID}Requested ${member} for OnDemandThroughput for ${resource} is outside of valid range`,
  )
}
