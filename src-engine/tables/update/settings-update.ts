import {
  checkOnDemandChange,
  DynamoError,
  ENCRYPTION_CHANGES_WINDOW_SECONDS,
  ENCRYPTION_FREE_CHANGES,
  ENCRYPTION_LATER_CHANGE_SECONDS,
  type SSESpecificationInput,
  TABLE_CLASS_CHANGES,
  TABLE_CLASS_CHANGES_WINDOW_DAYS,
  type TableClass,
  type UpdateTableInput,
  validationError,
} from '#dynamo'
import { type EngineAccount, kmsKeyArn } from '../../engine-account.ts'
import { encryptionOf, newStream } from '../new-table.ts'
import type { EncryptionChanges, TableClassFacts, TableFacts } from '../table-state.ts'
import { changedOnDemand } from '../throughput-change.ts'
import { raisedWarm } from '../warm-throughput.ts'

/** What settings are changed against. */
export interface Moment {
  readonly now: number
  /** Of a stream that is enabled. */
  readonly newLabel: string
  readonly account: EngineAccount
}

const INVALID = 'One or more parameter values were invalid: '
const SECOND_MS = 1000
const DAY_MS = 86_400_000

/** Everything that is neither billing nor an index. @throws DynamoError */
export function withSettings(facts: TableFacts, input: UpdateTableInput, moment: Moment): TableFacts {
  let changed = facts
  if (input.StreamSpecification !== undefined) changed = withStream(changed, input.StreamSpecification, moment)
  if (input.OnDemandThroughput !== undefined) {
    checkOnDemandChange(input.OnDemandThroughput, changed.billing)
    changed = withMaxima(changed, input.OnDemandThroughput)
  }
  if (input.DeletionProtectionEnabled !== undefined) {
    changed = { ...changed, deletionProtection: input.DeletionProtectionEnabled }
  }
  if (input.TableClass !== undefined) changed = withTableClass(changed, input.TableClass, moment.now)
  if (input.SSESpecification !== undefined) changed = withEncryption(changed, input.SSESpecification, moment)
  if (input.WarmThroughput !== undefined) changed = withWarm(changed, input.WarmThroughput, moment.now)
  return changed
}

/** The facts of a table or an index with its on-demand maxima changed. */
export function withMaxima<Facts extends Pick<TableFacts, 'onDemand'>>(
  facts: Facts,
  wanted: NonNullable<UpdateTableInput['OnDemandThroughput']>,
): Facts {
  const { onDemand: current, ...without } = facts
  const onDemand = changedOnDemand(current, wanted)
  return (onDemand === undefined ? without : { ...without, onDemand }) as Facts
}

function withStream(
  facts: TableFacts,
  wanted: NonNullable<UpdateTableInput['StreamSpecification']>,
  { newLabel }: Moment,
): TableFacts {
  const { name } = facts.definition
  if (wanted.StreamEnabled && facts.stream !== undefined) {
    throw validationError(`Table already has an enabled stream: TableName: ${name}`)
  }
  if (!wanted.StreamEnabled && facts.stream === undefined) {
    throw validationError(`Table has no stream to disable: TableName: ${name}`)
  }
  const { stream: current, disabledStream: _, ...without } = facts
  if (current !== undefined) return { ...without, disabledStream: current.label }
  const stream = newStream(wanted, newLabel)
  return stream === undefined ? without : { ...without, stream }
}

function withWarm(
  facts: TableFacts,
  wanted: NonNullable<UpdateTableInput['WarmThroughput']>,
  now: number,
): TableFacts {
  const warm = raisedWarm(facts, facts.billing === 'PAY_PER_REQUEST', wanted, 'table')
  return warm === undefined ? facts : { ...facts, warming: { warm, until: now } }
}

/** The class that a table has is no change, but refused like one when the quota is spent. */
function withTableClass(facts: TableFacts, wanted: TableClass, now: number): TableFacts {
  const counted = (facts.tableClass?.changes ?? []).filter(at => now - at < TABLE_CLASS_CHANGES_WINDOW_DAYS * DAY_MS)
  if (counted.length >= TABLE_CLASS_CHANGES) {
    throw new DynamoError(
      'LimitExceededException',
      `Subscriber limit exceeded: Updates to TableClass are limited to ${TABLE_CLASS_CHANGES} times in ${TABLE_CLASS_CHANGES_WINDOW_DAYS} day(s).`,
    )
  }
  if (wanted === (facts.tableClass?.name ?? 'STANDARD')) return facts
  const tableClass: TableClassFacts = { name: wanted, changedAt: now, changes: [...counted, now] }
  return { ...facts, tableClass }
}

/** Only the key's own ARN is recognised as what the table has already; whatever else is sent encrypts anew. */
function withEncryption(facts: TableFacts, wanted: SSESpecificationInput, { now, account }: Moment): TableFacts {
  const { encryption: current, ...without } = facts
  const encryption = encryptionOf(wanted)
  if (encryption === undefined && current?.Enabled !== true) {
    throw validationError(`${INVALID}Table is already encrypted by default`)
  }
  const key = encryption?.KMSMasterKeyId
  if (current?.Enabled === true && key !== undefined && key === kmsKeyArn(account, current.KMSMasterKeyId)) {
    throw validationError(
      `${INVALID}Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key`,
    )
  }
  const encryptionChanges = countedChange(facts.encryptionChanges, now)
  return {
    ...without,
    ...(encryption === undefined ? {} : { encryption }),
    encryptionChanges,
    encryptingUntil: now,
  }
}

/** @throws DynamoError LimitExceededException: the fifth change of a day, and each later one too soon after the last */
function countedChange(changes: EncryptionChanges | undefined, now: number): EncryptionChanges {
  const windowMs = ENCRYPTION_CHANGES_WINDOW_SECONDS * SECOND_MS
  if (changes === undefined || now - changes.since >= windowMs) return { since: now, count: 1, lastAt: now }
  const nextAt = Math.min(changes.lastAt + ENCRYPTION_LATER_CHANGE_SECONDS * SECOND_MS, changes.since + windowMs)
  if (changes.count >= ENCRYPTION_FREE_CHANGES && now < nextAt) {
    const time = (at: number): string => new Date(at).toISOString()
    throw new DynamoError(
      'LimitExceededException',
      `Subscriber limit exceeded: Encryption mode changes are limited in the 24h window ending at ${time(changes.since + windowMs)}. After the first ${ENCRYPTION_FREE_CHANGES} change, each subsequent change in the same window can be performed at most once every ${ENCRYPTION_LATER_CHANGE_SECONDS} seconds. Number of updates today: ${changes.count}. Last change at ${time(changes.lastAt)}. Next changes can be made at ${time(nextAt)}.`,
    )
  }
  return { ...changes, count: changes.count + 1, lastAt: now }
}
