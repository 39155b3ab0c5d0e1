import { describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { attributes, createTable, including, index, KEYS_ONLY, keys } from '../../tables.ts'
import { db } from '../../target.ts'

describe('global indexes', () => {
  test('are described with status, key, projection and ARN', async () => {
    const TableName = uniqueTable('gsi')
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S', a: 'N', b: 'B' }),
      KeySchema: keys(['pk']),
      GlobalSecondaryIndexes: [
        index('by-a', ['a'], ['pk'], including('x', 'y')),
        index('by-b', ['b'], [], KEYS_ONLY),
      ],
    })
    const { Table } = await db.describeTable({ TableName })
    const byName = Object.fromEntries((Table?.GlobalSecondaryIndexes ?? []).map(gsi => [gsi.IndexName, gsi]))
    expect(byName['by-a']).toMatchObject({
      IndexStatus: 'ACTIVE',
      KeySchema: keys(['a'], ['pk']),
      Projection: { ProjectionType: 'INCLUDE' },
      IndexArn: `${Table?.TableArn}/index/by-a`,
      ItemCount: 0,
      IndexSizeBytes: 0,
    })
    expect(byName['by-a']?.Projection?.NonKeyAttributes?.slice().sort()).toEqual(['x', 'y'])
    expect(byName['by-b']).toMatchObject({ KeySchema: keys(['b']), Projection: { ProjectionType: 'KEYS_ONLY' } })
    expect(byName['by-a']).not.toHaveProperty('Backfilling')
  })

  test('of a provisioned table have throughput of their own', async () => {
    const TableName = uniqueTable('gsi-provisioned')
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S', a: 'S' }),
      KeySchema: keys(['pk']),
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 },
      GlobalSecondaryIndexes: [
        { ...index('by-a', ['a']), ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 } },
      ],
    })
    const { Table } = await db.describeTable({ TableName })
    expect(Table?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput).toMatchObject({
      ReadCapacityUnits: 3,
      WriteCapacityUnits: 4,
    })
  })

  test('may have four partition and four sort attributes', async () => {
    const TableName = uniqueTable('gsi-4-4')
    const KeySchema = keys(['h1', 'h2', 'h3', 'h4'], ['r1', 'r2', 'r3', 'r4'])
    await createTable({
      TableName,
      AttributeDefinitions: attributes({
        pk: 'S',
        h1: 'S',
        h2: 'N',
        h3: 'B',
        h4: 'S',
        r1: 'N',
        r2: 'S',
        r3: 'S',
        r4: 'B',
      }),
      KeySchema: keys(['pk']),
      GlobalSecondaryIndexes: [{ IndexName: 'wide', KeySchema, Projection: { ProjectionType: 'ALL' } }],
    })
    const { Table } = await db.describeTable({ TableName })
    expect(Table?.GlobalSecondaryIndexes?.[0]?.KeySchema).toEqual(KeySchema)
  })

  test('20 of them are accepted', async () => {
    const TableName = uniqueTable('gsi-20')
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S', a: 'S' }),
      KeySchema: keys(['pk']),
      GlobalSecondaryIndexes: Array.from({ length: 20 }, (_, i) => index(`index-${i}`, ['a'], [], KEYS_ONLY)),
    })
    const { Table } = await db.describeTable({ TableName })
    expect(Table?.GlobalSecondaryIndexes).toHaveLength(20)
  })
})

describe('local indexes', () => {
  test('are described with key, projection and ARN, and have no status', async () => {
    const TableName = uniqueTable('lsi')
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S', sk: 'S', a: 'N' }),
      KeySchema: keys(['pk'], ['sk']),
      LocalSecondaryIndexes: [index('by-a', ['pk'], ['a'], including('x'))],
    })
    const { Table } = await db.describeTable({ TableName })
    expect(Table).not.toHaveProperty('GlobalSecondaryIndexes')
    expect(Table?.LocalSecondaryIndexes).toEqual([
      {
        IndexName: 'by-a',
        KeySchema: keys(['pk'], ['a']),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] },
        IndexArn: `${Table?.TableArn}/index/by-a`,
        ItemCount: 0,
        IndexSizeBytes: 0,
      },
    ])
  })

  test('5 of them are accepted', async () => {
    const TableName = uniqueTable('lsi-5')
    await createTable({
      TableName,
      AttributeDefinitions: attributes({ pk: 'S', sk: 'S', a: 'S' }),
      KeySchema: keys(['pk'], ['sk']),
      LocalSecondaryIndexes: Array.from({ length: 5 }, (_, i) => index(`index-${i}`, ['pk'], ['a'])),
    })
    expect((await db.describeTable({ TableName })).Table?.LocalSecondaryIndexes).toHaveLength(5)
  })
})
