import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, index, keys, tableActive } from '../../tables.ts'
import { db } from '../../target.ts'

const units = (ReadCapacityUnits: number) => ({ ReadCapacityUnits, WriteCapacityUnits: 5 })
const provisioned = uniqueTable('provisioned')
beforeAll(() =>
  createTable({
    TableName: provisioned,
    AttributeDefinitions: attributes({ pk: 'S' }),
    KeySchema: keys(['pk']),
    ProvisionedThroughput: units(5),
  }),
)

const PROTECTION = { DeletionProtectionEnabled: true }
const ENCRYPTION = { SSESpecification: { Enabled: true, SSEType: 'KMS' } }
const CLASS = { TableClass: 'STANDARD_INFREQUENT_ACCESS' }
const WARM = { WarmThroughput: { ReadUnitsPerSecond: 15_000 } }
const MAXIMA = { OnDemandThroughput: { MaxReadRequestUnits: 5 } }
const STREAM = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }
const THROUGHPUT = { ProvisionedThroughput: units(6) }
const NEW_INDEX = {
  AttributeDefinitions: attributes({ a: 'S' }),
  GlobalSecondaryIndexUpdates: [{ Create: { ...index('by-a', ['a']), ProvisionedThroughput: units(5) } }],
}
const alone = (what: string) => `${what} must be the only operation in the request`

describe('changes that do not go together', () => {
  test.each([
    ['encryption and protection', { ...ENCRYPTION, ...PROTECTION }, alone('Server-Side Encryption modification')],
    ['encryption and class', { ...ENCRYPTION, ...CLASS }, alone('Server-Side Encryption modification')],
    ['class and protection', { ...CLASS, ...PROTECTION }, alone('TableClass modification')],
    ['class and a stream', { ...CLASS, ...STREAM }, alone('TableClass modification')],
    ['protection and a stream', { ...PROTECTION, ...STREAM }, alone('DeletionProtection modification')],
    ['protection and warm throughput', { ...PROTECTION, ...WARM }, alone('DeletionProtection modification')],
    ['protection and an index', { ...PROTECTION, ...NEW_INDEX }, alone('DeletionProtection modification')],
    ['warm throughput and a stream', { ...WARM, ...STREAM }, alone('WarmThroughput')],
    [
      'warm throughput and a new index',
      { ...WARM, ...NEW_INDEX },
      'Create global secondary index cannot be specified when updating WarmThroughput',
    ],
    [
      'maxima and a stream',
      { ...MAXIMA, ...STREAM },
      'OnDemandThroughput can only be combined with BillingMode in an UpdateTable request',
    ],
    [
      'throughput and a stream',
      { ...THROUGHPUT, ...STREAM },
      'You cannot modify stream status while updating table IOPS',
    ],
    [
      'throughput and a new index',
      { ...THROUGHPUT, ...NEW_INDEX },
      'You cannot create or delete index while updating table IOPS',
    ],
    [
      'a stream and a new index',
      { ...STREAM, ...NEW_INDEX },
      'You cannot create or delete index while changing stream status',
    ],
  ])('%s', async (_, changes, text) => {
    expect(await refusedCall('UpdateTable', { TableName: provisioned, ...changes })).toEqual(
      validation(`${INVALID}${text}`),
    )
  })

  test('leave the table as it was', async () => {
    const { Table } = await db.describeTable({ TableName: provisioned })
    expect(Table).toMatchObject({ DeletionProtectionEnabled: false, ProvisionedThroughput: units(5) })
    expect(Table).not.toHaveProperty('GlobalSecondaryIndexes')
    expect(Table).not.toHaveProperty('LatestStreamArn')
  })
})

test('on demand goes together with maxima, and with a stream', async () => {
  for (const [about, more] of [
    ['maxima', { OnDemandThroughput: { MaxReadRequestUnits: 5 } }],
    ['stream', { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }],
  ] as const) {
    const TableName = uniqueTable(about)
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S' }),
      KeySchema: keys(['pk']),
      ProvisionedThroughput: units(5),
    })
    await db.updateTable({ TableName, BillingMode: 'PAY_PER_REQUEST', ...more })
    await tableActive(TableName)
    const { Table } = await db.describeTable({ TableName })
    expect(Table).toMatchObject({ BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, ...more })
  }
})
