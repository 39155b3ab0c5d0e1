import { Table2 } from '@lucide/vue'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { emptyModel, serializeModel, tablesOf } from '#modeling'
import { type FakeHost, fakeHost } from '../app/host/fake-host.ts'
import { defineFeature } from '../stores/feature.ts'
import { FEATURES } from '../stores/features.ts'
import { useModelDocument } from '../stores/model-document.ts'
import { useSession } from '../stores/session.ts'
import { useSettings } from '../stores/settings.ts'
import { type StoreTest, startStores, storeGlobals } from '../stores/store-testing.ts'
import { confirmed } from '../ui/index.ts'
import App from './App.vue'

const PATH = '/home/ada/Facet/Shop.facet.json'
const tables = () => {
  const { document } = useModelDocument()
  return document ? tablesOf(document) : []
}
const text = (words: string) => defineComponent({ render: () => h('p', words) })
const start = defineFeature({
  id: 'projects',
  title: 'Start',
  icon: Table2,
  activity: { order: 0, main: text('start screen') },
})
const model = defineFeature({
  id: 'model',
  title: 'Model',
  icon: Table2,
  activity: { order: 1, side: text('side list'), needsModel: true },
  tabs: {
    table: {
      component: text('table view'),
      icon: Table2,
      title: ({ id }) => tables().find(table => table.id === id)?.name ?? '',
      exists: ({ id }) => tables().some(table => table.id === id),
    },
  },
})

let fake: FakeHost
let stores: StoreTest
let app: VueWrapper

beforeEach(async () => {
  fake = fakeHost({ files: { [PATH]: serializeModel(emptyModel('Shop')) } })
  stores = startStores(fake.host)
  const { plugins, provide } = storeGlobals(stores)
  app = mount(App, {
    global: { plugins, provide: { ...provide, [FEATURES as symbol]: [start, model] } },
    attachTo: document.body,
  })
  await flushPromises()
})
afterEach(() => {
  app.unmount()
  stores.end()
  delete document.documentElement.dataset['theme']
})

/** Palette, undo, side list, panel, start screen. */
const GLOBAL_KEYS = [
  ['k', 'KeyK'],
  ['z', 'KeyZ'],
  ['b', 'KeyB'],
  ['j', 'KeyJ'],
  ['1', 'Digit1'],
] as const
async function press(key: string, code: string, more: KeyboardEventInit = {}) {
  window.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true, ...more }),
  )
  await nextTick()
  await nextTick()
}
async function openWithTable(): Promise<string> {
  const document = useModelDocument()
  await document.open(PATH)
  document.apply('add-table', { name: 'Orders', key: { partition: [{ name: 'id', type: 'S' }], sort: [] } })
  const id = tables()[0]?.id ?? ''
  useSession().open('table', { id })
  await flushPromises()
  return id
}

test('starts at the start screen; what needs a model waits for one', async () => {
  expect(app.text()).toContain('start screen')
  expect(app.find('[aria-label="Model"]').attributes('disabled')).toBeDefined()
  await openWithTable()
  expect(app.text()).toContain('side list')
  expect(app.find('[role=tab][aria-selected=true]').text()).toContain('Orders')
})

test('what is opened from the start screen is seen', async () => {
  const id = await openWithTable()
  await press('1', 'Digit1')
  expect(app.text()).toContain('start screen')
  useSession().open('table', { id })
  await nextTick()
  expect(app.text()).toContain('table view')
  expect(useSession().layout.activity).toBe('model')
})

test('a tab is renamed with its table and closed when it is gone', async () => {
  const tableId = await openWithTable()
  useModelDocument().apply('rename-table', { tableId, name: 'Invoices' })
  await nextTick()
  expect(app.find('.tab').text()).toContain('Invoices')
  useModelDocument().apply('remove-table', { tableId })
  await flushPromises()
  expect(app.find('.tab').exists()).toBe(false)
})

test('keys reach commands: undo, palette, panel', async () => {
  await openWithTable()
  await press('z', 'KeyZ')
  expect(tables()).toHaveLength(0)
  await press('k', 'KeyK')
  expect(document.querySelector('.palette__input')).not.toBeNull()
  await press('k', 'KeyK')
  expect(document.querySelector('.palette__input')).toBeNull()
  await press('j', 'KeyJ')
  expect(useSession().layout.bottomOpen).toBe(true)
})

test('under a modal dialog no global key does anything, and the palette answers to its own only', async () => {
  await openWithTable()
  const question = confirmed({ title: 'Remove Orders', text: 'Its items go with it.', action: 'Remove table' })
  await nextTick()
  await nextTick()
  for (const [key, code] of GLOBAL_KEYS) await press(key, code)
  expect(document.querySelector('.palette__input')).toBeNull()
  expect(tables()).toHaveLength(1)
  expect(useSession().layout).toMatchObject({ bottomOpen: false, sideOpen: true, activity: 'model' })
  document.querySelector<HTMLElement>('[role=dialog] button')?.click()
  expect(await question).toBe(false)

  await nextTick()
  await press('k', 'KeyK')
  expect(document.querySelector('.palette__input')).not.toBeNull()
  for (const [key, code] of GLOBAL_KEYS.slice(1)) await press(key, code)
  expect(tables()).toHaveLength(1)
  expect(useSession().layout).toMatchObject({ bottomOpen: false, sideOpen: true, activity: 'model' })
  await press('k', 'KeyK')
  expect(document.querySelector('.palette__input')).toBeNull()
  await press('j', 'KeyJ')
  expect(useSession().layout.bottomOpen).toBe(true)
})

test('a tab is called as its table and holds no other control; Delete and the middle button close it', async () => {
  const id = await openWithTable()
  const tab = app.get('[role=tab]')
  expect(tab.text()).toBe('Orders')
  expect(tab.find('button, a, input, [tabindex]').exists()).toBe(false)
  expect(tab.get('.tab__close').attributes('aria-hidden')).toBe('true')
  const panel = app.get('[role=tabpanel]')
  expect(panel.attributes('aria-labelledby')).toBe(tab.attributes('id'))
  expect(tab.attributes('aria-controls')).toBe(panel.attributes('id'))

  await tab.trigger('keydown', { key: 'Delete' })
  expect(useSession().tabs).toEqual([])
  useSession().open('table', { id })
  await nextTick()
  await app.get('[role=tab]').trigger('auxclick', { button: 1 })
  expect(useSession().tabs).toEqual([])
  useSession().open('table', { id })
  await nextTick()
  await app.get('.tab__close').trigger('click')
  expect(useSession().tabs).toEqual([])
})

test('in a text field undo belongs to the field', async () => {
  await openWithTable()
  const field = document.createElement('input')
  document.body.append(field)
  field.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true }),
  )
  field.remove()
  expect(tables()).toHaveLength(1)
})

test('the theme is shown at once and kept by the host', async () => {
  useSettings().change({ theme: 'dark' })
  await nextTick()
  expect(document.documentElement.dataset['theme']).toBe('dark')
  await useSettings().write()
  expect(fake.settings().theme).toBe('dark')
})

test('a lost connection is said', async () => {
  stores.link.value = 'reconnecting'
  await nextTick()
  expect(app.text()).toContain('Facet does not answer')
})
