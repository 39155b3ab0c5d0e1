import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import type { RequestEntry } from '#contract'
import { type FakeHost, fakeHost } from '../../app/host/fake-host.ts'
import { useEngine } from '../../stores/engine.ts'
import { useRequests } from '../../stores/requests.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import { giveElementsSize } from '../../ui/grid/grid-testing.ts'
import RequestsPanel from './RequestsPanel.vue'
import { useRequestsView } from './requests-view-state.ts'

let fake: FakeHost
let stores: StoreTest
let panel: VueWrapper
let takeBack: () => void

beforeEach(async () => {
  takeBack = giveElementsSize(1200, 240)
  fake = fakeHost()
  stores = startStores(fake.host)
  useEngine().start()
  useRequests().start()
  panel = mount(RequestsPanel, { global: storeGlobals(stores), attachTo: document.body })
  await flushPromises()
})
afterEach(() => {
  panel.unmount()
  stores.end()
  takeBack()
})

function entry(number: number, more: Partial<RequestEntry> = {}): RequestEntry {
  return {
    id: String(number),
    at: 1_760_000_000_000 + number,
    source: 'endpoint',
    operation: 'GetItem',
    table: 'Orders',
    status: 200,
    durationMs: 0.5,
    requestBytes: 10,
    responseBytes: 20,
    ...more,
  }
}
async function serve(...entries: readonly RequestEntry[]) {
  fake.requests.send({ entries: [...entries], dropped: 0 })
  await flushPromises()
  stores.frame()
  await nextTick()
  await nextTick()
}
const rows = () => panel.findAll('[role=option]')
const button = (label: string) => panel.find(`button[aria-label="${label}"]`)

test('without requests it teaches how to point an SDK at the endpoint', () => {
  expect(panel.text()).toContain('No requests yet')
  expect(panel.text()).toContain('AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000')
})

test('lists newest first, with cost and error', async () => {
  await serve(
    entry(1, { operation: 'Query', index: 'ByDate', readUnits: 12.5, scanned: 1000, returned: 3 }),
    entry(2, { operation: 'PutItem', writeUnits: 2, status: 400, error: 'ConditionalCheckFailedException' }),
  )
  expect(rows()).toHaveLength(2)
  expect(rows()[0]?.text()).toMatch(/PutItem.*ConditionalCheckFailedException.*2 W/s)
  expect(rows()[1]?.text().replace(/\s+/g, ' ')).toContain('Orders ByDate20012.5 R')
  expect(rows()[1]?.text().replace(/\s+/g, ' ')).toContain('1,000 → 3')
})

test('draws only what is in sight', async () => {
  await serve(...Array.from({ length: 3000 }, (_, at) => entry(at)))
  expect(rows().length).toBeGreaterThan(8)
  expect(rows().length).toBeLessThan(60)
  expect(panel.text()).toContain('3,000')
})

test('filters by text and by error, and back', async () => {
  await serve(entry(1), entry(2, { table: 'Users' }), entry(3, { status: 400, error: 'ValidationException' }))
  await panel.find('input[aria-label="Filter requests"]').setValue('users')
  expect(rows()).toHaveLength(1)
  await panel.find('input[aria-label="Filter requests"]').setValue('nobody')
  expect(panel.text()).toContain('No request fits the filter')
  await panel
    .findAll('button')
    .find(found => found.text() === 'Show all')
    ?.trigger('click')
  await panel.find('.requests__errors').trigger('click')
  expect(rows().map(row => row.text().includes('ValidationException'))).toEqual([true])
})

test('paused, the list stands and says how many wait', async () => {
  await serve(entry(1))
  await button('Pause the list').trigger('click')
  await serve(entry(2), entry(3))
  expect(rows()).toHaveLength(1)
  expect(panel.text()).toContain('Show 2 new')
  await button('Go on').trigger('click')
  expect(rows()).toHaveLength(3)
})

test('cleared, it is empty here and in the host', async () => {
  await serve(entry(1))
  await button('Clear the list').trigger('click')
  await flushPromises()
  expect(fake.calls).toContain('engine.clearRequests')
  expect(panel.text()).toContain('No requests yet')
})

test('arrows choose, and a chosen request is shown whole', async () => {
  await serve(entry(1), entry(2), entry(3))
  const list = panel.find('[role=listbox]')
  await list.trigger('keydown', { key: 'ArrowDown' })
  await list.trigger('keydown', { key: 'ArrowDown' })
  expect(useRequestsView().chosenId).toBe('2')
  await flushPromises()
  expect(fake.calls).toContain('engine.request')
  expect(panel.find('section[aria-label="Request"]').exists()).toBe(true)
  await serve(entry(4))
  expect(panel.find('[aria-selected=true]').attributes('id')).toBe('request-2')
  await button('Close the request').trigger('click')
  expect(panel.find('section[aria-label="Request"]').exists()).toBe(false)
})

test('rates come from the pulse and end in zero', async () => {
  const view = useRequestsView()
  fake.pulse.send({ at: 1, requestsPerSecond: 120, totalRequests: 120, tablesChanged: false })
  await flushPromises()
  expect(view.rates.at(-1)).toBe(120)
  expect(view.rates.slice(0, -1).every(rate => rate === 0)).toBe(true)
})
