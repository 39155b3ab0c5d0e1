/** The only ways from the engine to the outside. Tests pass manual versions (testing/manual-ports.ts). */

/** Milliseconds since 1970. */
export interface Clock {
  now(): number
}

/** Ids that must not repeat. */
export interface IdSource {
  /** A UUID in lower case, as `TableId` shows it. */
  uuid(): string
  /** A request id: 52 characters of 0-9A-Z. */
  requestId(): string
}

/** Work for later. A pending call keeps no process alive. */
export interface Timers {
  /** Calls back once, after at least so many milliseconds; returns the way to call it off. */
  after(milliseconds: number, call: () => void): () => void
}

export interface Ports {
  readonly clock: Clock
  readonly ids: IdSource
  readonly timers: Timers
}
