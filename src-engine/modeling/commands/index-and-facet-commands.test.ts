import { describe, expect, test } from 'vitest'
import { indexesOf, itemsOfTable, recordOfKind } from '../document/queries.ts'
import { type Modeler, ordersModel } from '../testing/orders-model.ts'

const S = (name: string) => ({ name, type: 'S' }) as const
const N = (name: string) => ({ name, type: 'N' }) as const
const tableOf = (modeler: Modeler) => recordOfKind(modeler.document, 'table', 'table-1')

describe('indexes', () => {
  const add = {
    tableId: 'table-1',
    indexKind: 'GSI',
    name: 'other',
    key: { partition: [S('a')], sort: [] },
    projection: { type: 'ALL' },
  } as const

  test('declare their key attributes', () => {
    expect(tableOf(ordersModel().run('add-index', add))?.attributes.at(-1)).toEqual(S('a'))
    const modeler = ordersModel().run('change-index', { indexId: 'index-1', key: { partition: [N('b')], sort: [] } })
    expect(tableOf(modeler)?.attributes.at(-1)).toEqual(N('b'))
    expect(tableOf(modeler.run('remove-index', { indexId: 'index-1' }))?.attributes.at(-1)).toEqual(N('b'))
    expect(indexesOf(modeler.document, 'table-1')).toHaveLength(1)
  })

  test('a global key has up to four and four attributes', () => {
    const four = [S('a'), S('b'), S('c'), S('d')]
    const rest = [S('e'), S('f'), S('g'), S('h')]
    ordersModel().run('add-index', { ...add, key: { partition: four, sort: rest } })
    expect(ordersModel().refused('add-index', { ...add, key: { partition: [...four, S('x')], sort: [] } })).toEqual([
      'invalid-index-key key',
    ])
    expect(ordersModel().refused('add-index', { ...add, key: { partition: four, sort: [...rest, S('x')] } })).toEqual(
      ['invalid-index-key key'],
    )
  })

  test.each([
    [{ name: 'x' }, 'invalid-index-name name'],
    [{ name: 'byStatus' }, 'duplicate-index-name name'],
    [{ key: { partition: [], sort: [] } }, 'invalid-index-key key'],
    [{ key: { partition: [N('status')], sort: [] } }, 'attribute-type-conflict status'],
    [{ indexKind: 'LSI', key: { partition: [S('a')], sort: [S('b')] } }, 'invalid-index-key key'],
    [{ indexKind: 'LSI', key: { partition: [S('PK')], sort: [] } }, 'invalid-index-key key'],
    [{ projection: { type: 'INCLUDE', attributes: [] } }, 'invalid-projection projection'],
    [{ projection: { type: 'INCLUDE', attributes: ['x', 'x'] } }, 'invalid-projection projection'],
    [
      { projection: { type: 'INCLUDE', attributes: Array.from({ length: 21 }, (_, at) => `a${at}`) } },
      'invalid-projection projection',
    ],
  ] as const)('%j is refused', (change, problem) => {
    expect(ordersModel().refused('add-index', { ...add, ...change })).toEqual([problem])
  })

  test('a table takes 20 global and 5 local ones', () => {
    const modeler = ordersModel()
    for (let at = 0; at < 19; at++) modeler.run('add-index', { ...add, name: `global-${at}` })
    expect(modeler.refused('add-index', add)).toEqual(['too-many-indexes GSI'])
    const local = { ...add, indexKind: 'LSI', key: { partition: [S('PK')], sort: [S('a')] } } as const
    for (let at = 0; at < 4; at++) modeler.run('add-index', { ...local, name: `local-${at}` })
    expect(modeler.refused('add-index', local)).toEqual(['too-many-indexes LSI'])
  })

  test('all indexes together include 100 attributes', () => {
    const include = (from: number, count: number) =>
      ({ type: 'INCLUDE', attributes: Array.from({ length: count }, (_, at) => `i${from + at}`) }) as const
    const modeler = ordersModel()
    for (let at = 0; at < 4; at++)
      modeler.run('add-index', { ...add, name: `wide-${at}`, projection: include(0, 20) })
    expect(modeler.refused('add-index', { ...add, projection: include(0, 20) })).toEqual(['invalid-projection'])
    modeler.run('add-index', { ...add, projection: include(0, 19) })
  })
})

describe('facets', () => {
  test('change; null takes an alias away', () => {
    const modeler = ordersModel().run('change-facet', {
      facetId: 'facet-1',
      partitionKeyAlias: null,
      sortKeyAlias: 'kind',
      attributes: ['total'],
    })
    const { partitionKeyAlias, sortKeyAlias, attributes } = recordOfKind(modeler.document, 'facet', 'facet-1') ?? {}
    expect([partitionKeyAlias, sortKeyAlias, attributes]).toEqual([undefined, 'kind', ['total']])
  })

  test('names are unique in the model, not only in the table', () => {
    const modeler = ordersModel().run('add-table', { name: 'Users', key: { partition: [S('id')], sort: [] } })
    expect(modeler.refused('add-facet', { tableId: 'table-2', name: 'order' })).toEqual(['duplicate-facet-name name'])
    expect(modeler.refused('change-facet', { facetId: 'facet-2', name: '' })).toEqual(['empty-facet-name name'])
  })

  test('removed, they leave their items in the table, or take them along', () => {
    const kept = ordersModel().run('remove-facet', { facetId: 'facet-1' })
    expect(itemsOfTable(kept.document, 'table-1')).toHaveLength(3)
    expect(recordOfKind(kept.document, 'item', 'item-1')).not.toHaveProperty('facetId')
    const gone = ordersModel().run('remove-facet', { facetId: 'facet-1', withItems: true })
    expect(itemsOfTable(gone.document, 'table-1').map(({ id }) => id)).toEqual(['item-2', 'item-3'])
  })
})
