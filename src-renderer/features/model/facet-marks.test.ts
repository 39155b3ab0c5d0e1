import { expect, test } from 'vitest'
import { applyDiff, runCommand } from '#modeling'
import { initials } from '../../ui/index.ts'
import { facetMarks } from './facet-marks.ts'
import { SHOP } from './testing-shop.ts'

test.each([
  ['customer', 'C'],
  ['shipmentItem', 'SI'],
  ['Order line item', 'OL'],
  ['HTTPLog', 'HL'],
  ['item2', 'I2'],
  ['Öl', 'Ö'],
  ['', '?'],
  ['#', '?'],
])('initials of %j', (name, letters) => {
  expect(initials(name)).toBe(letters)
})

test('a facet keeps its colour when another is removed', () => {
  const result = runCommand(SHOP, 'remove-facet', { facetId: 'facet-1' })
  const after = 'diff' in result ? applyDiff(SHOP, result.diff) : SHOP
  expect(facetMarks(after).size).toBe(1)
  expect(facetMarks(after).get('facet-2')?.colour).toBe(facetMarks(SHOP).get('facet-2')?.colour)
})
