import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { emptyModel, serializeModel } from '#modeling'
import { type FakeHost, type FakeSample, fakeHost } from '../../app/host/fake-host.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import { useProjects } from './projects-state.ts'
import StartView from './StartView.vue'

const PATH = '/home/ada/Facet/Shop.facet.json'
const CHAT: FakeSample = {
  id: 'gallery/chat',
  group: 'gallery',
  title: 'Chat',
  description: 'Messages by time',
  tables: 1,
  items: 0,
  format: 'facet',
  text: serializeModel(emptyModel('Chat')),
}
let fake: FakeHost
let stores: StoreTest
let view: VueWrapper

beforeEach(async () => {
  fake = fakeHost({ files: { [PATH]: serializeModel(emptyModel('Shop')) }, samples: [CHAT] })
  stores = startStores(fake.host)
  await useProjects().refresh()
  view = mount(StartView, { global: storeGlobals(stores) })
})
afterEach(() => {
  view.unmount()
  stores.end()
})

test('lists the models that are there', () => {
  expect(view.find('.recents__open').text()).toContain('Shop')
})

test('a broken file is shown with its place, untouched, and can be read again', async () => {
  const broken = '{ "format": "facet-model",\n  oops }'
  fake.files.set(PATH, broken)
  await useProjects().open(PATH)
  await nextTick()
  expect(view.find('[role=alert]').text()).toContain('Shop.facet.json cannot be opened')
  expect(view.find('.broken__place').text()).toContain('Line 2, column 3')
  expect(fake.files.get(PATH)).toBe(broken)

  fake.files.set(PATH, serializeModel(emptyModel('Mended')))
  await view.find('.broken__actions button').trigger('click')
  while (!useModelDocument().document) await new Promise(resolve => setTimeout(resolve, 0))
  expect(useModelDocument().name).toBe('Mended')
})

test('a file that is no JSON file is not read', async () => {
  await view.find('.start').trigger('drop', { dataTransfer: { files: [new File(['x'], 'photo.png')] } })
  expect(useProjects().pendingImport).toBeUndefined()
  expect(useProjects().refused).toBeUndefined()
})

test('a model of the gallery opens as a copy under its own name', async () => {
  const section = view.findAll('section').find(candidate => candidate.text().startsWith('Gallery'))
  expect(section?.text()).toContain('Messages by time')
  await section?.find('button').trigger('click')
  while (!useModelDocument().document) await new Promise(resolve => setTimeout(resolve, 0))
  expect(useModelDocument().name).toBe('Chat')
  expect(useModelDocument().path).toMatch(/Chat[.]facet[.]json$/)
})
