import { describe, expect, test } from 'vitest'
import type { UpdateTableInput } from '../api/shapes/index.ts'
import { checkIndexUpdates, type TableBeforeUpdate } from './check-index-updates.ts'
import type { IndexDefinition } from './table-definition.ts'

const P = 'One or more parameter values were invalid: '
const index = (name: string, kind: 'GSI' | 'LSI', attribute: string): IndexDefinition => ({
  name,
  kind,
  key: { partition: [{ name: attribute, type: 'S' }], sort: [] },
  projection: { type: 'ALL' },
})
const before: TableBeforeUpdate = {
  definition: {
    name: 'Music',
    key: { partition: [{ name: 'pk', type: 'S' }], sort: [] },
    indexes: [index('byA', 'GSI', 'a'), index('local', 'LSI', 'pk')],
  },
  attributeDefinitions: [
    { AttributeName: 'a', AttributeType: 'S' },
    { AttributeName: 'pk', AttributeType: 'S' },
  ],
  billing: 'PAY_PER_REQUEST',
}
const create = (IndexName: string, attribute: string) => ({
  IndexName,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' as const }],
  Projection: { ProjectionType: 'ALL' as const },
})
type Updates = UpdateTableInput['GlobalSecondaryIndexUpdates']
const run = (GlobalSecondaryIndexUpdates: Updates, more: Partial<UpdateTableInput> = {}, table = before) =>
  checkIndexUpdates(table, { TableName: 'Music', GlobalSecondaryIndexUpdates, ...more })

describe('UpdateTable: index changes', () => {
  test('a new index comes last and brings its definitions', () => {
    const after = run([{ Create: create('byN', 'n') }], {
      AttributeDefinitions: [
        { AttributeName: 'n', AttributeType: 'N' },
        { AttributeName: 'unused', AttributeType: 'S' },
      ],
    })
    expect(after.definition.indexes.map(({ name }) => name)).toEqual(['byA', 'local', 'byN'])
    expect(after.definition.indexes[2]?.key).toEqual({ partition: [{ name: 'n', type: 'N' }], sort: [] })
    expect(after.attributeDefinitions.map(({ AttributeName }) => AttributeName)).toEqual(['a', 'pk', 'n'])
  })

  test('a new index on defined attributes defines them again', () => {
    const again = { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }] }
    expect(run([{ Create: create('byPk', 'pk') }], again).attributeDefinitions).toEqual(before.attributeDefinitions)
    expect(() => run([{ Create: create('byPk', 'pk') }])).toThrow(
      `${P}AttributeDefinitions is not specified for index: byPk`,
    )
  })

  test('a deleted index takes its definitions along', () => {
    const after = run([{ Delete: { IndexName: 'byA' } }])
    expect(after.definition.indexes.map(({ name }) => name)).toEqual(['local'])
    expect(after.attributeDefinitions).toEqual([{ AttributeName: 'pk', AttributeType: 'S' }])
  })

  test('retuning leaves the definition', () => {
    const retune = [
      { Update: { IndexName: 'byA', ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } } },
    ]
    expect(run(retune, { BillingMode: 'PROVISIONED' })).toEqual({
      definition: before.definition,
      attributeDefinitions: before.attributeDefinitions,
    })
    expect(() => run(retune)).toThrow(
      `${P}The only Updates for index: byA when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    )
  })
})

describe('UpdateTable: refused index changes', () => {
  const refused: [Updates, string][] = [
    [
      [{}],
      `${P}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`,
    ],
    [
      [{ Create: create('byB', 'pk'), Delete: { IndexName: 'byA' } }],
      `${P}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object`,
    ],
    [
      [{ Update: { IndexName: 'byA' } }, { Delete: { IndexName: 'byA' } }],
      `${P}Only one global secondary index update per index is allowed simultaneously. Index: byA`,
    ],
    [
      [{ Create: create('byB', 'pk') }, { Delete: { IndexName: 'byA' } }],
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    ],
    [[{ Create: create('byA', 'a') }], 'Attempting to create an index which already exists'],
    [[{ Create: create('local', 'a') }], 'Attempting to create an index which already exists'],
    [[{ Create: create('byX', 'x') }], `${P}AttributeDefinitions is not specified for index: byX`],
    [[{ Update: { IndexName: 'none' } }], 'Requested resource not found: Index none for table Music'],
    [
      [{ Update: { IndexName: 'byA' } }],
      `${P}The only Updates for index: byA when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    ],
    [[{ Update: { IndexName: 'local' } }], 'Cannot update an index that is not a GlobalSecondaryIndex: local'],
    [[{ Delete: { IndexName: 'local' } }], 'Cannot delete an index that is not a GlobalSecondaryIndex: local'],
    [[{ Delete: { IndexName: 'none' } }], 'Requested resource not found: Index none for table Music'],
  ]
  test.each(refused)('%j', (updates, message) => {
    expect(() => run(updates)).toThrow(expect.objectContaining({ message }))
  })

  test('definitions given must hold the keys and agree with what is stored', () => {
    const AttributeDefinitions = [{ AttributeName: 'a', AttributeType: 'N' as const }]
    expect(() => run([{ Create: create('byX', 'a') }], { AttributeDefinitions })).toThrow(
      `${P}Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: Schema:[SchemaElement: key{a:S:HASH}] New schema: Schema:[SchemaElement: key{a:N:HASH}]`,
    )
    expect(() =>
      run([{ Create: create('byX', 'x') }], { AttributeDefinitions: [{ AttributeName: 'y', AttributeType: 'S' }] }),
    ).toThrow('Keys: [x], AttributeDefinitions: [y]')
  })

  test('a provisioned table wants throughput, and 20 global indexes are the most', () => {
    expect(() => run([{ Create: create('byB', 'pk') }], {}, { ...before, billing: 'PROVISIONED' })).toThrow(
      `${P}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: byB`,
    )
    const indexes = Array.from({ length: 20 }, (_, n) => index(`gsi${n}`, 'GSI', 'pk'))
    const full = { ...before, definition: { ...before.definition, indexes } }
    expect(() => run([{ Create: create('more', 'pk') }], {}, full)).toThrow(
      expect.objectContaining({ code: 'LimitExceededException' }),
    )
  })
})
