import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import {
  emptyModel,
  entitiesOf,
  type ModelDocument,
  parseModel,
  placementsOfEntity,
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
import { planner as feature } from './index.ts'
import PlannerView from './PlannerView.vue'
import { usePartsChoice } from './parts-choice.ts'
import { answerOf, type PlanQuestion } from './plan-question.ts'
import { usePlanner } from './planner-store.ts'

/** The worker's work, in this thread. */
vi.mock('./ask-planner.ts', () => ({
  askPlanner: (question: PlanQuestion) => ({ answer: Promise.resolve(answerOf(question)), stop: () => {} }),
}))

let stores: StoreTest
let view: VueWrapper

beforeEach(async () => {
  stores = startStores(fakeHost().host)
  const parsed = parseModel(shopText)
  if ('problems' in parsed) throw new Error('The gallery model is broken')
  useModelDocument().openText({
    path: '/home/ada/a.facet.json',
    text: serializeModel(parsed.document),
    revision: '1',
  })
  useCommands().register(feature.commands?.() ?? [])
  view = mount(PlannerView, { global: storeGlobals(stores), attachTo: window.document.body })
  await usePlanner().plan()
  await settle()
})
afterEach(() => {
  view.unmount()
  pendingQuestion.value = undefined
  shownToasts.value = []
  stores.end()
})

async function settle() {
  await flushPromises()
  await nextTick()
  stores.frame()
  await nextTick()
}
const now = (): ModelDocument => useModelDocument().document ?? emptyModel('')
const button = (name: string) => view.findAll('button').find(found => found.text().startsWith(name))
const boxes = () => view.findAll('[data-box]')
const boxOf = (id: string) => boxes().find(found => found.attributes('data-box')?.endsWith(`/${id}`))
const chosen = () => boxes().filter(found => found.attributes('aria-checked') === 'true').length

async function choose() {
  await view.get('[data-choose]').trigger('click')
  await settle()
}

describe('parts of a design', () => {
  test('are all marked at first, with the outcome of the whole beside them', async () => {
    await choose()
    expect(boxes()).toHaveLength(usePartsChoice().all.size)
    expect(chosen()).toBe(boxes().length)
    const outcome = view.get('.outcome')
    expect(outcome.text()).toMatch(/\$[\d.,]+\s*a month/)
    expect(outcome.text()).toContain('Indexes')
    expect(button('Adopt all parts')).toBeDefined()
  })

  test('marks follow what they need, and the outcome is that of exactly the selection', async () => {
    await choose()
    await button('None')?.trigger('click')
    await settle()
    expect(view.get('.outcome').text()).toContain('Nothing is chosen')
    expect(button('Adopt')?.attributes('disabled')).toBeDefined()
    const [entity] = entitiesOf(now())
    await boxOf(entity?.id ?? '')?.trigger('click')
    await settle()
    const [table] = usePartsChoice().tables
    expect(usePartsChoice().selection).toEqual(new Set([entity?.id, table?.table.id]))
    expect(boxOf(table?.table.id ?? '')?.attributes('aria-checked')).toBe('mixed')
    expect(button('Adopt 2 parts')).toBeDefined()
    const before = usePartsChoice().preview
    await boxOf(entitiesOf(now())[1]?.id ?? '')?.trigger('click')
    await settle()
    expect(usePartsChoice().preview).not.toBe(before)
  })

  test('are adopted after a question that says what goes, and one step of undo brings it back', async () => {
    const text = serializeModel(now())
    await choose()
    const kept = entitiesOf(now()).at(-1)
    await boxOf(kept?.id ?? '')?.trigger('click')
    await settle()
    const stays = placementsOfEntity(now(), kept?.id ?? '')
    await button('Adopt')?.trigger('click')
    const question = pendingQuestion.value?.question
    expect(question?.text).toContain('other keys')
    expect(question?.text).toContain(`${kept?.name} stays as it is`)
    expect(question?.action).toMatch(/^Adopt \d+ parts$/)
    pendingQuestion.value?.answer('action')
    await settle()
    expect(placementsOfEntity(now(), kept?.id ?? '')).toEqual(stays)
    expect(serializeModel(now())).not.toBe(text)
    expect(shownToasts.value[0]?.title).toContain('Parts of')
    expect(view.findAll('.design').length).toBeGreaterThan(1)
    useModelDocument().undo()
    expect(serializeModel(now())).toBe(text)
  })

  test('all of them are the design as a whole', async () => {
    const whole = usePlanner().columns[1]?.candidate
    await choose()
    await button('Adopt all parts')?.trigger('click')
    for (const { name } of tablesOf(now())) expect(pendingQuestion.value?.question.text).toContain(name)
    pendingQuestion.value?.answer('action')
    await settle()
    expect(tablesOf(now()).map(({ name }) => name)).toEqual(whole?.design.tables.map(({ name }) => name))
    expect(usePlanner().adopted).toContain(whole?.id)
  })

  test('are reached by keyboard alone: arrows, Home and End between boxes, Escape back to the button', async () => {
    await choose()
    const focused = () => window.document.activeElement
    expect(focused()).toBe(boxes()[0]?.element)
    const press = async (key: string) => {
      focused()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      await nextTick()
    }
    await press('ArrowDown')
    expect(focused()).toBe(boxes()[1]?.element)
    await press('End')
    expect(focused()).toBe(boxes().at(-1)?.element)
    expect(view.findAll('[data-box][tabindex="0"]')).toHaveLength(1)
    await press('Home')
    expect(focused()).toBe(boxes()[0]?.element)
    await press('Escape')
    await settle()
    expect(focused()?.getAttribute('data-choose')).toBe(usePlanner().planned?.candidates[0]?.id)
  })

  test('keep their design, but are not adopted, once the model means something else', async () => {
    await choose()
    const [entity] = entitiesOf(now())
    useModelDocument().apply('change-entity', { entityId: entity?.id ?? '', volume: { count: 7 } })
    await settle()
    expect(view.text()).toContain('The model has changed since')
    expect(button('Adopt')?.attributes('disabled')).toBeDefined()
  })
})
