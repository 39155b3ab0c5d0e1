import type { StreamSpecificationInput, UpdateTableInput } from '../api/shapes/index.ts'
import { validationError } from '../errors/dynamo-error.ts'
import { checkThroughput } from './check-billing.ts'
import { checkEncryption } from './check-settings.ts'

/*
 * What UpdateTable asks of a request before it looks at the table. One request is one change; what few go together is
 * said here. Texts and their order: observations of the service, October 2026.
 */

const INVALID = 'One or more parameter values were invalid: '

/** @throws DynamoError ValidationException */
export function checkTableUpdate(input: UpdateTableInput): void {
  const changes = changesOf(input)
  if (changes.size === 0) {
    throw validationError(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required',
    )
  }
  for (const list of ['GlobalSecondaryIndexUpdates', 'VectorIndexUpdates'] as const) {
    if (input[list]?.length === 0) throw validationError(`${INVALID}List of ${list} is empty`)
  }
  checkTogether(input, changes)
  checkBilling(input)
  checkStreamChange(input.StreamSpecification)
  checkEncryption(input.SSESpecification)
  for (const { Update } of input.GlobalSecondaryIndexUpdates ?? []) {
    if (Update?.WarmThroughput === undefined || !isEmpty(Update.WarmThroughput)) continue
    throw validationError(
      `${INVALID}WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: ${Update.IndexName}`,
    )
  }
}

type Change = Exclude<keyof UpdateTableInput, 'TableName' | 'AttributeDefinitions'>

/** The members that are to change something: lists and objects that say nothing do not count. */
function changesOf(input: UpdateTableInput): ReadonlySet<Change> {
  const changes = new Set<Change>()
  for (const [name, value] of Object.entries(input)) {
    if (name === 'TableName' || name === 'AttributeDefinitions' || value === undefined) continue
    const canBeEmpty = name !== 'SSESpecification' && name !== 'ReplicaUpdates'
    if (canBeEmpty && typeof value === 'object' && isEmpty(value)) continue
    changes.add(name as Change)
  }
  return changes
}

function isEmpty(value: object): boolean {
  return Object.values(value).every(member => member === undefined)
}

/** Members that stand alone, first to last. */
const ALONE: readonly (readonly [Change, string])[] = [
  ['SSESpecification', 'Server-Side Encryption'],
  ['TableClass', 'TableClass'],
  ['DeletionProtectionEnabled', 'DeletionProtection'],
]

function checkTogether(input: UpdateTableInput, changes: ReadonlySet<Change>): void {
  const without = (...allowed: readonly Change[]) => [...changes].some(change => !allowed.includes(change))
  for (const [member, words] of ALONE) {
    if (changes.has(member) && without(member)) {
      throw validationError(`${INVALID}${words} modification must be the only operation in the request`)
    }
  }
  if (changes.has('OnDemandThroughput') && without('OnDemandThroughput', 'BillingMode')) {
    throw validationError(
      `${INVALID}OnDemandThroughput can only be combined with BillingMode in an UpdateTable request`,
    )
  }
  checkIndexesTogether(input, changes)
  if (changes.has('WarmThroughput') && without('WarmThroughput', 'GlobalSecondaryIndexUpdates')) {
    throw validationError(`${INVALID}WarmThroughput must be the only operation in the request`)
  }
  if (changes.has('StreamSpecification') && changesThroughput(input)) {
    throw validationError(`${INVALID}You cannot modify stream status while updating table IOPS`)
  }
}

/** Indexes are not made or deleted while other things change; retuning them goes along with most. */
function checkIndexesTogether(input: UpdateTableInput, changes: ReadonlySet<Change>): void {
  const global = input.GlobalSecondaryIndexUpdates ?? []
  const comeOrGo = global.some(({ Update }) => Update === undefined)
  if (comeOrGo && changes.has('WarmThroughput')) {
    throw validationError(`${INVALID}Create global secondary index cannot be specified when updating WarmThroughput`)
  }
  if (comeOrGo && changesThroughput(input)) {
    throw validationError(`${INVALID}You cannot create or delete index while updating table IOPS`)
  }
  if ((comeOrGo || changes.has('VectorIndexUpdates')) && changes.has('StreamSpecification')) {
    throw validationError(`${INVALID}You cannot create or delete index while changing stream status`)
  }
}

function changesThroughput({ ProvisionedThroughput, BillingMode }: UpdateTableInput): boolean {
  return ProvisionedThroughput !== undefined || BillingMode === 'PROVISIONED'
}

function checkBilling({ BillingMode: mode, ProvisionedThroughput: throughput }: UpdateTableInput): void {
  if (mode === 'PROVISIONED' && throughput === undefined) {
    throw validationError(`${INVALID}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`)
  }
  if (mode === 'PAY_PER_REQUEST' && throughput !== undefined) {
    throw validationError(`${INVALID}ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST`)
  }
  if (throughput !== undefined) checkThroughput(throughput)
}

function checkStreamChange(stream: StreamSpecificationInput | undefined): void {
  if (stream?.StreamEnabled === true && stream.StreamViewType === undefined) {
    throw validationError(`${INVALID}If stream is being enabled then UpdateViewType is required`)
  }
  if (stream?.StreamEnabled === false && stream.StreamViewType !== undefined) {
    throw validationError(`${INVALID}If stream is being disabled, then UpdateViewType must not be specified`)
  }
}
