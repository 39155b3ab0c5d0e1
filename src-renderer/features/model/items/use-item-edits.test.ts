import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import { itemsOfTable, recordOfKind } from '#modeling'
import { fakeHost } from '../../../app/host/fake-host.ts'
import { useModelDocument } from '../../../stores/model-document.ts'
import { problemsByRecord } from '../../../stores/open-model.ts'
import { type StoreTest, startStores } from '../../../stores/store-testing.ts'
import { openModel, SHOP } from '../testing-shop.ts'
import { type ItemColumn, itemColumns } from './item-columns.ts'
import { useItemEdits } from './use-item-edits.ts'

let stores: StoreTest
let edits: ReturnType<typeof useItemEdits>
beforeEach(() => {
  stores = startStores(fakeHost().host)
  openModel(SHOP)
  edits = useItemEdits(table)
})
afterEach(() => stores.end())

function shown() {
  const { document } = useModelDocument()
  if (!document) throw new Error('No model is open')
  return document
}
function table() {
  return recordOfKind(shown(), 'table', 'table-1')
}
function record(id: string) {
  const found = recordOfKind(shown(), 'item', id)
  if (!found) throw new Error(`There is no ${id}`)
  return found
}
function item(id: string): Item {
  return { ...record(id).item }
}
function column(name: string): ItemColumn {
  const own = table()
  const found =
    own &&
    itemColumns({
      document: shown(),
      table: own,
      index: undefined,
      items: itemsOfTable(shown(), 'table-1'),
      problems: problemsByRecord([]),
      onlyUsed: false,
    }).find(({ attribute }) => attribute === name)
  if (!found) throw new Error(`There is no column ${name}`)
  return found
}

describe('typing into a cell', () => {
  test('keeps the type of the column, and undo brings back what was there', async () => {
    edits.type(record('item-2'), column('amount'), '20.0')
    await Promise.resolve()
    expect(item('item-2').amount).toEqual({ N: '20' })
    expect(useModelDocument().undoTitle).toBe('Change attribute of item')
    useModelDocument().undo()
    expect(item('item-2').amount).toEqual({ N: '12.5' })
  })

  test('adds an attribute that the item does not have', async () => {
    edits.type(record('item-3'), column('state'), 'open')
    await Promise.resolve()
    expect(item('item-3').state).toEqual({ S: 'open' })
  })

  test('removes the attribute when nothing is typed', async () => {
    edits.type(record('item-1'), column('email'), '')
    await Promise.resolve()
    expect(Object.keys(item('item-1'))).toEqual(['PK', 'SK'])
  })

  test('changes nothing when the text is no value of the type', async () => {
    edits.type(record('item-2'), column('amount'), 'many')
    await Promise.resolve()
    expect(item('item-2').amount).toEqual({ N: '12.5' })
    expect(column('amount').validate?.(record('item-2'), 'many')).toContain('number')
  })
})

test('edits of one turn are one step of undo', async () => {
  edits.type(record('item-2'), column('amount'), '1')
  edits.type(record('item-2'), column('state'), 'paid')
  edits.type(record('item-3'), column('amount'), '2')
  await Promise.resolve()
  expect(item('item-2')).toMatchObject({ amount: { N: '1' }, state: { S: 'paid' } })
  expect(item('item-3').amount).toEqual({ N: '2' })
  useModelDocument().undo()
  expect(shown().records).toEqual(SHOP.records)
  expect(useModelDocument().undoTitle).toBeUndefined()
})

test('rows pasted below the last become items of the facet, with the types of the columns', () => {
  const columns = ['PK', 'SK', 'amount'].map(column)
  edits.append(
    [
      ['c#3', 'ORDER#1', '5'],
      ['c#3', 'ORDER#2', ''],
    ],
    columns,
    'facet-2',
  )
  const added = itemsOfTable(shown(), 'table-1').slice(3)
  expect(added.map(({ item, facetId }) => ({ ...item, facetId }))).toEqual([
    { PK: { S: 'c#3' }, SK: { S: 'ORDER#1' }, amount: { N: '5' }, facetId: 'facet-2' },
    { PK: { S: 'c#3' }, SK: { S: 'ORDER#2' }, facetId: 'facet-2' },
  ])
  useModelDocument().undo()
  expect(itemsOfTable(shown(), 'table-1')).toHaveLength(3)
})

test('a changed type keeps the text where it can', async () => {
  edits.changeType(record('item-2'), column('amount'), '12.5', 'S')
  await Promise.resolve()
  expect(item('item-2').amount).toEqual({ S: '12.5' })
})

test('attributes called like members of objects are attributes', async () => {
  edits.set({ itemId: 'item-1', name: '__proto__', value: { S: 'x' } })
  edits.set({ itemId: 'item-1', name: 'toString', value: { S: 'y' } })
  await Promise.resolve()
  expect(Object.entries(record('item-1').item)).toContainEqual(['__proto__', { S: 'x' }])
  expect(Object.entries(record('item-1').item)).toContainEqual(['toString', { S: 'y' }])
})
