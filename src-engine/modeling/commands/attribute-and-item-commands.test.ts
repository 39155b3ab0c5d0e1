import { describe, expect, test } from 'vitest'
import type { Item } from '../document/model-document.ts'
import { facetsOf, itemsOfTable, recordOfKind } from '../document/queries.ts'
import { Modeler, ordersModel } from '../testing/orders-model.ts'

const S = (name: string) => ({ name, type: 'S' }) as const
const N = (name: string) => ({ name, type: 'N' }) as const
const tableOf = (modeler: Modeler) => recordOfKind(modeler.document, 'table', 'table-1')
const indexOf = (modeler: Modeler, id: string) => recordOfKind(modeler.document, 'index', id)
const itemOf = (modeler: Modeler, id: string) => recordOfKind(modeler.document, 'item', id)?.item

describe('attributes', () => {
  test('are declared and retyped in place; index keys follow the type', () => {
    const modeler = ordersModel()
      .run('declare-attribute', { tableId: 'table-1', name: 'note', type: 'M' })
      .run('declare-attribute', { tableId: 'table-1', name: 'status', type: 'N' })
    expect(tableOf(modeler)?.attributes).toEqual([N('status'), N('total'), S('placed'), { name: 'note', type: 'M' }])
    expect(indexOf(modeler, 'index-1')?.key.partition).toEqual([N('status')])
    expect(modeler.refused('declare-attribute', { tableId: 'table-1', name: 'status', type: 'M' })).toEqual([
      'attribute-type-conflict status',
    ])
    expect(modeler.refused('declare-attribute', { tableId: 'table-1', name: 'PK', type: 'S' })).toEqual([
      'attribute-in-use PK',
    ])
    expect(modeler.refused('declare-attribute', { tableId: 'table-1', name: '', type: 'S' })).toEqual([
      'invalid-attribute-name attributes[4]',
    ])
  })

  test('are renamed wherever they stand', () => {
    const modeler = ordersModel()
      .run('change-table-settings', { tableId: 'table-1', timeToLive: 'total' })
      .run('rename-attribute', { tableId: 'table-1', from: 'total', to: '__proto__' })
      .run('rename-attribute', { tableId: 'table-1', from: 'PK', to: 'orderKey' })
    expect(tableOf(modeler)).toMatchObject({ timeToLive: '__proto__', key: { partition: [S('orderKey')] } })
    expect(tableOf(modeler)?.attributes).toEqual([S('status'), N('__proto__'), S('placed')])
    expect(indexOf(modeler, 'index-1')?.projection).toEqual({ type: 'INCLUDE', attributes: ['__proto__'] })
    expect(indexOf(modeler, 'index-2')?.key).toEqual({ partition: [S('orderKey')], sort: [N('__proto__')] })
    expect(facetsOf(modeler.document, 'table-1')[0]?.attributes).toEqual(['status', '__proto__'])
    expect(Object.entries(itemOf(modeler, 'item-1') ?? {})).toContainEqual(['__proto__', { N: '12.5' }])
    expect(itemsOfTable(modeler.document, 'table-1').every(({ item }) => Object.hasOwn(item, 'orderKey'))).toBe(true)
  })

  test('are not renamed onto another, declared or only in an item', () => {
    const modeler = ordersModel().run('change-item-attribute', { itemId: 'item-2', name: 'loose', value: { S: 'x' } })
    for (const to of ['status', 'PK', 'placed', 'loose', '']) {
      expect(modeler.refused('rename-attribute', { tableId: 'table-1', from: 'total', to })).toHaveLength(1)
    }
  })

  test('are removed from declarations, facets and projections, and from items when asked', () => {
    const base = ordersModel().run('remove-index', { indexId: 'index-2' })
    const modeler = new Modeler(base.document).run('remove-attribute', { tableId: 'table-1', name: 'total' })
    expect(tableOf(modeler)?.attributes).toEqual([S('status'), S('placed')])
    expect(indexOf(modeler, 'index-1')?.projection).toEqual({ type: 'KEYS_ONLY' })
    expect(facetsOf(modeler.document, 'table-1')[0]?.attributes).toEqual(['status'])
    expect(itemOf(modeler, 'item-1')).toHaveProperty('total')
    const clean = new Modeler(base.document).run('remove-attribute', {
      tableId: 'table-1',
      name: 'total',
      fromItems: true,
    })
    expect(itemOf(clean, 'item-1')).not.toHaveProperty('total')
    expect(base.refused('remove-attribute', { tableId: 'table-1', name: 'status' })).toEqual([
      'attribute-in-use status',
    ])
  })
})

describe('items', () => {
  test('are made canonical', () => {
    expect(itemOf(ordersModel(), 'item-1')).toHaveProperty('total', { N: '12.5' })
    const modeler = ordersModel().run('change-item-attribute', {
      itemId: 'item-2',
      name: 'n',
      value: { L: [{ N: '1e2' }] },
    })
    expect(itemOf(modeler, 'item-2')).toHaveProperty('n', { L: [{ N: '100' }] })
  })

  test('may lack keys, but not hold what DynamoDB has no reading for', () => {
    const modeler = ordersModel().run('add-item', { tableId: 'table-1', item: {} })
    expect(itemOf(modeler, 'item-4')).toEqual({})
    const bad = { PK: { N: 'x' }, SK: {}, ok: { S: '' } } as unknown as Item
    expect(modeler.refused('add-item', { tableId: 'table-1', item: bad })).toEqual([
      'invalid-item PK',
      'invalid-item SK',
    ])
    expect(modeler.refused('change-item-attribute', { itemId: 'item-1', name: 's', value: { SS: [] } })).toEqual([
      'invalid-item s',
    ])
  })

  test('change facet within their table', () => {
    const modeler = ordersModel().run('change-item', { itemId: 'item-1', facetId: 'facet-2' })
    expect(recordOfKind(modeler.document, 'item', 'item-1')?.facetId).toBe('facet-2')
    expect(
      recordOfKind(modeler.run('change-item', { itemId: 'item-1', facetId: null }).document, 'item', 'item-1'),
    ).not.toHaveProperty('facetId')
    modeler
      .run('add-table', { name: 'Users', key: { partition: [S('id')], sort: [] } })
      .run('add-facet', { tableId: 'table-2', name: 'user' })
    expect(modeler.refused('change-item', { itemId: 'item-1', facetId: 'facet-3' })).toEqual(['unknown-record'])
  })

  test('lose an attribute, or go', () => {
    const modeler = ordersModel().run('change-item-attribute', { itemId: 'item-1', name: 'total', value: null })
    expect(itemOf(modeler, 'item-1')).not.toHaveProperty('total')
    modeler.run('remove-items', { itemIds: ['item-1', 'item-3', 'item-1'] })
    expect(itemsOfTable(modeler.document, 'table-1').map(({ id }) => id)).toEqual(['item-2'])
    expect(modeler.refused('remove-items', { itemIds: ['item-2', 'item-9'] })).toEqual(['unknown-record'])
  })
})

describe('move-record', () => {
  const order = (modeler: Modeler) => itemsOfTable(modeler.document, 'table-1').map(({ id }) => id)

  test('before a sibling, or to the end', () => {
    const modeler = ordersModel().run('move-record', { recordId: 'item-3', before: 'item-2' })
    expect(order(modeler)).toEqual(['item-1', 'item-3', 'item-2'])
    expect(order(modeler.run('move-record', { recordId: 'item-2', before: 'item-1' }))).toEqual([
      'item-2',
      'item-1',
      'item-3',
    ])
    expect(order(modeler.run('move-record', { recordId: 'item-2', before: null }))).toEqual([
      'item-1',
      'item-3',
      'item-2',
    ])
    expect(modeler.refused('move-record', { recordId: 'item-1', before: 'facet-1' })).toEqual(['unknown-record'])
    expect(modeler.refused('move-record', { recordId: 'model', before: null })).toEqual(['unknown-record'])
  })

  test('again and again in one place: the order holds when the positions run out', () => {
    const modeler = ordersModel()
    for (let round = 0; round < 200; round++) {
      const [, second, third] = order(modeler)
      modeler.run('move-record', { recordId: third ?? '', before: second ?? '' })
      expect(order(modeler)).toEqual(['item-1', third, second])
    }
  })
})
