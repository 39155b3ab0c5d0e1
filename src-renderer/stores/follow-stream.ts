/** Opens a stream of events of the host; the signal ends it. */
type OpenStream<Event> = (signal: AbortSignal) => Promise<AsyncIterable<Event>>

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8000

/**
 * Follows a stream for as long as the signal lets it: one that breaks or ends is opened again, after a wait that
 * doubles while nothing comes. `onBreak` hears why it broke.
 */
export async function followStream<Event>(
  open: OpenStream<Event>,
  onEvent: (event: Event) => void,
  signal: AbortSignal,
  onBreak: (error: unknown) => void = () => {},
): Promise<void> {
  let wait = FIRST_WAIT_MS
  while (!signal.aborted) {
    try {
      for await (const event of await open(signal)) {
        if (signal.aborted) return
        wait = FIRST_WAIT_MS
        onEvent(event)
      }
    } catch (error) {
      if (signal.aborted) return
      onBreak(error)
    }
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
}
