// One file although long: one table of refused requests for each part of CreateTable, all changes of one sound request.
import { describe, expect, test } from 'vitest'
import type { CreateTableInput, GlobalSecondaryIndexInput, KeySchemaElement } from '../api/shapes/index.ts'
import { checkCreateTable } from './check-definition.ts'

const P = 'One or more parameter values were invalid: '

const schema = (hash: string, range?: string): KeySchemaElement[] => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
]
const define = (...names: string[]) => names.map(name => ({ AttributeName: name, AttributeType: 'S' as const }))
const all = { ProjectionType: 'ALL' as const }
const gsi = (IndexName: string, KeySchema: KeySchemaElement[]): GlobalSecondaryIndexInput => ({
  IndexName,
  KeySchema,
  Projection: all,
})
const base: CreateTableInput = {
  TableName: 'Music',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: define('a', 'b'),
  KeySchema: schema('a', 'b'),
}
const indexed = (index: Partial<GlobalSecondaryIndexInput>): Partial<CreateTableInput> => ({
  AttributeDefinitions: define('a', 'b', 'c'),
  GlobalSecondaryIndexes: [{ ...gsi('byC', schema('c')), ...index }],
})
const local = (KeySchema: KeySchemaElement[]): Partial<CreateTableInput> => ({
  AttributeDefinitions: define('a', 'b', 'c'),
  LocalSecondaryIndexes: [{ IndexName: 'local', KeySchema, Projection: all }],
})
const many = (count: number) => Array.from({ length: count }, (_, n) => `k${n}`)

function messageOf(change: Partial<CreateTableInput>): string {
  try {
    checkCreateTable({ ...base, ...change })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('CreateTable: accepted', () => {
  test('keys, local and global indexes with several key attributes', () => {
    const names = many(8)
    const table = checkCreateTable({
      ...base,
      AttributeDefinitions: [...define('a', 'b', ...names), { AttributeName: 'n', AttributeType: 'N' }],
      LocalSecondaryIndexes: [
        { IndexName: 'local', KeySchema: schema('a', 'n'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'wide',
          KeySchema: names.map((name, at) => ({ AttributeName: name, KeyType: at < 4 ? 'HASH' : 'RANGE' })),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] },
        },
      ],
    })
    expect(table.key).toEqual({ partition: [{ name: 'a', type: 'S' }], sort: [{ name: 'b', type: 'S' }] })
    expect(table.indexes).toMatchObject([
      { name: 'local', kind: 'LSI', key: { sort: [{ name: 'n', type: 'N' }] }, projection: { type: 'KEYS_ONLY' } },
      { name: 'wide', kind: 'GSI', projection: { type: 'INCLUDE', attributes: ['x'] } },
    ])
    expect(table.indexes[1]?.key.partition.map(part => part.name)).toEqual(names.slice(0, 4))
    expect(table.indexes[1]?.key.sort.map(part => part.name)).toEqual(names.slice(4))
  })

  test('provisioned throughput is the default billing', () => {
    const throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
    expect(messageOf({ BillingMode: undefined, ProvisionedThroughput: throughput })).toBe('')
    const index = indexed({ ProvisionedThroughput: throughput })
    expect(messageOf({ ...index, BillingMode: 'PROVISIONED', ProvisionedThroughput: throughput })).toBe('')
  })

  test('20 global and 5 local indexes, 100 included attributes', () => {
    const include = { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: many(5) }
    const global = many(20).map(name => ({ ...gsi(`gsi-${name}`, schema('b')), Projection: include }))
    const locals = many(5).map(name => ({ IndexName: `lsi-${name}`, KeySchema: schema('a', 'b'), Projection: all }))
    expect(messageOf({ GlobalSecondaryIndexes: global, LocalSecondaryIndexes: locals })).toBe('')
    const sixth = { IndexName: 'more', KeySchema: schema('a', 'b'), Projection: all }
    expect(messageOf({ LocalSecondaryIndexes: [...locals, sixth] })).toBe(
      `${P}Number of LocalSecondaryIndexes exceeds per-table limit of 5`,
    )
    expect(messageOf({ GlobalSecondaryIndexes: [...global, gsi('more', schema('b'))] })).toBe(
      `${P}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
    )
    const included = { ...sixth, Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['x'] } }
    expect(messageOf({ GlobalSecondaryIndexes: global, LocalSecondaryIndexes: [included] })).toContain('limit of 100')
  })
})

describe('CreateTable: billing', () => {
  const throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
  const provisioned = { BillingMode: 'PROVISIONED' as const, ProvisionedThroughput: throughput }
  test.each([
    [
      { BillingMode: 'PROVISIONED' as const },
      `${P}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    ],
    [
      { ProvisionedThroughput: throughput },
      `${P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
    ],
    [
      { ...provisioned, ProvisionedThroughput: { ReadCapacityUnits: 1e12, WriteCapacityUnits: 1e12 + 1 } },
      'Given value 1000000000001 for WriteCapacityUnits is out of bounds',
    ],
    [
      indexed({ ProvisionedThroughput: throughput }),
      `${P}ProvisionedThroughput should not be specified for index: byC when BillingMode is PAY_PER_REQUEST`,
    ],
    [{ ...provisioned, ...indexed({}) }, `${P}ProvisionedThroughput is not specified for index: byC`],
    [
      { ...provisioned, OnDemandThroughput: { MaxReadRequestUnits: 1 } },
      `${P}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
    ],
    [
      { OnDemandThroughput: { MaxReadRequestUnits: 1, MaxWriteRequestUnits: 0 } },
      `${P}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`,
    ],
    [
      indexed({ OnDemandThroughput: { MaxReadRequestUnits: -1 } }),
      `${P}Requested MaxReadRequestUnits for OnDemandThroughput for index : byC is outside of valid range`,
    ],
  ])('%j', (change, message) => {
    expect(messageOf(change)).toBe(message)
  })
})

describe('CreateTable: table key', () => {
  test.each([
    [
      { AttributeDefinitions: undefined, KeySchema: undefined },
      "2 validation errors detected: Value null at 'attributeDefinitions' failed to satisfy constraint: Member must not be null; Value null at 'keySchema' failed to satisfy constraint: Member must not be null",
    ],
    [
      { KeySchema: undefined },
      "1 validation error detected: Value null at 'keySchema' failed to satisfy constraint: Member must not be null",
    ],
    [{ AttributeDefinitions: define('a', 'a') }, 'Attribute Name is duplicated: a'],
    [{ AttributeDefinitions: define('a') }, 'Invalid KeySchema: Some index key attribute have no definition'],
    [
      { AttributeDefinitions: define('a'), KeySchema: schema('a', 'a') },
      'Invalid KeySchema: Some index key attribute have no definition',
    ],
    [
      { AttributeDefinitions: define('a', 'c') },
      `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [a, b], AttributeDefinitions: [a, c]`,
    ],
    [
      { AttributeDefinitions: [], KeySchema: schema('a') },
      `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions: []`,
    ],
    [
      { KeySchema: schema('a', 'a') },
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    ],
    [
      { KeySchema: schema('a', 'b').toReversed() },
      'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
    ],
    [
      { KeySchema: [...schema('a'), ...schema('b')] },
      'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
    ],
    [
      { KeySchema: schema('a') },
      `${P}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    ],
  ] as [Partial<CreateTableInput>, string][])('%j', (change, message) => {
    expect(messageOf(change)).toBe(message)
  })
})

describe('CreateTable: local indexes', () => {
  test.each([
    [{ LocalSecondaryIndexes: [] }, `${P}List of LocalSecondaryIndexes is empty`],
    [
      { ...local(schema('a', 'c')), KeySchema: schema('a') },
      `${P}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
    ],
    [local(schema('a')), `${P}Index KeySchema does not have a range key for index: local`],
    [
      local(schema('b', 'c')),
      `${P}Index KeySchema does not have the same leading hash key as table KeySchema for index: local. index hash key: b, table hash key: a`,
    ],
    [
      local(schema('a', 'x')),
      `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [a, x], AttributeDefinitions: [a, b, c]`,
    ],
    [
      local([...schema('a'), ...schema('c')]),
      'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
    ],
  ])('%j', (change, message) => {
    expect(messageOf(change)).toBe(message)
  })
})

describe('CreateTable: global indexes', () => {
  const hashes = (...names: string[]) => names.flatMap(name => schema(name))
  const keyed = (KeySchema: KeySchemaElement[], names = ['a', 'b', 'c', 'd', 'e']) => ({
    ...indexed({ KeySchema }),
    AttributeDefinitions: define(...names),
  })
  test.each([
    [{ GlobalSecondaryIndexes: [] }, `${P}List of GlobalSecondaryIndexes is empty`],
    [
      indexed({ KeySchema: schema('x') }),
      `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [x], AttributeDefinitions: [a, b, c]`,
    ],
    [keyed(schema('c', 'c')), 'Both the Hash Key and the Range Key element in the KeySchema have the same name'],
    [keyed(hashes('c', 'd', 'c')), 'The KeySchema contains multiple key attributes with the same name'],
    [keyed(schema('c', 'd').toReversed()), 'Invalid KeySchema: The first KeySchemaElement is not a HASH key type'],
    [
      keyed([...schema('c', 'd'), ...schema('e')]),
      `${P}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
    ],
    [
      keyed(hashes('a', 'b', 'c', 'd', 'e')),
      `${P}The KeySchema exceeds the maximum allowed number of HASH key attributes`,
    ],
    [
      keyed(
        [
          ...schema('a'),
          ...hashes('b', 'c', 'd', 'e', 'f').map(element => ({ ...element, KeyType: 'RANGE' as const })),
        ],
        ['a', 'b', 'c', 'd', 'e', 'f'],
      ),
      `${P}The KeySchema exceeds the maximum allowed number of RANGE key attributes`,
    ],
    [
      { ...indexed({}), AttributeDefinitions: define('a', 'b', 'c', 'd') },
      `${P}Some AttributeDefinitions are not used. AttributeDefinitions: [a, b, c, d], keys used: [a, b, c]`,
    ],
    [
      {
        AttributeDefinitions: define('a', 'b', 'c'),
        GlobalSecondaryIndexes: [gsi('byC', schema('c')), gsi('byC', schema('b'))],
      },
      `${P}Duplicate index name: byC`,
    ],
    [
      { ...local(schema('a', 'c')), GlobalSecondaryIndexes: [gsi('local', schema('c'))] },
      `${P}Duplicate index name: local`,
    ],
  ])('%j', (change, message) => {
    expect(messageOf(change)).toBe(message)
  })
})

describe('CreateTable: projections and settings', () => {
  const refusedProjection: [GlobalSecondaryIndexInput['Projection'], string][] = [
    [{}, 'Unknown ProjectionType: null'],
    [{ ProjectionType: 'ALL', NonKeyAttributes: ['x'] }, 'ProjectionType is ALL, but NonKeyAttributes is specified'],
    [
      { ProjectionType: 'KEYS_ONLY', NonKeyAttributes: ['x'] },
      'ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified',
    ],
    [{ ProjectionType: 'INCLUDE' }, 'ProjectionType is INCLUDE, but NonKeyAttributes is not specified'],
    [{ ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'y', 'x'] }, 'Duplicate element in NonKeyAttributes: x'],
  ]
  test.each(refusedProjection)('%j', (Projection, message) => {
    expect(messageOf(indexed({ Projection }))).toBe(P + message)
  })

  test.each([
    [
      { StreamSpecification: { StreamEnabled: false, StreamViewType: 'KEYS_ONLY' as const } },
      `${P}Table is being created with a stream disabled, UpdateViewType should not be specified`,
    ],
    [
      { SSESpecification: { Enabled: false, SSEType: 'KMS' as const } },
      `${P}SSEType can not be specified if Enabled is false`,
    ],
    [{ SSESpecification: { Enabled: true, SSEType: 'AES256' as const } }, `${P}SSEType AES256 is not supported`],
    [
      { SSESpecification: { Enabled: true, KMSMasterKeyId: 'k' } },
      `${P}SSEType KMS is required if KMSMasterKeyId is specified`,
    ],
    [{ Tags: [{ Key: 'AWS:x', Value: '' }] }, 'Tag Key cannot be prefixed with aws:, Key: AWS:x'],
    [
      { Tags: many(51).map(Key => ({ Key, Value: '' })) },
      'Number of Tags exceed the current limit for the provided ResourceArn',
    ],
    [
      {
        Tags: [
          { Key: 'k', Value: '1' },
          { Key: 'k', Value: '2' },
        ],
      },
      'Duplicate Tag Keys provided as input: Duplicate Tag Key found k',
    ],
    [
      {
        VectorIndexes: [
          {
            IndexName: 'vector',
            VectorAttribute: { AttributeName: 'v' },
            SearchSchema: [{ AttributeName: 'c', SearchSchemaElementType: 'HASH' as const }],
            Projection: all,
            Dimensions: 2,
            DistanceFunction: 'COSINE' as const,
          },
        ],
      },
      `${P}One element in SearchSchema is not defined in attribute definitions`,
    ],
  ])('%j', (change, message) => {
    expect(messageOf(change)).toBe(message)
  })

  test('50 tags are allowed', () => {
    expect(messageOf({ Tags: many(50).map(Key => ({ Key, Value: '' })) })).toBe('')
  })
})
