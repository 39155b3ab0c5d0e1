import { describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import type { IndexRecord, ItemRecord, TableRecord } from '#modeling'
import { collectItems } from './item-collections.ts'

const table: TableRecord = {
  kind: 'table',
  id: 'table-1',
  position: 1,
  name: 'Shop',
  key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'N' }] },
  attributes: [],
}
const index: IndexRecord = {
  kind: 'index',
  id: 'index-1',
  tableId: 'table-1',
  position: 1,
  indexKind: 'GSI',
  name: 'GSI1',
  key: {
    partition: [
      { name: 'tenant', type: 'S' },
      { name: 'state', type: 'S' },
    ],
    sort: [{ name: 'at', type: 'S' }],
  },
  projection: { type: 'ALL' },
}

function records(...items: readonly Item[]): readonly ItemRecord[] {
  return items.map((item, at) => ({ kind: 'item', id: `i${at}`, tableId: 'table-1', position: at, item }))
}
function shown(items: readonly ItemRecord[], of?: IndexRecord): readonly string[] {
  const { items: ordered, collectionOf } = collectItems(table, of, items)
  return ordered.map(({ id }) => `${collectionOf.get(id)?.label}: ${id}`)
}

describe('collectItems of the table', () => {
  test('groups by partition key, in order of appearance, and sorts numbers as numbers', () => {
    const items = records(
      { PK: { S: 'b' }, SK: { N: '10' } },
      { PK: { S: 'a' }, SK: { N: '1' } },
      { PK: { S: 'b' }, SK: { N: '9' } },
      { PK: { S: 'b' }, SK: { N: '-1' } },
    )
    expect(shown(items)).toEqual(['b: i3', 'b: i2', 'b: i0', 'a: i1'])
  })

  test('puts unfinished items last, in their collection and in the table', () => {
    const items = records({}, { PK: { S: 'a' } }, { PK: { S: 'a' }, SK: { N: '5' } })
    expect(shown(items)).toEqual(['a: i2', 'a: i1', 'No partition key: i0'])
    expect(collectItems(table, undefined, items).collections).toBe(1)
  })

  test('keeps a string and a number of the same look apart', () => {
    const items = records({ PK: { S: '1' }, SK: { N: '1' } }, { PK: { N: '1' }, SK: { N: '1' } })
    expect(collectItems(table, undefined, items).collections).toBe(2)
  })

  test('counts items and bytes of a collection', () => {
    const items = records({ PK: { S: 'a' }, SK: { N: '1' } }, { PK: { S: 'a' }, SK: { N: '2' } })
    const collection = collectItems(table, undefined, items).collectionOf.get('i1')
    // 2 + 1 for the partition key, 2 + 2 for a number of one digit.
    expect(collection).toMatchObject({ items: 2, bytes: 14 })
  })
})

describe('collectItems of an index', () => {
  const items = records(
    { PK: { S: 'a' }, tenant: { S: 't1' }, state: { S: 'open' }, at: { S: '2' } },
    { PK: { S: 'b' }, tenant: { S: 't1' }, state: { S: 'open' }, at: { S: '1' } },
    { PK: { S: 'c' }, tenant: { S: 't1' }, at: { S: '1' } },
    { PK: { S: 'd' }, tenant: { S: 't1' }, state: { N: '1' }, at: { S: '1' } },
    { PK: { S: 'e' }, tenant: { S: '' }, state: { S: 'open' }, at: { S: '1' } },
  )

  test('groups by all parts of the partition key', () => {
    expect(shown(items, index)).toEqual(['t1 · open: i1', 't1 · open: i0'])
  })

  test('leaves out items that lack a key attribute, or have it empty or of another type', () => {
    expect(collectItems(table, index, items).absent.map(({ id }) => id)).toEqual(['i2', 'i3', 'i4'])
  })
})
