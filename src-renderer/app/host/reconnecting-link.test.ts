import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Connection, ReconnectingLink } from './reconnecting-link.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Connections that a test makes and breaks. */
function line() {
  let breakIt = () => {}
  const made = { count: 0, refuse: false }
  const connect = async (): Promise<Connection> => {
    made.count += 1
    if (made.refuse) throw new Error('refused')
    const number = made.count
    const closed = new Promise<void>(resolve => {
      breakIt = resolve
    })
    return { closed, link: { call: async path => `${path.join('.')} over ${number}` } }
  }
  return { made, connect, break: () => breakIt() }
}
const call = (link: ReconnectingLink, signal?: AbortSignal) =>
  link.call(['app', 'info'], undefined, signal ? { context: {}, signal } : { context: {} })

test('a call before the connection stands waits for it', async () => {
  const link = new ReconnectingLink(line().connect)
  expect(link.state.value).toBe('connecting')
  expect(await call(link)).toBe('app.info over 1')
  expect(link.state.value).toBe('connected')
})

test('a lost connection is made anew, and calls meanwhile wait', async () => {
  const wire = line()
  const link = new ReconnectingLink(wire.connect)
  await vi.advanceTimersByTimeAsync(0)
  wire.break()
  await vi.advanceTimersByTimeAsync(0)
  expect(link.state.value).toBe('reconnecting')
  const waiting = call(link)
  await vi.advanceTimersByTimeAsync(200)
  expect(await waiting).toBe('app.info over 2')
  expect(link.state.value).toBe('connected')
})

test('a call does not wait for ever', async () => {
  const wire = line()
  wire.made.refuse = true
  const link = new ReconnectingLink(wire.connect)
  const waiting = call(link).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await waiting).toContain('Facet does not answer')
  expect(link.state.value).toBe('reconnecting')
  wire.made.refuse = false
  await vi.advanceTimersByTimeAsync(5000)
  expect(link.state.value).toBe('connected')
})

test('a call that is taken back stops waiting', async () => {
  const wire = line()
  wire.made.refuse = true
  const link = new ReconnectingLink(wire.connect)
  const end = new AbortController()
  const waiting = call(link, end.signal).catch((error: Error) => error.name)
  await vi.advanceTimersByTimeAsync(100)
  end.abort()
  expect(await waiting).toBe('AbortError')
})
