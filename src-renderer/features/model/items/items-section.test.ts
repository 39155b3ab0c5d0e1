import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { itemsOfTable } from '#modeling'
import { fakeHost } from '../../../app/host/fake-host.ts'
import { useModelDocument } from '../../../stores/model-document.ts'
import { type StoreTest, startStores, storeGlobals } from '../../../stores/store-testing.ts'
import { giveElementsSize } from '../../../ui/grid/grid-testing.ts'
import { useModelView } from '../model-view-state.ts'
import { openModel, PLACED_SHOP, SHOP } from '../testing-shop.ts'
import ItemsSection from './ItemsSection.vue'

let stores: StoreTest
let view: VueWrapper
let takeBack: () => void
beforeEach(async () => {
  takeBack = giveElementsSize()
  stores = startStores(fakeHost().host)
  openModel(SHOP)
  view = mount(ItemsSection, {
    props: { tableId: 'table-1' },
    global: storeGlobals(stores),
    attachTo: document.body,
  })
  await nextTick()
})
afterEach(() => {
  view.unmount()
  stores.end()
  takeBack()
})

function texts(selector: string): readonly string[] {
  return view.findAll(selector).map(found => found.text().replace(/\s+/g, ' '))
}
function cellOf(row: number, title: string) {
  const column = texts('.f-grid__title').findIndex(text => text.includes(title))
  return view.find(`[data-row="${row}"] [data-column="${column}"]`)
}
function groups() {
  return texts('.f-grid__group-label')
}
async function press(key: string, more: KeyboardEventInit = {}) {
  const input = view.find('.f-grid__editor')
  const target = input.exists() ? input : view.find('.f-grid')
  target.element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  await nextTick()
}

describe('through the table', () => {
  test('groups items by partition key, each collection in the order of the sort key', () => {
    expect(groups()).toEqual(['c#12 items · 66 B', 'c#21 item · 22 B'])
    expect(texts('.f-grid__row .f-grid__cell--sticky-last')).toEqual(['ORDER#2', 'PROFILE', 'ORDER#1'])
  })

  test('a sparse cell is empty, not blank', () => {
    expect(view.findAll('[aria-label="no value"]').length).toBeGreaterThan(0)
  })

  test('an edit is a command, and undo takes it back', async () => {
    const model = useModelDocument()
    view.find('.f-grid').element.dispatchEvent(new FocusEvent('focus'))
    await press('ArrowRight')
    await press('Enter')
    const editor = view.find<HTMLInputElement>('.f-grid__editor')
    expect(editor.element.value).toBe('ORDER#2')
    await editor.setValue('ORDER#9')
    await press('Enter')
    await nextTick()
    expect(itemsOfTable(model.document ?? SHOP, 'table-1')[1]?.item.SK).toEqual({ S: 'ORDER#9' })
    model.undo()
    expect(itemsOfTable(model.document ?? SHOP, 'table-1')[1]?.item.SK).toEqual({ S: 'ORDER#2' })
  })

  test('a new item stands beside the one under the cursor and asks for its sort key', async () => {
    await view
      .findAll('button')
      .find(button => button.text() === 'Add item')
      ?.trigger('click')
    await nextTick()
    await nextTick()
    const added = itemsOfTable(useModelDocument().document ?? SHOP, 'table-1')[3]
    expect(added).toMatchObject({ item: { PK: { S: 'c#1' } }, facetId: 'facet-2' })
    expect(view.find('.f-grid__editor').attributes('aria-label')).toBe('SK')
  })
})

describe('through an index', () => {
  beforeEach(async () => {
    useModelView().change('table-1', { through: 'index-1' })
    await nextTick()
  })

  test('groups by the key of the index and counts who is not in it', () => {
    expect(groups()).toEqual(['open1 item · 23 B', 'Not in byState2 items'])
    expect(view.find('.absent').text()).toBe('2 of 3 items are not in this index')
  })

  test('shows what the index does not project as absent, behind the rest', () => {
    const titles = texts('.f-grid__title')
    expect(titles.findIndex(title => title.includes('amount'))).toBeGreaterThan(
      titles.findIndex(title => title.includes('state')),
    )
    expect(cellOf(0, 'amount').classes()).toContain('f-grid__cell--absent')
  })

  test('an item enters when it gets the key attribute', async () => {
    useModelDocument().apply('change-item-attribute', { itemId: 'item-3', name: 'state', value: { S: 'open' } })
    await nextTick()
    expect(view.find('.absent').text()).toBe('1 of 3 items is not in this index')
  })
})

test('a facet as filter leaves its items and their attributes', async () => {
  await view.findAll('.facet')[0]?.trigger('click')
  expect(groups()).toEqual(['c#11 item · 34 B'])
  expect(texts('.f-grid__title').join()).not.toContain('amount')
})

describe('items of entities', () => {
  beforeEach(async () => {
    openModel(PLACED_SHOP)
    await nextTick()
  })
  const item = (id: string) => {
    const record = useModelDocument().document?.records[id]
    return record?.kind === 'item' ? record.item : undefined
  }

  test('are told by their entity, which is the legend and the filter', async () => {
    expect(texts('.facet')).toEqual(['CCustomer1', 'OOrder2'])
    await view.findAll('.facet')[0]?.trigger('click')
    expect(view.findAll('.f-grid__row')).toHaveLength(1)
  })

  test('show their keys along the templates, as values or as templates', async () => {
    expect(texts('[data-row="1"] .f-key__text')).toEqual(['CUSTOMER#', 'ORDER#', '#', 'WAITING'])
    expect(texts('[data-row="1"] .f-key__attribute')).toContain('2026-01-01')
    useModelView().change('table-1', { keysAs: 'templates' })
    await nextTick()
    expect(cellOf(1, 'SK').text()).toBe('ORDER#{placedAt|day}#{orderId}')
  })

  test('get keys that follow an attribute, in one step of undo', async () => {
    const column = texts('.f-grid__title').findIndex(found => found.includes('placedAt'))
    view.find('.f-grid').element.dispatchEvent(new FocusEvent('focus'))
    view
      .find(`[data-row="1"] [data-column="${column}"]`)
      .element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }))
    await nextTick()
    await press('Enter')
    await view.find<HTMLInputElement>('.f-grid__editor').setValue('2026-03-05T00:00:00Z')
    await press('Enter')
    await nextTick()
    expect(item('item-3')?.SK).toEqual({ S: 'ORDER#2026-03-05#a' })
    useModelDocument().undo()
    expect(item('item-3')).toEqual(
      PLACED_SHOP.records['item-3']?.kind === 'item' && PLACED_SHOP.records['item-3'].item,
    )
  })

  test('that a sparse index does not hold stand below, with what they lack', async () => {
    useModelView().change('table-1', { through: 'index-1' })
    await nextTick()
    expect(groups()).toEqual([expect.stringContaining('WAITING'), 'Not in waiting2 items'])
    const row = texts('[data-row]').findIndex(text => text.includes('ORDER#2026-01-01'))
    expect(cellOf(row, 'GSI1PK').text()).toBe('WAITING')
    expect(cellOf(row, 'GSI1SK').classes()).toContain('f-grid__cell--absent')
    useModelView().change('table-1', { showsAbsent: false })
    await nextTick()
    expect(view.findAll('.f-grid__row')).toHaveLength(1)
  })

  test('say when a key is not as its template writes it', async () => {
    useModelDocument().apply('change-item-attribute', { itemId: 'item-3', name: 'SK', value: { S: 'by hand' } })
    await nextTick()
    const odd = view.findAll('.f-grid__cell--amber')
    expect(odd.map(cell => cell.text())).toEqual(['by hand'])
    expect(odd[0]?.attributes('data-tip')).toContain('ORDER#{placedAt|day}#{orderId}')
  })
})

describe('the heat of item collections', () => {
  const heats = () => texts('.heat')
  beforeEach(async () => {
    openModel(PLACED_SHOP)
    useModelDocument().apply('add-patterns', {
      patterns: [
        {
          name: 'Latest orders',
          operation: { type: 'query', entityIds: ['order'], by: [{ attribute: 'customerId' }] },
          rate: { average: 10, peak: 600_000 },
        },
        { name: 'Waiting', operation: { type: 'query', entityIds: ['order'], by: [] }, rate: { average: 2 } },
      ],
    })
    await nextTick()
  })

  test('stands at each collection through the table, in colour where a partition is outgrown', async () => {
    expect(heats()).toEqual([expect.stringMatching(/^\d+%$/)])
    expect(view.find('.heat__share--red').exists()).toBe(true)
    expect(view.find('.heat').attributes('aria-label')).toMatch(/^Heat \d+%: The hottest partition key/)
    useModelView().change('table-1', { through: 'index-1' })
    await nextTick()
    expect(heats()).toEqual([])
  })

  test('opens to its arithmetic, by keyboard too', async () => {
    const heat = view.find<HTMLElement>('.heat')
    expect(heat.attributes('tabindex')).toBe('0')
    await heat.trigger('click')
    await nextTick()
    const text = document.body.querySelector('.f-popover')?.textContent ?? ''
    expect(text).toContain('of 3,000 read units a second')
    expect(text).toContain('Latest orders: 600,000 calls/s')
  })

  test('is not there without traffic', async () => {
    openModel(PLACED_SHOP)
    await nextTick()
    expect(heats()).toEqual([])
  })
})
