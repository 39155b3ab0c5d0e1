/** An async iterator whose every method is there. */
export interface MergingStream<T> extends AsyncIteratorObject<T, undefined, void> {
  return(): Promise<IteratorResult<T, undefined>>
}

/**
 * Events for one client, as an iterator that can never grow without bound: while the client is busy, what waits for it
 * is merged into one event. It ends when `signal` aborts (the client went away) or when the client stops reading; in
 * both cases the subscription ends at once, even while a `next` is waiting.
 */
export function mergingStream<T>(
  subscribe: (push: (event: T) => void) => () => void,
  merge: (waiting: T, next: T) => T,
  signal?: AbortSignal,
): MergingStream<T> {
  let waiting: { readonly event: T } | undefined
  let reader: ((result: IteratorResult<T, undefined>) => void) | undefined
  let ended = false
  let unsubscribe: (() => void) | undefined

  const end = () => {
    if (ended) return
    ended = true
    waiting = undefined
    signal?.removeEventListener('abort', end)
    unsubscribe?.()
    reader?.({ done: true, value: undefined })
    reader = undefined
  }
  const push = (event: T) => {
    if (ended) return
    if (reader) {
      const deliver = reader
      reader = undefined
      deliver({ done: false, value: event })
    } else {
      waiting = { event: waiting ? merge(waiting.event, event) : event }
    }
  }

  if (signal?.aborted) {
    ended = true
  } else {
    signal?.addEventListener('abort', end)
    unsubscribe = subscribe(push)
  }

  return {
    next() {
      if (waiting) {
        const { event } = waiting
        waiting = undefined
        return Promise.resolve({ done: false, value: event })
      }
      if (ended) return Promise.resolve({ done: true, value: undefined })
      return new Promise(resolve => {
        reader = resolve
      })
    },
    return() {
      end()
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      end()
    },
  }
}
