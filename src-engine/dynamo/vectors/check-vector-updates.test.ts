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
const _names = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`)

function refusal(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

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
