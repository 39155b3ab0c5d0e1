import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import {
  emptyModel,
  entitiesOf,
  indexesOf,
  type ModelDocument,
  parseModel,
  patternsOf,
  serializeModel,
  tablesOf,
} from '#modeling'
import shopText from '../../../resources/gallery/shop.facet.json?raw'
import { fakeHost } from '../../app/host/fake-host.ts'
import { useCommands } from '../../stores/commands.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import { pendingQuestion } from '../../ui/overlays/confirm.ts'
import { shownToasts } from '../../ui/overlays/toasts.ts'
import type { Planning } from './ask-planner.ts'
import { planner as feature } from './index.ts'
import PlannerView from './PlannerView.vue'
import { answerOf, type PlanQuestion } from './plan-question.ts'
import { usePlanner } from './planner-store.ts'

/** The worker's work, in this thread. */
const asked = vi.hoisted(() => ({ hold: false, questions: 0 }))
vi.mock('./ask-planner.ts', () => ({
  askPlanner: (question: PlanQuestion): Planning => {
    asked.questions += 1
    const answer = asked.hold ? new Promise<never>(() => {}) : Promise.resolve().then(() => answerOf(question))
    return { answer, stop: () => {} }
  },
}))

let stores: StoreTest
let view: VueWrapper | undefined

beforeEach(() => {
  asked.hold = false
  stores = startStores(fakeHost().host)
})
afterEach(() => {
  view?.unmount()
  view = undefined
  pendingQuestion.value = undefined
  shownToasts.value = []
  stores.end()
})

function shop(): ModelDocument {
  const parsed = parseModel(shopText)
  if ('problems' in parsed) throw new Error('The gallery model is broken')
  return parsed.document
}
async function show(document: ModelDocument): Promise<VueWrapper> {
  useModelDocument().openText({ path: '/home/ada/a.facet.json', text: serializeModel(document), revision: '1' })
  useCommands().register(feature.commands?.() ?? [])
  view = mount(PlannerView, { global: storeGlobals(stores), attachTo: window.document.body })
  await settle()
  return view
}
async function settle() {
  await flushPromises()
  await nextTick()
  stores.frame()
}
const now = () => useModelDocument().document ?? emptyModel('')
const button = (name: string) => view?.findAll('button').find(found => found.text().includes(name))
const designs = () => view?.findAll('.design') ?? []

test('an empty model is told where to start', async () => {
  await show(emptyModel('New'))
  expect(view?.text()).toContain('Designs come from entities and access patterns')
  expect(button('Add entity')).toBeDefined()
  expect(useCommands().isUsable('planner.plan')).toBe(false)
})

describe('whole designs', () => {
  test('stand beside the present one, each with cost, keys and every pattern', async () => {
    await show(shop())
    expect(designs()).toHaveLength(0)
    await button('Plan designs')?.trigger('click')
    await settle()
    const titles = designs().map(found => found.find('.design__name').text())
    expect(titles[0]).toBe('Present design')
    expect(titles).toContain('Single table')
    for (const design of designs()) {
      expect(design.find('.cost').text()).toMatch(/\$[\d.,]+/)
      expect(design.findAll('.pattern')).toHaveLength(patternsOf(now()).length)
      expect(design.findAll('.row').length).toBeGreaterThan(0)
    }
  })

  test('adopting says what goes, is one step of undo, and offers sample data', async () => {
    const document = shop()
    await show(document)
    await usePlanner().plan()
    await settle()
    const before = serializeModel(now())
    const proposed = usePlanner().columns[1]?.candidate
    await button('Adopt')?.trigger('click')
    expect(pendingQuestion.value?.question.text).toMatch(/\d+ sample items/)
    for (const { name } of tablesOf(document)) expect(pendingQuestion.value?.question.text).toContain(name)
    pendingQuestion.value?.answer('action')
    await settle()
    expect(tablesOf(now()).map(({ name }) => name)).toEqual(proposed?.design.tables.map(({ name }) => name))
    expect(tablesOf(now()).flatMap(({ id }) => indexesOf(now(), id))).toHaveLength(proposed?.indexCount ?? -1)
    expect(shownToasts.value[0]?.action?.label).toBe('Generate sample data')
    expect(designs().filter(found => found.text().includes('In the model'))).not.toHaveLength(0)
    useModelDocument().undo()
    expect(serializeModel(now())).toBe(before)
  })

  test('with a vector index are known as the own ones of the model once adopted', async () => {
    await show(emptyModel('Notes'))
    const model = useModelDocument()
    const attributes = [
      { name: 'noteId', type: 'S' as const },
      { name: 'meaning', type: 'L' as const },
    ]
    model.apply('add-entity', { id: 'note', name: 'Note', identity: ['noteId'], attributes })
    const search = { type: 'vector-search' as const, entityId: 'note', attribute: 'meaning', by: [], top: 5 }
    model.apply('add-patterns', { patterns: [{ name: 'Notes like this one', operation: search }] })
    await usePlanner().plan()
    await settle()
    expect(usePlanner().columns[0]?.candidate.design.vectorIndexes).toHaveLength(1)
    await button('Adopt')?.trigger('click')
    await settle()
    expect(designs()[0]?.text()).toContain('1 table · 1 index')
    expect(designs()[1]?.text()).toContain('In the model')
  })

  test('nothing changes when the question is declined', async () => {
    await show(shop())
    await usePlanner().plan()
    await settle()
    const before = now()
    await button('Adopt')?.trigger('click')
    pendingQuestion.value?.answer('cancel')
    await settle()
    expect(now()).toBe(before)
  })

  test('are not adopted once the model means something else', async () => {
    await show(shop())
    await usePlanner().plan()
    await settle()
    const [first] = patternsOf(now())
    useModelDocument().apply('change-pattern', { patternId: first?.id ?? '', rate: { average: 77 } })
    await settle()
    expect(view?.text()).toContain('The model has changed since')
    expect(button('Adopt')?.attributes('disabled')).toBeDefined()
    useModelDocument().undo()
    await settle()
    expect(button('Adopt')?.attributes('disabled')).toBeUndefined()
  })

  describe('that take a while to plan', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
      asked.hold = true
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    test('say so after a moment, with the seconds, and can be stopped', async () => {
      await show(shop())
      await button('Plan designs')?.trigger('click')
      await nextTick()
      expect(button('Stop')).toBeUndefined()
      vi.advanceTimersByTime(2300)
      await nextTick()
      expect(view?.get('.f-progress').text()).toContain('2 s')
      await button('Stop')?.trigger('click')
      await nextTick()
      expect(usePlanner().planning).toBeUndefined()
      expect(button('Plan designs')).toBeDefined()
    })

    test('so do the ways to serve one pattern', async () => {
      await show(shop())
      usePlanner().mode = 'pattern'
      await nextTick()
      vi.advanceTimersByTime(400)
      await nextTick()
      await button('Stop')?.trigger('click')
      await nextTick()
      expect(button('Stop')).toBeUndefined()
      asked.hold = false
      await button('Plan this pattern')?.trigger('click')
      await flushPromises()
      expect(view?.findAll('.option').length).toBeGreaterThan(0)
    })
  })

  test('are walked with the arrow keys: across the designs, and down the patterns of one', async () => {
    await show(shop())
    await button('Plan designs')?.trigger('click')
    await settle()
    const press = (key: string) =>
      window.document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      )
    const adopt = view?.findAll('.design__actions button').filter(found => found.text() === 'Adopt') ?? []
    expect(window.document.activeElement).toBe(adopt[0]?.element)
    press('ArrowRight')
    expect(window.document.activeElement).toBe(adopt[1]?.element)
    press('ArrowLeft')
    expect(window.document.activeElement).toBe(adopt[0]?.element)
    const verdicts = designs()[1]?.findAll('.pattern__verdict') ?? []
    expect(verdicts.filter(found => found.attributes('tabindex') === '0')).toHaveLength(1)
    const [first] = verdicts
    if (first?.element instanceof HTMLElement) first.element.focus()
    press('End')
    expect(window.document.activeElement).toBe(verdicts.at(-1)?.element)
  })
})

test('one more pattern: the ways to serve it with what they add, and one is adopted', async () => {
  const document = shop()
  await show(document)
  useModelDocument().apply('add-patterns', {
    patterns: [
      {
        name: 'Orders by status',
        operation: { type: 'query', entityIds: [orderOf(document)], by: [{ attribute: 'status' }] },
        rate: { average: 1 },
      },
    ],
  })
  const added = patternsOf(now()).find(({ name }) => name === 'Orders by status')
  usePlanner().mode = 'pattern'
  usePlanner().patternId = added?.id
  await settle()
  const cards = view?.findAll('.option') ?? []
  expect(cards.length).toBeGreaterThan(0)
  for (const card of cards) expect(card.find('.option__cost').text()).toMatch(/[+−].*\$/)
  const before = now()
  await button('Adopt')?.trigger('click')
  await settle()
  expect(now()).not.toBe(before)
  expect(view?.findAll('.option').some(card => card.text().includes('Nothing to change'))).toBe(true)
})

function orderOf(document: ModelDocument): string {
  return entitiesOf(document).find(({ name }) => name === 'Order')?.id ?? ''
}
