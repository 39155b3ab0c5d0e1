import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { HostApi } from '#contract'
import { documentOf, serializeModel } from '#modeling'
import { fakeHost } from '../../app/host/fake-host.ts'
import { useAppInfo } from '../../stores/app-info.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import ExportView from './ExportView.vue'
import { useExportView } from './export-state.ts'

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
])

let stores: StoreTest
let view: VueWrapper
const saveAs = vi.fn(async () => ({ path: '/home/ada/Shop.yaml' }))
beforeEach(async () => {
  saveAs.mockClear()
  const { host } = fakeHost({ info: { nativeDialogs: true } })
  stores = startStores({ ...host, files: { ...host.files, saveAs } } as unknown as HostApi)
  await useAppInfo().load()
  useModelDocument().openText({ path: '/Shop.facet.json', text: serializeModel(MODEL), revision: '1' })
  const globals = storeGlobals(stores)
  view = mount(ExportView, {
    global: {
      ...globals,
      stubs: { CodeEditor: { props: ['modelValue', 'language'], template: '<pre>{{ modelValue }}</pre>' } },
    },
  })
})
afterEach(() => {
  view.unmount()
  stores.end()
})

test('the preview follows the model', async () => {
  expect(view.find('pre').text()).toContain('TableName: Orders')
  useModelDocument().apply('rename-table', { tableId: 'table-1', name: 'Purchases' })
  await nextTick()
  expect(view.find('pre').text()).toContain('TableName: Purchases')
})

test('another format has its own text and notes', async () => {
  useExportView().choose('terraform')
  await nextTick()
  expect(view.find('pre').text()).toContain('resource "aws_dynamodb_table"')
  expect(view.find('.notes').text()).toContain('facets and sample items are not part of the template')
})

test('saving gives the file its name and its text', async () => {
  await view
    .findAll('button')
    .find(button => button.text() === 'Save as…')
    ?.trigger('click')
  await flushPromises()
  expect(saveAs).toHaveBeenCalledWith(
    expect.objectContaining({
      suggestedName: expect.stringContaining('Shop'),
      text: view.find('pre').element.textContent,
    }),
  )
})
