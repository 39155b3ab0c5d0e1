/** A value over time that can be followed by several: each gets the last event, then every new one. */
export class Subject<Event> {
  #last: Event | undefined
  readonly #followers = new Set<(event: Event) => void>()

  constructor(first?: Event) {
    this.#last = first
  }

  get last(): Event | undefined {
    return this.#last
  }

  send(event: Event): void {
    this.#last = event
    for (const follower of this.#followers) follower(event)
  }

  /** Events until the signal ends it. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<Event, void, undefined> {
    const waiting: Event[] = this.#last === undefined ? [] : [this.#last]
    let wake = () => {}
    const take = (event: Event) => {
      waiting.push(event)
      wake()
    }
    const stop = () => wake()
    this.#followers.add(take)
    signal?.addEventListener('abort', stop)
    try {
      while (!signal?.aborted) {
        const event = waiting.shift()
        if (event !== undefined) yield event
        else {
          await new Promise<void>(resolve => {
            wake = resolve
          })
        }
      }
    } finally {
      this.#followers.delete(take)
      signal?.removeEventListener('abort', stop)
    }
  }
}
