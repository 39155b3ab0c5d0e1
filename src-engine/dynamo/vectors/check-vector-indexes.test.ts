import { describe, expect, test } from 'vitest'
import type { CreateTableInput, VectorIndexInput } from '../api/shapes/index.ts'
import { checkCreateTable } from '../schema/check-definition.ts'

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
