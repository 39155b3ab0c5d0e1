import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { INVALID, refusalOf, validation } from '../../refusal.ts'
import { ALL, attributes, createTable, index, keys, tableActive } from '../../tables.ts'
import { db } from '../../target.ts'
import { elements, filter, found, hash, vector, vectorIndex, vectorTable } from '../vectors.ts'

let TableName = ''
beforeEach(() => {
  TableName = uniqueTable('vix')
})

const described = async () => (await db.describeTable({ TableName })).Table

test('an index is described as it was defined, with its state and counts', async () => {
  await vectorTable(TableName, vectorIndex('vix', { SearchSchema: [hash('tenant'), filter('year')] }))
  const table = await described()
  expect(table?.VectorIndexes).toEqual([
    {
      ...vectorIndex('vix', { SearchSchema: [hash('tenant'), filter('year')] }),
      IndexStatus: 'ACTIVE',
      IndexSizeBytes: 0,
      ItemCount: 0,
      IndexArn: `${table?.TableArn}/index/vix`,
    },
  ])
  expect(table?.AttributeDefinitions).toEqual(attributes({ pk: 'S', tenant: 'S', year: 'N' }))
})

describe('a new index of a filled table', () => {
  const create = () =>
    db.updateTable({ TableName, VectorIndexUpdates: [{ Create: vectorIndex('vix', { Projection: ALL }) }] })

  test('holds what was there, but for what it cannot hold', async () => {
    await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
    await db.putItem({ TableName, Item: { pk: { S: 'fits' }, v: vector(1, 2) } })
    await db.putItem({ TableName, Item: { pk: { S: 'short' }, v: vector(1) } })
    await db.putItem({ TableName, Item: { pk: { S: 'text' }, v: { S: 'x' } } })
    const { TableDescription } = await create()
    expect(TableDescription).toMatchObject({
      TableStatus: 'UPDATING',
      VectorIndexes: [{ IndexName: 'vix', IndexStatus: 'CREATING', Backfilling: false }],
    })
    await tableActive(TableName)
    expect((await described())?.VectorIndexes?.[0]).not.toHaveProperty('Backfilling')
    const input = { TableName, IndexName: 'vix', SearchVector: elements(0, 0), TopK: 100 }
    expect(await found(input, 1)).toEqual(['fits'])
  })

  test('is deleted again', async () => {
    await vectorTable(TableName, vectorIndex('vix'))
    const { TableDescription } = await db.updateTable({
      TableName,
      VectorIndexUpdates: [{ Delete: { IndexName: 'vix' } }],
    })
    expect(TableDescription?.TableStatus).toBe('UPDATING')
    await tableActive(TableName)
    expect(await described()).not.toHaveProperty('VectorIndexes')
    await db.putItem({ TableName, Item: { pk: { S: 'anything' }, v: { S: 'goes' } } })
  })
})

describe('definitions that are refused', () => {
  const create = (...VectorIndexes: object[]) =>
    refusalOf(
      db.createTable({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributes({ pk: 'S' }),
        KeySchema: keys(['pk']),
        VectorIndexes: VectorIndexes as never,
      }),
    )

  test.each([
    ['none', [], 'List of VectorIndexes is empty'],
    ['one name twice', [vectorIndex('vix'), vectorIndex('vix')], 'Duplicate index name: vix'],
    [
      'six',
      Array.from({ length: 6 }, (_, n) => vectorIndex(`vix-${n}`)),
      'VectorIndex count exceeds the per-table limit of 5',
    ],
    [
      '4097 dimensions',
      [vectorIndex('vix', { Dimensions: 4097 })],
      'Number of dimensions must be between 1 and 4096 inclusive.',
    ],
    [
      'other dimensions for the same attribute',
      [vectorIndex('vix'), vectorIndex('other', { Dimensions: 3 })],
      "Conflicting attribute definition for 'v'. All VectorIndexes on the same vector attribute must use the same dimensions.",
    ],
    [
      'a search attribute without a definition',
      [vectorIndex('vix', { SearchSchema: [hash('tenant')] })],
      'One element in SearchSchema is not defined in attribute definitions',
    ],
    [
      'a search attribute twice',
      [vectorIndex('vix', { SearchSchema: [hash('pk'), filter('pk')] })],
      'SearchSchema contains a duplicate AttributeName',
    ],
  ])('%s', async (_, indexes, text) => {
    expect(await create(...indexes)).toEqual(validation(`${INVALID}${text}`))
  })

  test('on a provisioned table', async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
    const request = db.createTable({
      TableName,
      ProvisionedThroughput,
      AttributeDefinitions: attributes({ pk: 'S' }),
      KeySchema: keys(['pk']),
      VectorIndexes: [vectorIndex('vix')],
    })
    expect(await refusalOf(request)).toEqual(
      validation(`${INVALID}Vector indexes are only supported for PAY_PER_REQUEST tables`),
    )
  })

  test('an index whose name is taken, and one that is not there', async () => {
    await vectorTable(TableName, vectorIndex('vix'))
    const update = (...VectorIndexUpdates: object[]) =>
      refusalOf(db.updateTable({ TableName, VectorIndexUpdates: VectorIndexUpdates as never }))
    expect(await update({ Create: vectorIndex('vix') })).toEqual(
      validation('Attempting to create an index which already exists'),
    )
    expect(await update({ Delete: { IndexName: 'nothing' } })).toEqual({
      name: 'ResourceNotFoundException',
      message: `Requested resource not found: Index nothing for table ${TableName}`,
    })
    expect(await update({ Delete: { IndexName: 'vix' } }, { Create: vectorIndex('other') })).toEqual({
      name: 'LimitExceededException',
      message: 'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    })
  })
})

test('one index comes or goes at a time, global or vector', async () => {
  await vectorTable(TableName, vectorIndex('vix'))
  const both = db.updateTable({
    TableName,
    AttributeDefinitions: attributes({ a: 'S' }),
    GlobalSecondaryIndexUpdates: [{ Create: index('by-a', ['a']) }],
    VectorIndexUpdates: [{ Delete: { IndexName: 'vix' } }],
  })
  expect((await refusalOf(both)).name).toBe('LimitExceededException')
})

test('an attribute of a search schema keeps its type in other indexes', async () => {
  const filtered = (name: string) => ({
    ...vectorIndex(name),
    SearchSchema: [{ AttributeName: 'x', SearchSchemaElementType: 'INLINE_FILTER' as const }],
  })
  await db.createTable({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes({ pk: 'S', x: 'S' }),
    KeySchema: keys(['pk']),
    VectorIndexes: [filtered('vix')],
  })
  await tableActive(TableName)
  const another = { TableName, AttributeDefinitions: attributes({ x: 'N' }) }
  const changes = [
    { GlobalSecondaryIndexUpdates: [{ Create: index('by-x', ['x']) }] },
    { VectorIndexUpdates: [{ Create: filtered('other') }] },
  ]
  for (const change of changes) {
    expect((await refusalOf(db.updateTable({ ...another, ...change }))).name).toBe('ValidationException')
  }
})

test('a table with one stays on demand', async () => {
  await vectorTable(TableName, vectorIndex('vix'))
  const change = db.updateTable({
    TableName,
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  })
  expect([
    validation(`${INVALID}Tables with vector indexes must be in PAY_PER_REQUEST mode`),
    validation(`${INVALID}Vector indexes are only supported for PAY_PER_REQUEST tables`),
  ]).toContainEqual(await refusalOf(change))
})
