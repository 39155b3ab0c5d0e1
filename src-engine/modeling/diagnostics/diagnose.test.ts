import { describe, expect, test } from 'vitest'
import type { Item, ModelDocument, TableRecord } from '../document/model-document.ts'
import { ordersModel } from '../testing/orders-model.ts'
import { catalogue } from './catalogue.ts'
import { diagnose } from './diagnose.ts'

const codes = (document: ModelDocument): readonly string[] =>
  diagnose(document).map(({ code, recordId, attribute }) => [code, recordId, attribute].filter(Boolean).join(' '))

/** What there is to say about the orders model when its third item is this one. */
function withItem(item: Item): readonly string[] {
  return codes(ordersModel().run('change-item', { itemId: 'item-3', item }).document)
}

function withTable(change: Partial<TableRecord>): readonly string[] {
  const { document } = ordersModel()
  const table = document.records['table-1'] as TableRecord
  return codes({ records: { ...document.records, 'table-1': { ...table, ...change } } })
}

const key = (pk: string, sk: string): Item => ({ PK: { S: pk }, SK: { S: sk } })

test('a clean model has nothing to say', () => {
  expect(diagnose(ordersModel().document)).toEqual([])
})

test('a finding carries what to show', () => {
  const found = diagnose(
    ordersModel().run('change-item', { itemId: 'item-3', item: { pk: { S: 'o#2' }, SK: { S: 'x' } } }).document,
  )
  expect(found[0]).toEqual({
    code: 'missing-key-attribute',
    severity: 'error',
    message: 'The item has no key attribute "PK"; it has "pk"',
    why: catalogue['missing-key-attribute'].why,
    fix: catalogue['missing-key-attribute'].fix,
    recordId: 'item-3',
    attribute: 'PK',
  })
})

describe('keys of items', () => {
  test.each([
    [{ PK: { S: 'a' } }, ['missing-key-attribute item-3 SK']],
    [{ PK: { N: '1' }, SK: { S: 'a' } }, ['wrong-key-type item-3 PK']],
    [key('', 'a'), ['empty-key-value item-3 PK']],
    [key('x'.repeat(2048), 'y'.repeat(1024)), []],
    [key('x'.repeat(2049), 'y'), ['key-too-long item-3 PK']],
    [key('x', 'ü'.repeat(513)), ['key-too-long item-3 SK']],
    [key('o#1', 'meta'), ['duplicate-primary-key item-3']],
  ] as const)('%j', (item, expected) => {
    expect(withItem(item)).toEqual(expected)
  })

  test('equal numbers are one key, however they were written', () => {
    const modeler = ordersModel()
      .run('add-table', { name: 'Numbers', key: { partition: [{ name: 'n', type: 'N' }], sort: [] } })
      .run('add-item', { tableId: 'table-2', item: { n: { N: '1e2' } } })
      .run('add-item', { tableId: 'table-2', item: { n: { N: '100.0' } } })
      .run('add-item', { tableId: 'table-2', item: { n: { N: '10' } } })
    expect(codes(modeler.document)).toEqual(['duplicate-primary-key item-5'])
  })
})

describe('index keys of items', () => {
  test.each([
    [{ status: { S: '' } }, ['empty-index-key item-3 status']],
    [{ status: { N: '1' } }, ['wrong-index-key-type item-3 status']],
    [{ total: { S: '1' } }, ['wrong-index-key-type item-3 total']],
    [{ placed: { S: 'x'.repeat(1025) } }, ['key-too-long item-3 placed']],
    [{ status: { S: 'x'.repeat(1025) } }, []],
  ] as const)('%j', (attributes, expected) => {
    expect(withItem({ ...key('z', 'z'), ...attributes })).toEqual(expected)
  })
})

describe('other attributes of items', () => {
  test('undeclared, of another type, and too large', () => {
    const modeler = ordersModel().run('declare-attribute', { tableId: 'table-1', name: 'note', type: 'S' })
    modeler.run('change-item', {
      itemId: 'item-3',
      item: { ...key('z', 'z'), note: { N: '1' }, toString: { S: 'x' } },
    })
    expect(codes(modeler.document)).toEqual([
      'attribute-type-differs item-3 note',
      'undeclared-attribute item-3 toString',
    ])
    // Names and values: PK z, SK z are 3 bytes each, "note" 4.
    const note = (bytes: number): Item => ({ ...key('z', 'z'), note: { S: 'x'.repeat(bytes) } })
    modeler.run('change-item', { itemId: 'item-3', item: note(400 * 1024 - 10) })
    expect(codes(modeler.document)).toEqual([])
    modeler.run('change-item', { itemId: 'item-3', item: note(400 * 1024 - 9) })
    expect(codes(modeler.document)).toEqual(['item-too-large item-3'])
  })
})

describe('design', () => {
  test('declarations that repeat', () => {
    expect(
      withTable({
        attributes: [
          { name: 'status', type: 'S' },
          { name: 'total', type: 'N' },
          { name: 'status', type: 'S' },
          { name: 'PK', type: 'S' },
        ],
      }),
    ).toEqual(['duplicate-attribute table-1 status', 'duplicate-attribute table-1 PK'])
  })

  test('time to live that cannot work', () => {
    expect(withTable({ timeToLive: 'status' })).toEqual([
      'time-to-live-type table-1 status',
      'time-to-live-value item-1 status',
    ])
    expect(withTable({ timeToLive: 'total' })).toEqual([])
    expect(withTable({ timeToLive: 'expires' })).toEqual([])
  })

  test('a projection that names keys', () => {
    const modeler = ordersModel().run('change-index', {
      indexId: 'index-1',
      projection: { type: 'INCLUDE', attributes: ['PK', 'total', 'placed'] },
    })
    expect(diagnose(modeler.document).map(({ message }) => message)).toEqual([
      'byStatus includes key attributes: PK, placed',
    ])
  })

  test('a facet with a column that the table does not declare', () => {
    const modeler = ordersModel().run('change-facet', { facetId: 'facet-1', attributes: ['status', 'nope'] })
    expect(codes(modeler.document)).toEqual(['undeclared-facet-attribute facet-1 nope'])
  })

  test('a table without items is a hint', () => {
    const modeler = ordersModel().run('remove-items', { itemIds: ['item-1', 'item-2', 'item-3'] })
    expect(codes(modeler.document)).toEqual(['no-sample-items table-1'])
    expect(catalogue['no-sample-items'].severity).toBe('info')
  })
})

test('every entry of the catalogue says why and what to do', () => {
  for (const [code, { why, fix }] of Object.entries(catalogue)) {
    expect(why, code).toMatch(/^[A-Z“"].*\.$/s)
    expect(fix, code).toMatch(/^[A-Z].*\.$/s)
  }
})

test('findings of an item follow a change of its table or of an index', () => {
  const modeler = ordersModel()
  expect(codes(modeler.document)).toEqual([])
  modeler.run('change-index', { indexId: 'index-1', key: { partition: [{ name: 'SK', type: 'S' }], sort: [] } })
  modeler.run('remove-attribute', { tableId: 'table-1', name: 'placed' })
  expect(codes(modeler.document)).toEqual(['undeclared-attribute item-1 placed'])
  modeler.run('declare-attribute', { tableId: 'table-1', name: 'placed', type: 'N' })
  expect(codes(modeler.document)).toEqual(['attribute-type-differs item-1 placed'])
  modeler.run('change-index', { indexId: 'index-1', key: { partition: [{ name: 'placed', type: 'N' }], sort: [] } })
  expect(codes(modeler.document)).toEqual(['wrong-index-key-type item-1 placed'])
})
