import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followStream } from './follow-stream.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a stream that breaks is opened again, later and later, and ends with its signal', async () => {
  const end = new AbortController()
  const heard: number[] = []
  const broke: unknown[] = []
  let opened = 0
  const done = followStream(
    async function* stream() {
      opened += 1
      if (opened === 2) throw new Error('refused')
      yield opened
      throw new Error('lost')
    } as unknown as () => Promise<AsyncIterable<number>>,
    event => heard.push(event),
    end.signal,
    error => broke.push((error as Error).message),
  )
  await vi.advanceTimersByTimeAsync(499)
  expect([heard, opened]).toEqual([[1], 1])
  await vi.advanceTimersByTimeAsync(1)
  expect([opened, broke]).toEqual([2, ['lost', 'refused']])
  await vi.advanceTimersByTimeAsync(999)
  expect(opened).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(heard).toEqual([1, 3])
  end.abort()
  await done
  await vi.advanceTimersByTimeAsync(60_000)
  expect(opened).toBe(3)
})
