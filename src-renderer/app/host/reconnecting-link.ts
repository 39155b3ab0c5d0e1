import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { type Ref, readonly, shallowRef } from 'vue'
import type { LinkState } from '../../stores/ports.ts'

type Link = ClientLink<ClientContext>

/** A connection that stands; `closed` settles when it no longer does. */
export interface Connection {
  readonly link: Link
  readonly closed: Promise<void>
}

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 5000
/** How long a call waits for the connection to come back. */
const PATIENCE_MS = 15_000

/**
 * A link that makes a new connection when the old one is lost. Calls that were under way fail (whether they took effect
 * is not known); calls made meanwhile wait. Streams are opened anew by whoever follows them.
 */
export class ReconnectingLink implements Link {
  readonly state: Readonly<Ref<LinkState>>
  readonly #state = shallowRef<LinkState>('connecting')
  readonly #connect: () => Promise<Connection>
  #current: Link | undefined
  #arrivals: (() => void)[] = []

  constructor(connect: () => Promise<Connection>) {
    this.#connect = connect
    this.state = readonly(this.#state)
    void this.#keepConnected()
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const link = this.#current ?? (await this.#arrival(options.signal))
    return await link.call(path, input, options)
  }

  async #keepConnected(): Promise<never> {
    let wait = FIRST_WAIT_MS
    for (;;) {
      try {
        const connection = await this.#connect()
        this.#current = connection.link
        this.#state.value = 'connected'
        wait = FIRST_WAIT_MS
        for (const arrived of this.#arrivals.splice(0)) arrived()
        await connection.closed
        this.#current = undefined
      } catch {
        // Tried again below; the banner says so.
      }
      if (this.#state.value === 'connected' || wait > 1000) this.#state.value = 'reconnecting'
      await new Promise(resolve => setTimeout(resolve, wait))
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }

  #arrival(signal: AbortSignal | undefined): Promise<Link> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', settle)
        if (this.#current) resolve(this.#current)
        else if (signal?.aborted) reject(new DOMException('The call was taken back', 'AbortError'))
        else
          reject(new Error('Facet does not answer. Check that it still runs; the window connects again by itself.'))
      }
      const timer = setTimeout(settle, PATIENCE_MS)
      signal?.addEventListener('abort', settle)
      this.#arrivals.push(settle)
    })
  }
}
