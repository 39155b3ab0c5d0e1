import { describe, expect, test } from 'vitest'
import { shopModel, shopWithoutDesign } from '../testing/shop-model.ts'
import type { CandidateDesign } from './candidate.ts'
import { allParts, partsOfDesign } from './design-parts.ts'
import { closedSelection, tableState, withoutPart, withPart } from './part-selection.ts'

const key = (name: string) => ({ name, type: 'S' as const })
const index = (id: string, tableId: string, name: string) => ({
  kind: 'index' as const,
  id,
  tableId,
  position: 1,
  indexKind: 'GSI' as const,
  name,
  key: { partition: [key(`${name}PK`)], sort: [] },
  projection: { type: 'ALL' as const },
})
const table = (id: string, name: string) => ({
  kind: 'table' as const,
  id,
  position: 1,
  name,
  key: { partition: [key('PK')], sort: [key('SK')] },
  attributes: [],
})
const place = (tableId: string, entityId: string, templates: Readonly<Record<string, string>>) => ({
  kind: 'placement' as const,
  id: `${tableId}-${entityId}`,
  tableId,
  entityId,
  position: 1,
  templates: { PK: `${entityId}#{${entityId}Id}`, SK: '#', ...templates },
})

/** Customers and orders share a table with two indexes; products have one of their own. */
const design: CandidateDesign = {
  tables: [table('people', 'Shop'), table('goods', 'Goods')],
  indexes: [index('both', 'people', 'GSI1'), index('orders', 'people', 'GSI2'), index('prices', 'goods', 'GSI1')],
  placements: [
    place('people', 'customer', { GSI1PK: 'A' }),
    place('people', 'order', { GSI1PK: 'A', GSI2PK: 'B' }),
    place('goods', 'product', { GSI1PK: 'C' }),
  ],
}
const parts = partsOfDesign(shopWithoutDesign, design)
const all = allParts(parts)
const sorted = (ids: Iterable<string>) => [...ids].sort()

describe('parts of a design', () => {
  test('are its tables, indexes, and the keys of its entities', () => {
    expect(sorted(all)).toEqual(
      sorted(['people', 'goods', 'both', 'orders', 'prices', 'customer', 'order', 'product']),
    )
  })

  test('need their table', () => {
    expect(sorted(closedSelection(parts, ['order']))).toEqual(['order', 'people'])
    expect(sorted(closedSelection(parts, ['prices']))).toEqual(['goods', 'prices'])
  })

  test('a table comes and goes with all its parts', () => {
    expect(sorted(withPart(parts, new Set(), 'goods'))).toEqual(['goods', 'prices', 'product'])
    expect(sorted(withoutPart(parts, all, 'people'))).toEqual(['goods', 'prices', 'product'])
  })

  test('an index that nothing would be in comes with what fills it', () => {
    expect(sorted(withPart(parts, new Set(), 'both'))).toEqual(['both', 'customer', 'order', 'people'])
    expect(sorted(withPart(parts, new Set(['people', 'order']), 'both'))).toEqual(['both', 'order', 'people'])
  })

  test('an index comes alone where the model has its table and entities', () => {
    const known = partsOfDesign(shopModel, design)
    expect(known[0]?.home?.id).toBe('shop')
    expect(sorted(withPart(known, new Set(), 'both'))).toEqual(['both', 'people'])
  })

  test('an index goes with the last entity that fills it, a table with its last part', () => {
    const withoutOrders = withoutPart(parts, all, 'order')
    expect(withoutOrders.has('orders')).toBe(false)
    expect(withoutOrders.has('both')).toBe(true)
    const onlyGoods = withoutPart(parts, withoutOrders, 'customer')
    expect(sorted(onlyGoods)).toEqual(['goods', 'prices', 'product'])
    expect(parts.map(table => tableState(table, withoutOrders))).toEqual(['some', 'all'])
    expect(parts.map(table => tableState(table, onlyGoods))).toEqual(['none', 'all'])
  })
})
