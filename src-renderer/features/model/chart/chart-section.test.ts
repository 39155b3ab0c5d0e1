import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { itemsOfTable, placementsOf } from '#modeling'
import { fakeHost } from '../../../app/host/fake-host.ts'
import { useModelDocument } from '../../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../../stores/store-testing.ts'
import { giveElementsSize } from '../../../ui/grid/grid-testing.ts'
import { openModel, PLACED_SHOP } from '../testing-shop.ts'
import ChartSection from './ChartSection.vue'

let stores: StoreTest
let view: VueWrapper
let takeBack: () => void
beforeEach(async () => {
  takeBack = giveElementsSize()
  stores = startStores(fakeHost().host)
  openModel(PLACED_SHOP)
  view = mount(ChartSection, { props: { tableId: 'table-1' }, global: storeGlobals(stores), attachTo: document.body })
  await nextTick()
})
afterEach(() => {
  view.unmount()
  stores.end()
  takeBack()
})

const shown = () => useModelDocument().document ?? PLACED_SHOP
const sortKeys = () => itemsOfTable(shown(), 'table-1').map(({ item }) => item.SK)
async function press(key: string, more: KeyboardEventInit = {}) {
  const input = view.find('.f-grid__editor')
  const target = input.exists() ? input : view.find('.f-grid')
  target.element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  await nextTick()
}
async function goTo(row: number, title: string) {
  const column = view.findAll('.f-grid__title').findIndex(found => found.text().endsWith(title))
  const cell = view.find(`[data-row="${row}"] [data-column="${column}"]`)
  cell.element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }))
  await nextTick()
}
async function type(text: string) {
  await press('Enter')
  await view.find<HTMLInputElement>('.f-grid__editor').setValue(text)
  await press('Enter')
}

test('a template typed in its cell takes the sample items along, in one step of undo', async () => {
  await goTo(1, 'SK')
  await type('O/{orderId}')
  expect(sortKeys()).toEqual([{ S: '#META' }, { S: 'O/b' }, { S: 'O/a' }])
  useModelDocument().undo()
  expect(shown().records).toEqual(PLACED_SHOP.records)
})

test('a wrong template stays in the editor, with the place', async () => {
  await goTo(1, 'SK')
  await type('O/{orderId')
  expect(view.find('.f-grid__editor').exists()).toBe(true)
  expect(view.text()).toContain('The brace is not closed, at O/▸{orderId')
  expect(shown().records).toEqual(PLACED_SHOP.records)
})

test('Delete takes a template away, and the attribute from the items', async () => {
  await goTo(1, 'GSI1PK')
  await press('Delete')
  expect(placementsOf(shown(), 'table-1')[1]?.templates).not.toHaveProperty('GSI1PK')
  expect(itemsOfTable(shown(), 'table-1').filter(({ item }) => item.GSI1PK)).toEqual([])
})

test('Alt and an arrow change the order', async () => {
  await goTo(0, 'SK')
  await press('ArrowDown', { altKey: true })
  expect(placementsOf(shown(), 'table-1').map(({ id }) => id)).toEqual(['of-order', 'of-customer'])
})
