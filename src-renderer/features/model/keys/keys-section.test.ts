import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { indexesOf, itemsOfTable, recordOfKind } from '#modeling'
import { fakeHost } from '../../../app/host/fake-host.ts'
import { useModelDocument } from '../../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../../stores/store-testing.ts'
import { useModelView } from '../model-view-state.ts'
import { openModel, SHOP } from '../testing-shop.ts'
import KeysSection from './KeysSection.vue'

let stores: StoreTest
let view: VueWrapper
beforeEach(async () => {
  stores = startStores(fakeHost().host)
  openModel(SHOP)
  useModelView().change('table-1', { openIndexes: new Set(['index-1']) })
  view = mount(KeysSection, { props: { tableId: 'table-1' }, global: storeGlobals(stores), attachTo: document.body })
  await nextTick()
})
afterEach(() => {
  view.unmount()
  stores.end()
})

function shown() {
  return useModelDocument().document ?? SHOP
}
function index() {
  return indexesOf(shown(), 'table-1')[0]
}
async function enter(label: string, text: string, at = 0) {
  const input = view.findAll<HTMLInputElement>(`input[aria-label="${label}"]`)[at]
  if (!input) throw new Error(`There is no field ${label}`)
  await input.setValue(text)
  await input.trigger('focusout')
  await nextTick()
}

test('a new name for a key attribute renames it everywhere', async () => {
  await enter('Partition key: attribute', 'id')
  expect(recordOfKind(shown(), 'table', 'table-1')?.key.partition).toEqual([{ name: 'id', type: 'S' }])
  expect(Object.keys(itemsOfTable(shown(), 'table-1')[0]?.item ?? {})).toContain('id')
  useModelDocument().undo()
  expect(shown().records).toEqual(SHOP.records)
})

test('the name of another attribute takes it into the key, with its type', async () => {
  await enter('Sort key: attribute', 'amount')
  expect(recordOfKind(shown(), 'table', 'table-1')?.key.sort).toEqual([{ name: 'amount', type: 'N' }])
  expect(Object.keys(itemsOfTable(shown(), 'table-1')[0]?.item ?? {})).toContain('SK')
})

test('a refused name stays in the field, with the reason', async () => {
  await enter('Index name', 'x')
  expect(index()?.name).toBe('byState')
  expect(view.find<HTMLInputElement>('input[aria-label="Index name"]').element.value).toBe('x')
  expect(view.find('[role=alert]').text()).toContain('shorter than 3')
})

test('another attribute of an index keeps the rest of its key', async () => {
  await enter('Partition key, part 1: attribute', 'email')
  expect(index()?.key).toEqual({ partition: [{ name: 'email', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] })
})

test('a global index takes up to four parts a side', async () => {
  const model = useModelDocument()
  for (const name of ['a', 'b', 'c']) {
    const before = index()?.key.partition ?? []
    model.apply('change-index', {
      indexId: 'index-1',
      key: { partition: [...before, { name, type: 'S' }], sort: [] },
    })
    await nextTick()
  }
  const sides = view.findAll('.index .key-side')
  expect(sides[0]?.text()).not.toContain('Add attribute')
  expect(sides[1]?.text()).toContain('Add sort key')
})

test('attributes of the projection are chosen before the projection changes', async () => {
  const some = view.findAll('.projection [role=radio]').find(found => found.text() === 'Some attributes')
  await some?.trigger('click')
  expect(view.find('[aria-label="Add attribute to the projection"]').exists()).toBe(true)
  expect(index()?.projection).toEqual({ type: 'KEYS_ONLY' })
})

test('says how many sample items an index holds', () => {
  expect(view.find('.index__held').text()).toBe('1 of 3 items')
})
