import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, index, keys } from '../../tables.ts'

const THROUGHPUT = { ReadCapacityUnits: 3, WriteCapacityUnits: 4 }
const provisioned = uniqueTable('provisioned')
const onDemand = uniqueTable('on-demand')
beforeAll(async () => {
  const table = { AttributeDefinitions: attributes({ pk: 'S', a: 'S' }), KeySchema: keys(['pk']) }
  await createTable({
    ...table,
    TableName: provisioned,
    ProvisionedThroughput: THROUGHPUT,
    GlobalSecondaryIndexes: [{ ...index('by-a', ['a']), ProvisionedThroughput: THROUGHPUT }],
  })
  await createTable({ ...table, TableName: onDemand, GlobalSecondaryIndexes: [index('by-a', ['a'])] })
})

const update = (TableName: string, more: object) => refusedCall('UpdateTable', { TableName, ...more })

test('nothing to update', async () => {
  const NOTHING = [
    validation(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required',
    ),
    validation(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    ),
  ]
  expect(NOTHING).toContainEqual(await update(onDemand, {}))
  expect(NOTHING).toContainEqual(await update(onDemand, { AttributeDefinitions: attributes({ pk: 'S' }) }))
  expect(NOTHING).toContainEqual(await update(onDemand, { GlobalSecondaryIndexUpdates: [] }))
})

test('an empty list beside a change', async () => {
  expect(await update(onDemand, { GlobalSecondaryIndexUpdates: [], BillingMode: 'PAY_PER_REQUEST' })).toEqual(
    validation(`${INVALID}List of GlobalSecondaryIndexUpdates is empty`),
  )
})

test('no table name', async () => {
  expect(await refusedCall('UpdateTable', { BillingMode: 'PAY_PER_REQUEST' })).toEqual(
    validation("The parameter 'TableName' is required but was not present in the request"),
  )
})

describe('global indexes', () => {
  const indexes = (...GlobalSecondaryIndexUpdates: object[]) => update(onDemand, { GlobalSecondaryIndexUpdates })

  test('an update that says nothing', async () => {
    expect(await indexes({})).toEqual(
      validation(
        `${INVALID}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`,
      ),
    )
  })

  test('one index twice', async () => {
    expect(await indexes({ Delete: { IndexName: 'by-a' } }, { Delete: { IndexName: 'by-a' } })).toEqual(
      validation(`${INVALID}Only one global secondary index update per index is allowed simultaneously. Index: by-a`),
    )
  })

  test('two created at once', async () => {
    expect(await indexes({ Create: index('one', ['a']) }, { Create: index('two', ['a']) })).toEqual({
      name: 'LimitExceededException',
      message: 'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    })
  })

  test('throughput of one that is not there', async () => {
    const change = { Update: { IndexName: 'nothing', ProvisionedThroughput: THROUGHPUT } }
    expect([
      {
        name: 'ResourceNotFoundException',
        message: `Requested resource not found: Index nothing for table ${provisioned}`,
      },
      validation(
        'This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate',
      ),
    ]).toContainEqual(await update(provisioned, { GlobalSecondaryIndexUpdates: [change] }))
  })

  test('maxima of one that is not there', async () => {
    expect(
      await indexes({ Update: { IndexName: 'nothing', OnDemandThroughput: { MaxReadRequestUnits: 5 } } }),
    ).toEqual({
      name: 'ResourceNotFoundException',
      message: `Requested resource not found: Index nothing for table ${onDemand}`,
    })
  })

  test('throughput that changes nothing', async () => {
    const change = { Update: { IndexName: 'by-a', ProvisionedThroughput: THROUGHPUT } }
    const { name, message } = await update(provisioned, { GlobalSecondaryIndexUpdates: [change] })
    expect(name).toBe('ValidationException')
    expect(message).toMatch(
      /^The provisioned throughput for the index by-a will not change[.] The requested value equals the current value[.] Current ReadCapacityUnits provisioned for index by-a: 3[.] Requested ReadCapacityUnits: 3[.] /,
    )
  })

  test.each([
    ['throughput', { ProvisionedThroughput: THROUGHPUT }],
    ['nothing', {}],
    ['empty maxima', { OnDemandThroughput: {} }],
  ])('%s for one that is on demand', async (_, members) => {
    expect(await indexes({ Update: { IndexName: 'by-a', ...members } })).toEqual(
      validation(
        `${INVALID}The only Updates for index: by-a when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
      ),
    )
  })

  test('deleting one that is not there', async () => {
    expect((await indexes({ Delete: { IndexName: 'nothing' } })).name).toBe('ResourceNotFoundException')
  })

  test('creating one that is there', async () => {
    expect((await indexes({ Create: index('by-a', ['a']) })).name).toBe('ValidationException')
  })

  test('a key attribute without a definition', async () => {
    const change = {
      AttributeDefinitions: attributes({ pk: 'S', b: 'S' }),
      GlobalSecondaryIndexUpdates: [{ Create: index('by-x', ['x']) }],
    }
    expect((await update(onDemand, change)).message).toContain(
      `${INVALID}Some index key attributes are not defined in AttributeDefinitions.`,
    )
  })

  test.each([
    ['another', { b: 'S' }],
    ['no', undefined],
  ] as const)('a key attribute of the table with %s definition', async (_, defined) => {
    const change = {
      ...(defined === undefined ? {} : { AttributeDefinitions: attributes(defined) }),
      GlobalSecondaryIndexUpdates: [{ Create: index('by-b', ['a']) }],
    }
    expect((await update(onDemand, change)).message).toBe(
      defined === undefined
        ? `${INVALID}AttributeDefinitions is not specified for index: by-b`
        : `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions: [b]`,
    )
  })

  test('a key attribute defined with another type', async () => {
    const change = {
      AttributeDefinitions: attributes({ a: 'N' }),
      GlobalSecondaryIndexUpdates: [{ Create: index('by-b', ['a']) }],
    }
    const { name, message } = await update(onDemand, change)
    expect(name).toBe('ValidationException')
    expect(message).toContain(`${INVALID}Attributes cannot be redefined.`)
  })

  test('throughput for one on an on-demand table', async () => {
    const created = { ...index('by-b', ['a']), ProvisionedThroughput: THROUGHPUT }
    expect([
      validation(
        `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: by-b when BillingMode is PAY_PER_REQUEST`,
      ),
      validation(
        `${INVALID}ProvisionedThroughput should not be specified for index: by-b when BillingMode is PAY_PER_REQUEST`,
      ),
    ]).toContainEqual(await indexes({ Create: created }))
  })

  test('no throughput for one on a provisioned table', async () => {
    const change = { Create: index('by-b', ['a']) }
    expect(await update(provisioned, { GlobalSecondaryIndexUpdates: [change] })).toEqual(
      validation(`${INVALID}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: by-b`),
    )
  })

  test('a projection that is none', async () => {
    const change = {
      AttributeDefinitions: attributes({ a: 'S' }),
      GlobalSecondaryIndexUpdates: [{ Create: index('by-b', ['a'], [], { ProjectionType: 'INCLUDE' }) }],
    }
    expect(await update(onDemand, change)).toEqual(
      validation(`${INVALID}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`),
    )
  })
})

describe('stream', () => {
  test('enabled twice', async () => {
    const TableName = uniqueTable('stream')
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S' }),
      KeySchema: keys(['pk']),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    })
    const again = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' } }
    const { name, message } = await update(TableName, again)
    expect(['ValidationException', 'ResourceInUseException']).toContain(name)
    expect(message).toBe(`Table already has an enabled stream: TableName: ${TableName}`)
  })

  test('enabled without a view', async () => {
    expect(await update(onDemand, { StreamSpecification: { StreamEnabled: true } })).toEqual(
      validation(`${INVALID}If stream is being enabled then UpdateViewType is required`),
    )
  })

  test('disabled with a view', async () => {
    const StreamSpecification = { StreamEnabled: false, StreamViewType: 'KEYS_ONLY' }
    expect(await update(onDemand, { StreamSpecification })).toEqual(
      validation(`${INVALID}If stream is being disabled, then UpdateViewType must not be specified`),
    )
  })

  test('disabled where there is none', async () => {
    const { message } = await update(onDemand, { StreamSpecification: { StreamEnabled: false } })
    expect(message).toBe(`Table has no stream to disable: TableName: ${onDemand}`)
  })
})
