import { describe, expect, test } from 'vitest'
import { modelInfoOf, recordOf, recordOfKind, tablesOf } from '../document/queries.ts'
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
