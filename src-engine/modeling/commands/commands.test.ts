import { describe, expect, test } from 'vitest'
import type { Item } from '../document/model-document.ts'
import {
  facetsOf,
  indexesOf,
  itemsOfTable,
  modelInfoOf,
  recordOf,
  recordOfKind,
  tablesOf,
} from '../document/queries.ts'
import { Modeler, ordersModel } from '../testing/orders-model.ts'

const S = (name: string) => ({ name, type: 'S' }) as const
const N = (name: string) => ({ name, type: 'N' }) as const
const tableOf = (modeler: Modeler) => recordOfKind(modeler.document, 'table', 'table-1')
const indexOf = (modeler: Modeler, id: string) => recordOfKind(modeler.document, 'index', id)
const itemOf = (modeler: Modeler, id: string) => recordOfKind(modeler.document, 'item', id)?.item

describe('model', () => {
  test('is renamed and described; null takes a text away', () => {
    const modeler = ordersModel()
      .run('rename-model', { name: 'Store' })
      .run('change-model-info', { author: 'Ada', description: 'x' })
    expect(modelInfoOf(modeler.document)).toMatchObject({ name: 'Store', author: 'Ada', description: 'x' })
    expect(modelInfoOf(modeler.run('change-model-info', { author: null }).document)).not.toHaveProperty('author')
    expect(modelInfoOf(modeler.document)).toHaveProperty('description', 'x')
    expect(modeler.refused('rename-model', { name: '  ' })).toEqual(['empty-model-name name'])
  })
})

describe('table names', () => {
  test.each([
    ['', 'invalid-table-name name'],
    ['ab', 'invalid-table-name name'],
    ['a'.repeat(256), 'invalid-table-name name'],
    ['Orders 2', 'invalid-table-name name'],
    ['Börse', 'invalid-table-name name'],
    ['Orders', 'duplicate-table-name name'],
  ])('%j is refused', (name, problem) => {
    const modeler = ordersModel()
    expect(modeler.refused('add-table', { name, key: { partition: [S('id')], sort: [] } })).toEqual([problem])
  })

  test.each(['abc', 'a'.repeat(255), 'A.b-c_9'])('%j is taken', name => {
    expect(tableOf(ordersModel().run('rename-table', { tableId: 'table-1', name }))?.name).toBe(name)
  })
})

describe('new records', () => {
  test('get the next free id and the last position', () => {
    const modeler = ordersModel().run('add-table', { name: 'Users', key: { partition: [S('id')], sort: [] } })
    expect(tablesOf(modeler.document).map(({ id, position }) => [id, position])).toEqual([
      ['table-1', 1],
      ['table-2', 2],
    ])
  })

  test("take the caller's id, unless it is in use", () => {
    const modeler = ordersModel()
    const facet = { tableId: 'table-1', name: 'other' }
    expect(modeler.refused('add-facet', { id: 'item-1', ...facet })).toEqual(['id-in-use id'])
    expect(recordOf(modeler.run('add-facet', { id: '__proto__', ...facet }).document, '__proto__')).toMatchObject(
      facet,
    )
  })

  test('are refused in a table that is not there', () => {
    const modeler = ordersModel()
    expect(modeler.refused('add-facet', { tableId: 'table-7', name: 'x' })).toEqual(['unknown-record'])
    expect(modeler.refused('add-item', { tableId: 'facet-1', item: {} })).toEqual(['unknown-record'])
  })
})

describe('arguments', () => {
  test('stay the caller’s: changing them later changes no document', () => {
    const key = { partition: [S('id')], sort: [] }
    const item: Record<string, { L: { S: string }[] }> = { id: { L: [{ S: 'x' }] } }
    const modeler = new Modeler()
      .run('add-table', { name: 'Users', key })
      .run('add-item', { tableId: 'table-1', item })
    key.partition.pop()
    item.id?.L.pop()
    expect(tableOf(modeler)?.key.partition).toHaveLength(1)
    expect(itemOf(modeler, 'item-1')).toEqual({ id: { L: [{ S: 'x' }] } })
  })
})

describe('table settings', () => {
  test('are set one by one and cleared with null', () => {
    const modeler = ordersModel()
      .run('change-table-settings', { tableId: 'table-1', billing: { mode: 'PAY_PER_REQUEST' }, tags: { a: 'b' } })
      .run('change-table-settings', { tableId: 'table-1', stream: 'NEW_IMAGE', tags: null })
    expect(tableOf(modeler)).toMatchObject({ billing: { mode: 'PAY_PER_REQUEST' }, stream: 'NEW_IMAGE' })
    expect(tableOf(modeler)).not.toHaveProperty('tags')
  })

  const scaling = { min: 1, max: 10, target: 70 }
  const provisioned = { mode: 'PROVISIONED', throughput: { read: 1, write: 1 } } as const
  test.each([
    [{ billing: { ...provisioned, throughput: { read: 0, write: 1 } } }, 'invalid-capacity billing.throughput.read'],
    [
      { billing: { ...provisioned, throughput: { read: 1, write: 1.5 } } },
      'invalid-capacity billing.throughput.write',
    ],
    [
      { billing: { ...provisioned, readScaling: { ...scaling, min: 11 } } },
      'invalid-auto-scaling billing.readScaling',
    ],
    [
      { billing: { ...provisioned, writeScaling: { ...scaling, target: 19 } } },
      'invalid-auto-scaling billing.writeScaling',
    ],
    [
      { billing: { ...provisioned, writeScaling: { ...scaling, target: 91 } } },
      'invalid-auto-scaling billing.writeScaling',
    ],
    [{ timeToLive: '' }, 'invalid-time-to-live timeToLive'],
    [{ timeToLive: 'ü'.repeat(128) }, 'invalid-time-to-live timeToLive'],
    [{ tags: { 'aws:x': '' } }, 'invalid-tag tags["aws:x"]'],
    [{ tags: { x: 'y'.repeat(257) } }, 'invalid-tag tags["x"]'],
    [{ tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`t${at}`, ''])) }, 'invalid-tag tags'],
  ])('%j is refused', (settings, problem) => {
    expect(ordersModel().refused('change-table-settings', { tableId: 'table-1', ...settings })).toEqual([problem])
  })

  test('the bounds themselves are taken', () => {
    ordersModel().run('change-table-settings', {
      tableId: 'table-1',
      billing: {
        ...provisioned,
        readScaling: { min: 1, max: 1, target: 20 },
        writeScaling: { ...scaling, target: 90 },
      },
      timeToLive: 'x'.repeat(255),
      tags: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`t${at}`, 'y'.repeat(256)])),
    })
  })
})

describe('change-table-key', () => {
  test('what depends on the key follows', () => {
    const modeler = ordersModel().run('change-table-key', {
      tableId: 'table-1',
      key: { partition: [S('status')], sort: [N('SK')] },
    })
    expect(tableOf(modeler)?.attributes).toEqual([N('total'), S('placed'), S('PK')])
    expect(indexOf(modeler, 'index-2')?.key).toEqual({ partition: [S('status')], sort: [N('total')] })
  })

  test('a new type reaches the indexes with the same attribute', () => {
    const modeler = ordersModel().run('change-table-key', {
      tableId: 'table-1',
      key: { partition: [S('PK')], sort: [N('placed')] },
    })
    expect(indexOf(modeler, 'index-1')?.key.sort).toEqual([N('placed')])
  })

  test.each([
    [{ partition: [], sort: [] }, ['invalid-table-key key']],
    [{ partition: [S('PK'), S('a')], sort: [S('b')] }, ['invalid-table-key key']],
    [{ partition: [S('PK')], sort: [S('a'), S('b')] }, ['invalid-table-key key']],
    [{ partition: [S('PK')], sort: [S('PK')] }, ['invalid-key-attribute key.sort[0].name']],
    [
      { partition: [S('')], sort: [S('SK')] },
      ['invalid-key-attribute key.partition[0].name', 'invalid-key-attribute key.partition[0].name'],
    ],
    [
      { partition: [S('x'.repeat(256))], sort: [S('SK')] },
      ['invalid-key-attribute key.partition[0].name', 'invalid-key-attribute key.partition[0].name'],
    ],
    [{ partition: [S('PK')], sort: [] }, ['invalid-index-key key']],
  ])('%j is refused', (key, problems) => {
    expect(ordersModel().refused('change-table-key', { tableId: 'table-1', key })).toEqual(problems)
  })
})

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

describe('a model that is wrong already', () => {
  test('can be edited elsewhere, but not made wrong anew in the same place', () => {
    const modeler = ordersModel()
    const broken = tableOf(modeler)
    if (broken === undefined) throw new Error('no table')
    const wrong = new Modeler({ records: { ...modeler.document.records, 'table-1': { ...broken, name: 'x' } } })
    wrong.run('change-table-settings', { tableId: 'table-1', stream: 'NEW_IMAGE' })
    expect(wrong.refused('rename-table', { tableId: 'table-1', name: 'y' })).toEqual(['invalid-table-name name'])
    expect(tableOf(wrong.run('rename-table', { tableId: 'table-1', name: 'Orders' }))?.name).toBe('Orders')
  })
})

test('remove-table takes indexes, facets and items along', () => {
  const modeler = ordersModel().run('add-table', { name: 'Users', key: { partition: [S('id')], sort: [] } })
  expect(Object.keys(modeler.run('remove-table', { tableId: 'table-1' }).document.records)).toEqual([
    'model',
    'table-2',
  ])
})
