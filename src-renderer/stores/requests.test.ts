import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RequestEntry } from '#contract'
import { type FakeHost, fakeHost } from '../app/host/fake-host.ts'
import { useRequests } from './requests.ts'
import { type StoreTest, startStores } from './store-testing.ts'

let fake: FakeHost
let stores: StoreTest
let requests: ReturnType<typeof useRequests>

beforeEach(async () => {
  fake = fakeHost()
  stores = startStores(fake.host)
  requests = useRequests()
  requests.start()
  await settle()
})
afterEach(() => stores.end())

/** Lets the stream's promises run. */
async function settle() {
  await new Promise(resolve => setTimeout(resolve, 0))
}
function entries(from: number, count: number): RequestEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(from + at),
    at: from + at,
    source: 'endpoint',
    operation: 'PutItem',
    status: 200,
    durationMs: 1,
    requestBytes: 1,
    responseBytes: 1,
  }))
}

test('news are shown once a frame', async () => {
  fake.requests.send({ entries: entries(0, 3), dropped: 0 })
  fake.requests.send({ entries: entries(3, 2), dropped: 1 })
  await settle()
  expect(requests.entries).toHaveLength(0)
  stores.frame()
  expect(requests.entries.map(entry => entry.id)).toEqual(['0', '1', '2', '3', '4'])
  expect(requests.dropped).toBe(1)
})

test('the newest five thousand are kept', async () => {
  fake.requests.send({ entries: entries(0, 4000), dropped: 0 })
  await settle()
  stores.frame()
  fake.requests.send({ entries: entries(4000, 1001), dropped: 0 })
  await settle()
  stores.frame()
  expect([requests.entries.length, requests.entries[0]?.id, requests.entries.at(-1)?.id]).toEqual([5000, '1', '5000'])
})

test('what the host sends once more after a reconnect is not listed twice', async () => {
  fake.requests.send({ entries: entries(0, 3), dropped: 0 })
  await settle()
  stores.frame()
  fake.requests.send({ entries: entries(0, 5), dropped: 0 })
  await settle()
  stores.frame()
  expect(requests.entries.map(entry => entry.id)).toEqual(['0', '1', '2', '3', '4'])
})

test('a paused list stands still and catches up', async () => {
  requests.setPaused(true)
  fake.requests.send({ entries: entries(0, 3), dropped: 0 })
  await settle()
  stores.frame()
  expect([requests.entries.length, requests.waitingCount]).toEqual([0, 3])
  requests.setPaused(false)
  expect(requests.entries).toHaveLength(3)
})

test('clearing empties both sides', async () => {
  fake.requests.send({ entries: entries(0, 3), dropped: 2 })
  await settle()
  stores.frame()
  await requests.clear()
  expect([requests.entries.length, requests.dropped]).toEqual([0, 0])
  expect(fake.calls).toContain('engine.clearRequests')
})

test('taking in 100,000 requests in batches stays within a few frames of work', () => {
  const started = performance.now()
  for (let at = 0; at < 100_000; at += 500) {
    fake.requests.send({ entries: entries(at, 500), dropped: 0 })
  }
  expect(performance.now() - started).toBeLessThan(2000)
})
