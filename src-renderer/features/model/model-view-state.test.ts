import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { fakeHost } from '../../app/host/fake-host.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import { type StoreTest, startStores } from '../../stores/store-testing.ts'
import { useModelView } from './model-view-state.ts'
import { openModel, SHOP } from './testing-shop.ts'

let stores: StoreTest
beforeEach(() => {
  stores = startStores(fakeHost().host)
  openModel(SHOP)
})
afterEach(() => stores.end())

describe('show', () => {
  test('opens the table of an item, through the table, although a filter hid it', () => {
    const view = useModelView()
    view.change('table-1', { section: 'settings', through: 'index-1', facets: new Set(['facet-2']) })
    expect(view.show({ recordId: 'item-1', attribute: 'email' })).toBe(true)
    expect(useSession().active?.params).toEqual({ table: 'table-1' })
    expect(view.of('table-1')).toMatchObject({ section: 'items', through: 'table', facets: new Set() })
    expect(view.focused).toMatchObject({ recordId: 'item-1', attribute: 'email' })
  })

  test('keeps a filter that does not hide the item', () => {
    const view = useModelView()
    view.change('table-1', { facets: new Set(['facet-1']) })
    view.show({ recordId: 'item-1' })
    expect(view.of('table-1').facets).toEqual(new Set(['facet-1']))
  })

  test('unfolds an index and chooses a facet', () => {
    const view = useModelView()
    view.show({ recordId: 'index-1' })
    expect(view.of('table-1')).toMatchObject({ section: 'keys', openIndexes: new Set(['index-1']) })
    view.show({ recordId: 'facet-2' })
    expect(view.of('table-1')).toMatchObject({ section: 'facets', facet: 'facet-2' })
  })

  test.each([
    ['key.partition[0].name', 'keys'],
    ['attributes[2]', 'keys'],
    ['billing.throughput.read', 'settings'],
    ['tags["a"]', 'settings'],
    ['timeToLive', 'settings'],
    [undefined, 'items'],
  ])('a problem at %s of a table opens %s', (path, section) => {
    useModelView().show({ recordId: 'table-1', path })
    expect(useModelView().of('table-1').section).toBe(section)
  })

  test('says that a record is gone', () => {
    expect(useModelView().show({ recordId: 'item-99' })).toBe(false)
    expect(useSession().tabs).toEqual([])
  })
})

test('another model starts without the views of the one before', async () => {
  const view = useModelView()
  view.change('table-1', { section: 'settings' })
  await useModelDocument().discard()
  await nextTick()
  expect(view.of('table-1').section).toBe('items')
})
