import { expect, test } from 'vitest'
import { mergingStream } from './merging-stream.ts'

function source() {
  const listeners = new Set<(event: number[]) => void>()
  return {
    subscribe: (push: (event: number[]) => void) => {
      listeners.add(push)
      return () => void listeners.delete(push)
    },
    send: (event: number[]) => {
      for (const listener of listeners) listener(event)
    },
    count: () => listeners.size,
  }
}
const concat = (waiting: number[], next: number[]) => [...waiting, ...next]

test('an event that comes while the client waits is delivered as it is', async () => {
  const events = source()
  const stream = mergingStream(events.subscribe, concat)
  const next = stream.next()
  events.send([1])
  expect(await next).toEqual({ done: false, value: [1] })
})

test('events that come while the client is busy are merged into one', async () => {
  const events = source()
  const stream = mergingStream(events.subscribe, concat)
  events.send([1])
  events.send([2])
  events.send([3])
  expect(await stream.next()).toEqual({ done: false, value: [1, 2, 3] })
})

test('an aborted signal ends a waiting client and the subscription', async () => {
  const events = source()
  const controller = new AbortController()
  const stream = mergingStream(events.subscribe, concat, controller.signal)
  const next = stream.next()
  expect(events.count()).toBe(1)
  controller.abort()
  expect(await next).toEqual({ done: true, value: undefined })
  expect(events.count()).toBe(0)
})

test('a client that stops reading ends the subscription, and nothing is delivered afterwards', async () => {
  const events = source()
  const stream = mergingStream(events.subscribe, concat)
  const waiting = stream.next()
  await stream.return()
  events.send([1])
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(await stream.next()).toEqual({ done: true, value: undefined })
  expect(events.count()).toBe(0)
})

test('a signal that was aborted before never subscribes', async () => {
  const events = source()
  const stream = mergingStream(events.subscribe, concat, AbortSignal.abort())
  expect(events.count()).toBe(0)
  expect(await stream.next()).toEqual({ done: true, value: undefined })
})
