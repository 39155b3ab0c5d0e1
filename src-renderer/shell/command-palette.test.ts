import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { fakeHost } from '../app/host/fake-host.ts'
import { useCommands } from '../stores/commands.ts'
import { type StoreTest, startStores, storeGlobals } from '../stores/store-testing.ts'
import CommandPalette from './CommandPalette.vue'

let stores: StoreTest
let palette: VueWrapper
let ran: string[]

beforeEach(async () => {
  stores = startStores(fakeHost().host)
  ran = []
  const run = (id: string) => () => ran.push(id)
  useCommands().register([
    { id: 'a', group: 'Model', title: 'New model', keys: 'mod+alt+n', run: run('a') },
    { id: 'b', group: 'Edit', title: 'Undo', run: run('b') },
    { id: 'c', title: 'Not now', when: () => false, run: run('c') },
    { id: 'd', title: 'Secret', hidden: true, run: run('d') },
  ])
  palette = mount(CommandPalette, {
    props: { open: true, 'onUpdate:open': (open: boolean) => palette.setProps({ open }) },
    global: storeGlobals(stores),
    attachTo: document.body,
  })
  await nextTick()
  await nextTick()
})
afterEach(() => {
  palette.unmount()
  stores.end()
})

const lines = () =>
  [...document.querySelectorAll('[role=option]')].map(option => option.textContent?.replace(/\s+/g, ' ').trim())
function field(): HTMLInputElement {
  return document.querySelector('.palette__input') as HTMLInputElement
}
async function type(text: string) {
  field().value = text
  field().dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
  await nextTick()
}
async function press(key: string) {
  field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await nextTick()
  await nextTick()
}

test('lists what can be run now, with keys', () => {
  expect(lines()).toEqual(['Model New modelCtrlAltN', 'Edit Undo'])
})

test('typing filters and Enter runs the first', async () => {
  await type('und')
  expect(lines()).toEqual(['Edit Undo'])
  await press('Enter')
  expect(ran).toEqual(['b'])
  expect(palette.emitted('update:open')?.at(-1)).toEqual([false])
})

test('a word that no command has says so', async () => {
  await type('zebra')
  expect(document.querySelector('.palette__none')?.textContent).toContain('No command')
})
