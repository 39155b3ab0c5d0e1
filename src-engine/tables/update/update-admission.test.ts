import { expect, test } from 'vitest'
import type { Engine } from '../../engine.ts'
import { freshEngine } from '../../testing/fresh-engine.ts'

const TableName = 'Busy'
const DELAY = 1000
const IN_USE = 'Attempt to change a resource which is still in use: '
const units = (n: number) => ({ ReadCapacityUnits: n, WriteCapacityUnits: n })
const index = (IndexName: string, attribute: string) => ({
  IndexName,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
})

const CHANGES = {
  'new index': {
    AttributeDefinitions: [{ AttributeName: 'b', AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [{ Create: index('by-b', 'b') }],
  },
  'index goes': { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-a' } }] },
  'index is retuned': {
    GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'by-a', OnDemandThroughput: { MaxReadRequestUnits: 5 } } }],
  },
  billing: { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(1) },
  'same billing': { BillingMode: 'PAY_PER_REQUEST' },
  maxima: { OnDemandThroughput: { MaxReadRequestUnits: 5 } },
  stream: { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } },
  'no stream': { StreamSpecification: { StreamEnabled: false } },
  class: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
  encryption: { SSESpecification: { Enabled: true } },
  protection: { DeletionProtectionEnabled: false },
  warm: { WarmThroughput: { ReadUnitsPerSecond: 20_000 } },
} as const
type Change = keyof typeof CHANGES

const CLASS_CHANGES = 'TableClassUpdateInProgress: STANDARD_INFREQUENT_ACCESS'
const INDEXES_CHANGE = 'Cannot delete table while indexes are being created, updated, or deleted.'
const BEING_UPDATED = `Table: ${TableName} is in the process of being updated.`

/** While the first is under way: what is refused, and how. All else is admitted. Only texts that were seen. */
const REFUSED: Readonly<Partial<Record<Change, Readonly<Partial<Record<Change | 'delete table', string>>>>>> = {
  'new index': {
    maxima: 'OnDemandThroughput cannot be updated while index creation is in progress for indexes: [by-b]',
    'new index': `Index is being created.  Table: ${TableName} Index: by-b`,
    'delete table': INDEXES_CHANGE,
  },
  'index goes': {
    'index is retuned': `Index is being deleted. Table: ${TableName} Index: by-a`,
    billing: `Can't change table IOPS when an index is being deleted. Table: ${TableName} Indexes: [by-a]`,
    maxima: 'OnDemandThroughput cannot be updated while index deletion is in progress for indexes: [by-a]',
    'delete table': INDEXES_CHANGE,
  },
  'index is retuned': {
    'index is retuned': `Index is being updated. Table: ${TableName} Index: by-a`,
    'delete table': INDEXES_CHANGE,
  },
  stream: {
    maxima: 'OnDemandThroughput cannot be updated while stream status update is in progress',
    class: `Can't update table class when stream status is being updated. Table: ${TableName}`,
    'new index': "Can't create or delete an index when stream status is being updated.",
    'delete table': 'Cannot delete table while stream is being enabled/disabled.',
  },
  class: {
    class: `Can't update table class when a table class update is in progress. Table: ${TableName} ${CLASS_CHANGES}`,
    stream: `Can't change stream status when a table class update is in progress. Table: ${TableName} ${CLASS_CHANGES}`,
    maxima: `OnDemandThroughput cannot be updated while TableClass update is in progress. ${CLASS_CHANGES}`,
    'new index': "Can't create or delete an index when a table class update is in progress.",
    'delete table': BEING_UPDATED,
  },
  encryption: { 'delete table': BEING_UPDATED },
  warm: { 'delete table': BEING_UPDATED },
  protection: {},
  maxima: {},
}
/** Admitted whatever is under way. */
const ALWAYS: readonly Change[] = ['protection', 'same billing']
const ADMITTED: Readonly<Partial<Record<Change, readonly Change[]>>> = {
  stream: ['encryption', 'warm'],
  class: ['encryption', 'warm'],
  encryption: ['stream', 'class', 'new index'],
  warm: ['warm', 'encryption', 'maxima', 'new index'],
  protection: ['stream'],
  maxima: ['maxima', 'stream'],
  'new index': ['encryption', 'index is retuned'],
  'index is retuned': ['maxima', 'new index'],
}

async function during(change: Change): Promise<Engine & AsyncDisposable> {
  const engine = freshEngine({ tableDelay: DELAY })
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'a', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [index('by-a', 'a')],
  })
  engine.ports.advance(DELAY)
  await engine.execute('UpdateTable', { TableName, ...CHANGES[change] })
  return engine
}

const cases = Object.entries(REFUSED).flatMap(([first, refused]) =>
  Object.entries(refused).map(([second, text]) => [first, second, text] as [Change, Change | 'delete table', string]),
)
test.each(cases)('while %s: %s', async (first, second, text) => {
  await using engine = await during(first)
  const request =
    second === 'delete table'
      ? engine.execute('DeleteTable', { TableName })
      : engine.execute('UpdateTable', { TableName, ...CHANGES[second] })
  await expect(request).rejects.toMatchObject({ code: 'ResourceInUseException', message: `${IN_USE}${text}` })
})

const admitted = (Object.keys(REFUSED) as Change[]).flatMap(first =>
  [...ALWAYS, ...(ADMITTED[first] ?? [])].map(second => [first, second] as [Change, Change]),
)
test.each(admitted)('while %s: %s is admitted', async (first, second) => {
  await using engine = await during(first)
  await engine.execute('UpdateTable', { TableName, ...CHANGES[second] })
})

test('while throughput changes', async () => {
  await using engine = freshEngine({ tableDelay: DELAY })
  await engine.execute('CreateTable', {
    TableName,
    ProvisionedThroughput: units(5),
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  })
  engine.ports.advance(DELAY)
  const update = (change: object) => engine.execute('UpdateTable', { TableName, ...change })
  await update({ ProvisionedThroughput: units(6) })
  const busy = `${IN_USE}Table IOPS are currently being updated. Table: ${TableName}`
  await expect(update({ ProvisionedThroughput: units(7) })).rejects.toMatchObject({ message: busy })
  await expect(update({ BillingMode: 'PAY_PER_REQUEST' })).rejects.toMatchObject({ message: busy })
  await expect(update(CHANGES.stream)).rejects.toMatchObject({
    message: `${IN_USE}Can't enable or disable stream while table IOPS are being updated. Table: ${TableName}`,
  })
  await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject({
    message: `${IN_USE}${BEING_UPDATED}`,
  })
  await update(CHANGES.protection)
  engine.ports.advance(DELAY)
  await update({ ProvisionedThroughput: units(7) })
})

test('warm throughput of a table whose index gets its resources: the service fails', async () => {
  await using engine = await during('new index')
  await expect(engine.execute('UpdateTable', { TableName, ...CHANGES.warm })).rejects.toMatchObject({
    code: 'InternalServerError',
    message: 'Table is under system maintenance, please try again later',
  })
})

test('tags and expiry are set while a table is being changed', async () => {
  await using engine = await during('stream')
  await engine.execute('TagResource', {
    ResourceArn: `arn:aws:dynamodb:us-east-1:123456789012:table/${TableName}`,
    Tags: [{ Key: 'k', Value: 'v' }],
  })
  await engine.execute('UpdateTimeToLive', {
    TableName,
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
  })
})
