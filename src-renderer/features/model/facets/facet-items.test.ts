import { expect, test } from 'vitest'
import { applyDiff, type FacetRecord, runCommand } from '#modeling'
import { PLACED_SHOP, SHOP } from '../testing-shop.ts'
import { itemsSeenIn } from './facet-items.ts'

const facet: FacetRecord = {
  kind: 'facet',
  id: 'facet-1',
  tableId: 'table-1',
  position: 1,
  name: 'Orders',
  attributes: ['placedAt'],
}
const ids = (of: FacetRecord, document = PLACED_SHOP) => itemsSeenIn(document, of).map(({ id }) => id)

test('a facet that nothing was put into looks at the items that have one of its columns', () => {
  expect(ids(facet)).toEqual(['item-2', 'item-3'])
  expect(ids({ ...facet, attributes: [] })).toEqual(['item-1', 'item-2', 'item-3'])
})
test('through an index it sees what the index holds', () => {
  expect(ids({ ...facet, indexId: 'index-1' })).toEqual(['item-2'])
})
test('items that were put into it are all that it shows, and others leave them alone', () => {
  const own = SHOP.records['facet-1']
  expect(own?.kind === 'facet' && ids(own, SHOP)).toEqual(['item-1'])
  expect(ids({ ...facet, id: 'facet-9', attributes: ['amount'] }, SHOP)).toEqual([])
})
test('the index of a facet is chosen and given up by an edit', () => {
  const chosen = runCommand(SHOP, 'change-facet', { facetId: 'facet-1', indexId: 'index-1' })
  if ('problems' in chosen) throw new Error('refused')
  expect(applyDiff(SHOP, chosen.diff).records['facet-1']).toHaveProperty('indexId', 'index-1')
  expect(runCommand(SHOP, 'change-facet', { facetId: 'facet-1', indexId: 'none' })).toHaveProperty('problems')
})
