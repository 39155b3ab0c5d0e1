import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { emptyModel, parseModel, serializeModel } from '#modeling'
import shopText from '../../../resources/gallery/shop.facet.json?raw'
import { fakeHost } from '../../app/host/fake-host.ts'
import type { RevealTarget } from '../../stores/feature.ts'
import { FEATURES } from '../../stores/features.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import DiagramView from './DiagramView.vue'
import { useDiagram } from './diagram-state.ts'

let stores: StoreTest
let view: VueWrapper | undefined
let revealed: RevealTarget[]

beforeEach(() => {
  stores = startStores(fakeHost().host)
  revealed = []
})
afterEach(() => {
  view?.unmount()
  view = undefined
  stores.end()
})

async function show(text: string): Promise<VueWrapper> {
  useModelDocument().openText({ path: '/home/ada/a.facet.json', text, revision: '1' })
  const { plugins, provide } = storeGlobals(stores)
  const feature = { id: 'a', title: 'A', icon: {}, reveal: (target: RevealTarget) => revealed.push(target) > 0 }
  view = mount(DiagramView, {
    global: { plugins, provide: { ...provide, [FEATURES as symbol]: [feature] } },
    attachTo: window.document.body,
  })
  await settle()
  return view
}
async function settle() {
  await flushPromises()
  await nextTick()
}
async function press(key: string) {
  const at = window.document.activeElement ?? window.document.body
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await settle()
}
const boxes = () => view?.findAll('.box') ?? []
const current = () => view?.find('.box--current').attributes('data-node')

test('an empty model is told what will be drawn', async () => {
  await show(serializeModel(emptyModel('New')))
  expect(view?.text()).toContain('The model as a picture')
})

test('every box has a name for who does not see it, and layers can be hidden', async () => {
  await show(shopText)
  const parsed = parseModel(shopText)
  const all = 'problems' in parsed ? [] : Object.values(parsed.document.records)
  const kinds = all.filter(({ kind }) => ['entity', 'table', 'index', 'pattern'].includes(kind))
  expect(boxes()).toHaveLength(kinds.length)
  expect(boxes().map(box => box.attributes('aria-label'))).toContain('Entity Customer, in Shop')
  useDiagram().toggle('patterns')
  await settle()
  expect(boxes()).toHaveLength(kinds.filter(({ kind }) => kind !== 'pattern').length)
})

test('is walked through, and left, with the keys; Enter opens what a box is about', async () => {
  await show(shopText)
  view?.find<HTMLElement>('.canvas').element.focus()
  await press('Enter')
  const first = current()
  expect(first).toBeDefined()
  await press('ArrowRight')
  expect(current()).not.toBe(first)
  expect(view?.findAll('.far').length).toBeGreaterThan(0)
  await press('Enter')
  expect(revealed).toEqual([{ recordId: current() }])
  await press('Escape')
  expect(view?.find('.box--current').exists()).toBe(false)
})

test('arrows move the picture, plus and minus zoom, 0 shows the whole', async () => {
  await show(shopText)
  const state = useDiagram()
  view?.find<HTMLElement>('.canvas').element.focus()
  expect(state.view).toBeUndefined()
  await press('ArrowLeft')
  const { x = 0, scale = 0 } = state.view ?? {}
  await press('ArrowLeft')
  expect(state.view?.x).toBeGreaterThan(x)
  await press('+')
  expect(state.view?.scale).toBeGreaterThan(scale)
  await press('0')
  expect(state.view).toBeUndefined()
})

test('a dragged box moves in this window and not in the file', async () => {
  await show(shopText)
  const before = useModelDocument().document
  const [box] = boxes()
  const from = box?.attributes('transform')
  await box?.trigger('pointerdown', { button: 0, clientX: 10, clientY: 10 })
  window.dispatchEvent(new MouseEvent('pointermove', { clientX: 60, clientY: 40 }))
  window.dispatchEvent(new MouseEvent('pointerup'))
  await settle()
  expect(boxes()[0]?.attributes('transform')).not.toBe(from)
  expect(useModelDocument().document).toBe(before)
  useDiagram().arrange()
  await settle()
  expect(boxes()[0]?.attributes('transform')).toBe(from)
})
