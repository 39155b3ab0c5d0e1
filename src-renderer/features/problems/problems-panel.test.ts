import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { documentOf, serializeModel } from '#modeling'
import { fakeHost } from '../../app/host/fake-host.ts'
import { FEATURES } from '../../stores/features.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import { giveElementsSize } from '../../ui/grid/grid-testing.ts'
import ProblemsPanel from './ProblemsPanel.vue'

const MODEL = documentOf([
  { kind: 'model', id: 'model', position: 0, name: 'Shop' },
  {
    kind: 'table',
    id: 'table-1',
    position: 1,
    name: 'Orders',
    key: { partition: [{ name: 'PK', type: 'S' }], sort: [] },
    attributes: [],
  },
  { kind: 'item', id: 'item-1', tableId: 'table-1', position: 1, item: { colour: { S: 'red' } } },
])

let stores: StoreTest
let panel: VueWrapper
let takeBack: () => void
const revealed = vi.fn(() => true)
beforeEach(async () => {
  takeBack = giveElementsSize()
  revealed.mockClear()
  stores = startStores(fakeHost().host)
  useModelDocument().openText({ path: '/Shop.facet.json', text: serializeModel(MODEL), revision: '1' })
  const globals = storeGlobals(stores)
  const features = [{ id: 'model', title: 'Model', icon: 'svg', reveal: revealed }]
  panel = mount(ProblemsPanel, {
    global: { ...globals, provide: { ...globals.provide, [FEATURES as symbol]: features } },
  })
  await nextTick()
})
afterEach(() => {
  panel.unmount()
  stores.end()
  takeBack()
})

test('lists problems, errors first, with place and code', () => {
  expect(panel.findAll('.problem').map(row => row.text().replace(/\s+/g, ' '))).toEqual([
    expect.stringContaining('missing-key-attribute'),
    expect.stringContaining('undeclared-attribute'),
  ])
})

test('a click, or Enter, goes to the record', async () => {
  await panel.findAll('.problem')[1]?.trigger('click')
  expect(revealed).toHaveBeenLastCalledWith(expect.objectContaining({ recordId: 'item-1', attribute: 'colour' }))
  const list = panel.find('[role=listbox]')
  await list.trigger('keydown', { key: 'ArrowUp' })
  await list.trigger('keydown', { key: 'Enter' })
  expect(revealed).toHaveBeenLastCalledWith(expect.objectContaining({ attribute: 'PK' }))
})

test('filters by severity and by words', async () => {
  await panel.findAll('.problems__kind')[2]?.trigger('click')
  expect(panel.findAll('.problem')).toHaveLength(1)
  await panel.find('input').setValue('nothing like it')
  expect(panel.text()).toContain('No problem matches the filter')
})

test('follows the model', async () => {
  useModelDocument().apply('change-item-attribute', { itemId: 'item-1', name: 'PK', value: { S: 'a' } })
  await nextTick()
  expect(panel.findAll('.problem')).toHaveLength(1)
})

test('a fix is an edit that undo takes back', async () => {
  const model = useModelDocument()
  const entity = { name: 'Order', identity: ['id'], attributes: [{ name: 'id', type: 'S' as const }] }
  model.apply('add-entity', { id: 'order', ...entity })
  const operation = { type: 'put', entityId: 'order' } as const
  model.apply('add-patterns', { patterns: [{ id: 'p', name: 'Place an order', operation, rate: { average: 1 } }] })
  await nextTick()
  const rows = panel.findAll('.problem')
  const at = rows.findIndex(row => row.text().includes('put-replaces'))
  expect(rows[at]?.text()).toContain('pattern Place an order')
  const list = panel.find('[role=listbox]')
  await list.trigger('keydown', { key: 'Home' })
  for (let step = 0; step < at; step++) await list.trigger('keydown', { key: 'ArrowDown' })
  await list.trigger('keydown', { key: '.', ctrlKey: true })
  expect(model.problems.map(({ code }) => code)).not.toContain('put-replaces')
  model.undo()
  expect(model.problems.map(({ code }) => code)).toContain('put-replaces')
})

test('every row leads to a fix, or to where AWS writes about it', async () => {
  const labels = panel.findAll('.problem__fix button').map(button => button.attributes('aria-label'))
  expect(labels).toEqual(['Read about it', expect.stringMatching(/^Fix: Declare "colour" as /)])
  const list = panel.find('[role=listbox]')
  await list.trigger('keydown', { key: 'End' })
  await list.trigger('keydown', { key: '.', ctrlKey: true })
  expect(useModelDocument().problems.map(({ code }) => code)).not.toContain('undeclared-attribute')
})
