import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef } from 'vue'
import type { RequestEntry } from '#contract'
import { followStream } from './follow-stream.ts'
import { usePorts } from './ports.ts'

/** How many requests the window keeps; the host keeps its own thousand. */
const KEPT = 5000

/**
 * The live list of the requests that the engine served, newest last. News are collected and shown once a frame, and the
 * entries are never made reactive: 100,000 requests in a few seconds cost a copied array per frame.
 */
export const useRequests = defineStore('requests', () => {
  const { host, onNextFrame } = usePorts()
  const entries = shallowRef<readonly RequestEntry[]>([])
  /** Requests that were served too fast to be listed. */
  const dropped = shallowRef(0)
  /** While paused the list stands still; news wait. */
  const paused = shallowRef(false)
  const waitingCount = shallowRef(0)
  const ended = new AbortController()
  let waiting: RequestEntry[] = []
  let scheduled = false
  let started = false
  /** The newest entry that was taken: after a reconnect the host sends its list once more. */
  let known = new Set<string>()

  /** Begins to follow the requests; once. */
  function start(): void {
    if (started) return
    started = true
    void followStream(
      signal => host.engine.watchRequests(undefined, { signal }),
      news => take(news.entries, news.dropped),
      ended.signal,
    )
  }

  function take(fresh: readonly RequestEntry[], droppedNow: number): void {
    for (const entry of fresh) {
      if (known.has(entry.id)) continue
      known.add(entry.id)
      waiting.push(entry)
    }
    if (waiting.length > KEPT) waiting = waiting.slice(-KEPT)
    if (droppedNow > 0) dropped.value += droppedNow
    if (scheduled) return
    scheduled = true
    onNextFrame(show)
  }

  function show(): void {
    scheduled = false
    if (paused.value) {
      waitingCount.value = waiting.length
      return
    }
    if (waiting.length === 0) return
    const room = Math.max(0, KEPT - waiting.length)
    entries.value = [...(room > 0 ? entries.value.slice(-room) : []), ...waiting]
    waiting = []
    waitingCount.value = 0
    if (known.size > KEPT * 4) known = new Set(entries.value.map(entry => entry.id))
  }

  function setPaused(value: boolean): void {
    paused.value = value
    if (!value) show()
  }

  /** Empties the list, here and in the host. */
  async function clear(): Promise<void> {
    entries.value = []
    waiting = []
    waitingCount.value = 0
    dropped.value = 0
    await host.engine.clearRequests()
  }

  onScopeDispose(() => ended.abort())
  return { entries, dropped, paused, waitingCount, start, setPaused, clear }
})
