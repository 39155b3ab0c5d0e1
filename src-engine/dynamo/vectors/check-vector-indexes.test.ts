import { describe, expect, test } from 'vitest'
import type { CreateTableInput, UpdateTableInput, VectorIndexInput } from '../api/shapes/index.ts'
import { checkCreateTable } from '../schema/check-definition.ts'
import { checkIndexUpdates, type TableBeforeUpdate } from '../schema/check-index-updates.ts'

const P = 'One or more parameter values were invalid: '
const vix: VectorIndexInput = {
  IndexName: 'vix',
  VectorAttribute: { AttributeName: 'v' },
  Dimensions: 3,
  DistanceFunction: 'COSINE',
  Projection: { ProjectionType: 'ALL' },
}
const define = (...names: string[]) => names.map(name => ({ AttributeName: name, AttributeType: 'S' as const }))
const base: CreateTableInput = {
  TableName: 'Films',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: define('pk'),
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
}
const hash = (AttributeName: string) => ({ AttributeName, SearchSchemaElementType: 'HASH' as const })
const filter = (AttributeName: string) => ({ AttributeName, SearchSchemaElementType: 'INLINE_FILTER' as const })
const names = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`)

function refusal(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

describe('CreateTable', () => {
  const created = (...VectorIndexes: VectorIndexInput[]) => checkCreateTable({ ...base, VectorIndexes })

  test('a definition has its parts in the order declared', () => {
    const { vectors } = checkCreateTable({
      ...base,
      AttributeDefinitions: [...define('pk', 'tenant'), { AttributeName: 'year', AttributeType: 'N' }],
      VectorIndexes: [{ ...vix, SearchSchema: [filter('year'), hash('tenant')] }],
    })
    expect(vectors).toEqual([
      {
        name: 'vix',
        attribute: 'v',
        dimensions: 3,
        distance: 'COSINE',
        searchSchema: [
          { name: 'year', type: 'N', role: 'INLINE_FILTER' },
          { name: 'tenant', type: 'S', role: 'HASH' },
        ],
        projection: { type: 'ALL' },
      },
    ])
  })

  test('a table without vector indexes says nothing of them', () => {
    expect(Object.keys(checkCreateTable(base))).not.toContain('vectors')
  })

  test('limits are inclusive', () => {
    const filters = names(18)
    const definition = checkCreateTable({
      ...base,
      AttributeDefinitions: define('pk', 'h', ...filters),
      VectorIndexes: [
        { ...vix, Dimensions: 4096, SearchSchema: [hash('h'), ...filters.map(filter)] },
        ...[2, 3, 4, 5].map(n => ({ ...vix, IndexName: `vix${n}`, Dimensions: 4096 })),
      ],
    })
    expect(definition.vectors).toHaveLength(5)
  })

  test.each<[string, () => unknown, string]>([
    ['no index', () => created(), 'List of VectorIndexes is empty'],
    [
      'a provisioned table',
      () =>
        checkCreateTable({
          ...base,
          BillingMode: undefined,
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
          VectorIndexes: [vix],
        }),
      'Vector indexes are only supported for PAY_PER_REQUEST tables',
    ],
    [
      'six indexes',
      () => created(...[1, 2, 3, 4, 5, 6].map(n => ({ ...vix, IndexName: `vix${n}` }))),
      'VectorIndex count exceeds the per-table limit of 5',
    ],
    ['one name twice', () => created(vix, vix), 'Duplicate index name: vix'],
    [
      '4097 dimensions',
      () => created({ ...vix, Dimensions: 4097 }),
      'Number of dimensions must be between 1 and 4096 inclusive.',
    ],
    [
      'different dimensions of one attribute',
      () => created(vix, { ...vix, IndexName: 'other', Dimensions: 4 }),
      "Conflicting attribute definition for 'v'. All VectorIndexes on the same vector attribute must use the same dimensions.",
    ],
    [
      'a vector that is a key',
      () => created({ ...vix, VectorAttribute: { AttributeName: 'pk' } }),
      "Conflicting attribute definition for 'pk'. An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute.",
    ],
    [
      'a search attribute without definition',
      () => created({ ...vix, SearchSchema: [hash('tenant')] }),
      'One element in SearchSchema is not defined in attribute definitions',
    ],
    [
      'a search attribute twice',
      () => created({ ...vix, SearchSchema: [hash('pk'), filter('pk')] }),
      'SearchSchema contains a duplicate AttributeName',
    ],
    [
      'two HASH elements',
      () => created({ ...vix, SearchSchema: [hash('a'), hash('b')] }),
      "Value '2' at 'SearchSchema' failed to satisfy constraint: Member must have HASH count less than or equal to 1",
    ],
    [
      '19 filters',
      () => created({ ...vix, SearchSchema: names(19).map(filter) }),
      "Value '19' at 'SearchSchema' failed to satisfy constraint: Member must have INLINE_FILTER count less than or equal to 18",
    ],
    ['no projection type', () => created({ ...vix, Projection: {} }), 'Unknown ProjectionType: null'],
  ])('%s', (_, act, text) => {
    expect(refusal(act)).toBe(`ValidationException: ${P}${text}`)
  })

  test('vectors and filters count among the projected attributes', () => {
    const five = [1, 2, 3, 4, 5].map(n => ({
      ...vix,
      IndexName: `vix${n}`,
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: names(19) },
    }))
    const inAll = (...SearchSchema: VectorIndexInput['SearchSchema'] & object) =>
      checkCreateTable({
        ...base,
        AttributeDefinitions: define('pk', 'x'),
        VectorIndexes: five.map((index, at) => (at === 0 ? { ...index, SearchSchema } : index)),
      })
    expect(refusal(() => inAll(hash('x')))).toBe('')
    expect(refusal(() => inAll(filter('x')))).toContain('Number of NonKeyAttributes over all indexes')
  })
})

describe('UpdateTable', () => {
  const table: TableBeforeUpdate = {
    definition: checkCreateTable({
      ...base,
      AttributeDefinitions: define('pk', 'g', 'tenant'),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      VectorIndexes: [{ ...vix, SearchSchema: [hash('tenant')] }],
    }),
    attributeDefinitions: define('pk', 'g', 'tenant'),
    billing: 'PAY_PER_REQUEST',
  }
  const update = (input: Partial<UpdateTableInput>) => checkIndexUpdates(table, { TableName: 'Films', ...input })
  const create = (index: Partial<VectorIndexInput>, more: Partial<UpdateTableInput> = {}) =>
    update({ VectorIndexUpdates: [{ Create: { ...vix, IndexName: 'new', ...index } }], ...more })

  test('a new index comes last and brings its definitions', () => {
    const after = create({ SearchSchema: [filter('genre')] }, { AttributeDefinitions: define('genre') })
    expect(after.definition.vectors?.map(index => index.name)).toEqual(['vix', 'new'])
    expect(after.attributeDefinitions).toEqual(define('pk', 'g', 'tenant', 'genre'))
  })

  test('a deleted index takes the definitions that nobody else uses along, and the last one the list', () => {
    const after = update({ VectorIndexUpdates: [{ Delete: { IndexName: 'vix' } }] })
    expect(after.attributeDefinitions).toEqual(define('pk', 'g'))
    expect(Object.keys(after.definition)).not.toContain('vectors')
  })

  test('a deleted global index leaves what a search schema uses', () => {
    const after = update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'gsi' } }] })
    expect(after.attributeDefinitions).toEqual(define('pk', 'tenant'))
    expect(after.definition.vectors).toHaveLength(1)
  })

  test.each<[string, () => unknown, string]>([
    [
      'no action',
      () => update({ VectorIndexUpdates: [{}] }),
      `ValidationException: ${P}One of VectorIndexUpdate.Create, VectorIndexUpdate.Delete must not be null`,
    ],
    [
      'two actions in one',
      () => update({ VectorIndexUpdates: [{ Create: vix, Delete: { IndexName: 'vix' } }] }),
      `ValidationException: ${P}Only one vector index action is allowed per VectorIndexUpdate object`,
    ],
    [
      'a vector index and a global one',
      () =>
        update({
          VectorIndexUpdates: [{ Delete: { IndexName: 'vix' } }],
          GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'gsi' } }],
        }),
      'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    ],
    [
      'a name of a vector index',
      () => create({ IndexName: 'vix' }),
      'ValidationException: Attempting to create an index which already exists',
    ],
    [
      'a name of a global index',
      () => create({ IndexName: 'gsi' }),
      'ValidationException: Attempting to create an index which already exists',
    ],
    [
      'deleting what is not there',
      () => update({ VectorIndexUpdates: [{ Delete: { IndexName: 'absent' } }] }),
      'ResourceNotFoundException: Requested resource not found: Index absent for table Films',
    ],
    [
      'definitions that only the table has',
      () => create({ SearchSchema: [hash('tenant')] }),
      `ValidationException: ${P}One element in SearchSchema is not defined in attribute definitions`,
    ],
    [
      'a key as vector',
      () => create({ VectorAttribute: { AttributeName: 'g' } }),
      `ValidationException: ${P}Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: Schema:[SchemaElement: key{g:S:HASH}] New schema: VectorIndexSchema:[VectorAttribute: key{g:L:3}]`,
    ],
    [
      'a vector as key',
      () =>
        update({
          AttributeDefinitions: define('v'),
          GlobalSecondaryIndexUpdates: [
            {
              Create: {
                IndexName: 'byV',
                KeySchema: [{ AttributeName: 'v', KeyType: 'HASH' }],
                Projection: { ProjectionType: 'ALL' },
              },
            },
          ],
        }),
      `ValidationException: ${P}Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: VectorIndexSchema:[VectorAttribute: key{v:L:3}] New schema: Schema:[SchemaElement: key{v:S:HASH}]`,
    ],
  ])('%s', (_, act, text) => {
    expect(refusal(act)).toBe(text)
  })

  test('a sixth index is over the limit of the subscriber', () => {
    const vectors = [1, 2, 3, 4, 5].map(n => ({ ...vix, IndexName: `vix${n}` }))
    const full = { ...table, definition: checkCreateTable({ ...base, VectorIndexes: vectors }) }
    const input = { TableName: 'Films', VectorIndexUpdates: [{ Create: { ...vix, IndexName: 'vix6' } }] }
    expect(refusal(() => checkIndexUpdates(full, input))).toBe(
      'LimitExceededException: Subscriber limit exceeded: Number of vector secondary indexes exceeds per-table limit of 5',
    )
  })

  test('the billing mode is the one that the request leaves', () => {
    const provisioned = { ...table, billing: 'PROVISIONED' as const }
    const input: UpdateTableInput = {
      TableName: 'Films',
      VectorIndexUpdates: [{ Create: { ...vix, IndexName: 'new' } }],
    }
    expect(refusal(() => checkIndexUpdates(provisioned, input))).toContain(
      'only supported for PAY_PER_REQUEST tables',
    )
    expect(refusal(() => checkIndexUpdates(provisioned, { ...input, BillingMode: 'PAY_PER_REQUEST' }))).toBe('')
  })
})
