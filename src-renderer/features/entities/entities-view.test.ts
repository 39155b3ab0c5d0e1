import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import {
  documentOf,
  entitiesOf,
  itemsOfTable,
  type ModelDocument,
  placementsOf,
  relationsOf,
  serializeModel,
} from '#modeling'
import { fakeHost } from '../../app/host/fake-host.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import { giveElementsSize } from '../../ui/grid/grid-testing.ts'
import EntitiesView from './EntitiesView.vue'
import { useEntitiesState } from './entities-state.ts'
import { useEntityEdits } from './entity-edits.ts'
import { entities } from './index.ts'
import { viaGuess } from './relations/via-guess.ts'
import { sampleEdits, samplePlan } from './sample/sample-plan.ts'

const SHOP: ModelDocument = documentOf([
  { kind: 'model', id: 'model', position: 0, name: 'Shop' },
  {
    kind: 'entity',
    id: 'customer',
    position: 1,
    name: 'Customer',
    identity: ['customerId'],
    attributes: [
      { name: 'customerId', type: 'S' },
      { name: 'email', type: 'S', unique: true },
    ],
  },
  {
    kind: 'entity',
    id: 'order',
    position: 2,
    name: 'Order',
    identity: ['orderId'],
    attributes: [
      { name: 'orderId', type: 'S' },
      { name: 'customerId', type: 'S' },
    ],
  },
  { kind: 'entity', id: 'note', position: 3, name: 'Note', identity: [], attributes: [] },
  {
    kind: 'relation',
    id: 'places',
    position: 1,
    parentId: 'customer',
    childId: 'order',
    cardinality: 'one-to-many',
    via: [{ parent: 'customerId', child: 'customerId' }],
  },
  {
    kind: 'table',
    id: 'table-1',
    position: 1,
    name: 'Shop',
    key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
    attributes: [],
  },
  {
    kind: 'placement',
    id: 'of-customer',
    tableId: 'table-1',
    entityId: 'customer',
    position: 1,
    templates: { PK: 'C#{customerId}', SK: 'C' },
  },
  {
    kind: 'placement',
    id: 'of-order',
    tableId: 'table-1',
    entityId: 'order',
    position: 2,
    templates: { PK: 'C#{customerId}', SK: 'O#{orderId}' },
  },
  { kind: 'item', id: 'item-1', tableId: 'table-1', position: 1, item: { PK: { S: 'by' }, SK: { S: 'hand' } } },
])

let stores: StoreTest
let view: VueWrapper
let takeBack: () => void
beforeEach(async () => {
  takeBack = giveElementsSize()
  stores = startStores(fakeHost().host)
  useModelDocument().openText({ path: '/a/Shop.facet.json', text: serializeModel(SHOP), revision: '1' })
  view = mount(EntitiesView, { global: storeGlobals(stores), attachTo: document.body })
  await nextTick()
})
afterEach(() => {
  view.unmount()
  stores.end()
  takeBack()
})

function shown(): ModelDocument {
  return useModelDocument().document ?? SHOP
}
const names = () => entitiesOf(shown())[0]?.attributes.map(({ name }) => name)
async function type(row: number, column: number, text: string) {
  await view.find(`[data-row="${row}"] [data-column="${column}"]`).trigger('dblclick')
  view
    .find(`[data-row="${row}"] [data-column="${column}"]`)
    .element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }))
  await nextTick()
  await press('Enter')
  await view.find<HTMLInputElement>('.f-grid__editor').setValue(text)
  await press('Enter')
}
async function press(key: string, more: KeyboardEventInit = {}) {
  const input = view.find('.f-grid__editor')
  const target = input.exists() ? input : view.find('.f-grid')
  target.element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  await nextTick()
}
function paste(text: string) {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  view.find('.f-grid').element.dispatchEvent(event)
}

describe('attributes', () => {
  test('a new name renames the attribute everywhere, in one step of undo', async () => {
    await type(0, 0, 'id')
    expect(relationsOf(shown())[0]?.via).toEqual([{ parent: 'id', child: 'customerId' }])
    expect(placementsOf(shown(), 'table-1')[0]?.templates.PK).toBe('C#{id}')
    useModelDocument().undo()
    expect(shown().records).toEqual(SHOP.records)
  })

  test('pasted rows change what is there and add what is not, in one step of undo', async () => {
    paste('customerId\tS\nmail\tS\nage\tnumber\t30 %')
    await nextTick()
    expect(names()).toEqual(['customerId', 'mail', 'age'])
    expect(entitiesOf(shown())[0]?.attributes[2]).toEqual({ name: 'age', type: 'N', optional: true, presence: 0.3 })
    useModelDocument().undo()
    expect(shown().records).toEqual(SHOP.records)
  })

  test('Alt and an arrow move a row', async () => {
    await press('ArrowDown', { altKey: true })
    expect(names()).toEqual(['email', 'customerId'])
  })

  test('the sample column shows what the generators make', () => {
    expect(view.find('[data-row="1"] [data-column="9"]').text()).toContain('@')
  })
})

test('an empty model says what an entity is, and the button starts one', async () => {
  const empty = documentOf([{ kind: 'model', id: 'model', position: 0, name: 'Empty' }])
  useModelDocument().openText({ path: '/a/Empty.facet.json', text: serializeModel(empty), revision: '1' })
  await nextTick()
  expect(view.text()).toContain('What does the application store?')
  await view.find('.f-empty button').trigger('click')
  await nextTick()
  expect(entitiesOf(shown())).toMatchObject([{ name: 'Entity', color: 1, identity: ['id'] }])
  expect(view.find('.f-empty:not(.f-empty--compact)').exists()).toBe(false)
})

test('a relation starts from the attributes that tell the parent', () => {
  const [customer, order, note] = entitiesOf(SHOP)
  if (!customer || !order || !note) throw new Error('The shop has three entities')
  expect(viaGuess(customer, order)).toEqual([{ parent: 'customerId', child: 'customerId' }])
  expect(viaGuess(order, customer)).toEqual([])
  const named = { ...order, name: 'User', identity: ['id'] }
  const child = {
    ...note,
    identity: ['id'],
    attributes: [
      { name: 'id', type: 'S' as const },
      { name: 'userId', type: 'S' as const },
    ],
  }
  expect(viaGuess(named, child)).toEqual([{ parent: 'id', child: 'userId' }])
})

describe('sample data', () => {
  test('the plan says what comes, what goes and what lies nowhere', () => {
    const plan = samplePlan(SHOP, { roots: 2, children: 3 }, 'placed')
    expect(plan.entities.find(({ entityId }) => entityId === 'note')).toMatchObject({ isPlaced: false })
    expect(plan.tables).toMatchObject([{ name: 'Shop', items: plan.items.length, replaced: 0, kept: 1 }])
    expect(samplePlan(SHOP, {}, 'all').tables[0]).toMatchObject({ replaced: 1, kept: 0 })
  })

  test('is written in one step of undo, and again gives the same', () => {
    const edits = useEntityEdits()
    const write = () => edits.run('Generate sample data', sampleEdits(samplePlan(shown(), {}, 'placed'), 'placed'))
    write()
    const first = itemsOfTable(shown(), 'table-1').map(({ item }) => item)
    expect(first.length).toBeGreaterThan(4)
    write()
    expect(itemsOfTable(shown(), 'table-1').map(({ item }) => item)).toEqual(first)
    useModelDocument().undo()
    useModelDocument().undo()
    expect(shown().records).toEqual(SHOP.records)
  })
})

test('a problem at an entity or a relation opens it; other records are of other tasks', () => {
  const state = useEntitiesState()
  expect(entities.reveal?.({ recordId: 'order', attribute: 'orderId' })).toBe(true)
  expect(state.entity?.id).toBe('order')
  expect(entities.reveal?.({ recordId: 'places' })).toBe(true)
  expect(entities.reveal?.({ recordId: 'table-1' })).toBe(false)
})
