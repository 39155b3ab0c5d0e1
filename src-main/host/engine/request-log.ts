import type { RequestDetail, RequestEntry } from '#contract'
import type { Metered, RequestBatch } from '../ports.ts'

/** One served request, with its bodies. */
export interface ServedRequest extends Metered {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly source: RequestEntry['source']
  readonly operation: string
  /** HTTP status. */
  readonly status: number
  /** DynamoDB's name for the error. */
  readonly error?: string | undefined
  readonly durationMs: number
  /** JSON text, or what it was parsed to: making text of it is left until somebody looks. */
  readonly request: unknown
  readonly response: string
  readonly requestBytes: number
  readonly responseBytes: number
}

export interface RequestLogLimits {
  /** Requests that are kept. */
  readonly entries: number
  /** Longest body that is shown, in bytes of UTF-8. */
  readonly bodyBytes: number
  /** Bytes of all bodies together, as they were on the wire; beyond it the oldest lose theirs. */
  readonly totalBytes: number
}

const LIMITS: RequestLogLimits = { entries: 1_000, bodyBytes: 256 * 1024, totalBytes: 32 * 1024 * 1024 }

interface Kept {
  readonly entry: RequestEntry
  bodies: { readonly request: unknown; readonly response: string } | undefined
}

/**
 * The newest requests, in a ring: `record` runs for every request of the endpoint and costs little more than a
 * few assignments. Each watcher reads on from where it stopped (`since`).
 */
export class RequestLog {
  readonly #limits: RequestLogLimits
  readonly #ring: (Kept | undefined)[]
  /** How many were ever recorded: the next one's number. */
  #count = 0
  /** The oldest number that still has bodies, and their bytes from there on. */
  #oldestWithBodies = 0
  #bytes = 0
  /** Numbers below were cleared away. */
  #clearedBelow = 0

  constructor(limits: Partial<RequestLogLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits }
    this.#ring = new Array<Kept | undefined>(this.#limits.entries).fill(undefined)
  }

  record(served: ServedRequest): void {
    const { entries, totalBytes } = this.#limits
    const slot = this.#count % entries
    if (this.#oldestWithBodies <= this.#count - entries) this.#dropOldestBodies()
    const { request, response } = served
    this.#ring[slot] = { entry: entryOf(this.#count, served), bodies: { request, response } }
    this.#count += 1
    this.#bytes += served.requestBytes + served.responseBytes
    while (this.#bytes > totalBytes && this.#oldestWithBodies < this.#count - 1) this.#dropOldestBodies()
  }

  /** The requests from number `cursor` on, oldest first, how many of them are no longer kept, and the next cursor. */
  since(cursor: number): RequestBatch & { readonly cursor: number } {
    const first = Math.max(cursor, this.#firstKept())
    const entries: RequestEntry[] = []
    for (let number = first; number < this.#count; number += 1) {
      const kept = this.#at(number)
      if (kept) entries.push(kept.entry)
    }
    const missed = Math.max(first - Math.max(cursor, this.#clearedBelow), 0)
    return { entries, dropped: missed, cursor: this.#count }
  }

  /** How many were ever recorded; a cursor at this number has nothing to read. */
  get count(): number {
    return this.#count
  }

  /** The first cursor that misses nothing which is still kept. */
  get start(): number {
    return this.#firstKept()
  }

  /** A kept request's bodies; undefined when they are gone. */
  detail(id: string): RequestDetail | undefined {
    const number = Number(id)
    if (String(number) !== id || !Number.isInteger(number) || number < this.#firstKept() || number >= this.#count)
      return undefined
    const bodies = this.#at(number)?.bodies
    if (!bodies) return undefined
    const { text, whole } = textOf(bodies.request)
    const request = cut(text, this.#limits.bodyBytes)
    const response = cut(bodies.response, this.#limits.bodyBytes)
    return { id, request, response, truncated: !whole || request !== text || response !== bodies.response }
  }

  clear(): void {
    this.#ring.fill(undefined)
    this.#bytes = 0
    this.#clearedBelow = this.#count
    this.#oldestWithBodies = this.#count
  }

  #firstKept(): number {
    return Math.max(this.#count - this.#limits.entries, this.#clearedBelow)
  }

  #at(number: number): Kept | undefined {
    return this.#ring[number % this.#limits.entries]
  }

  #dropOldestBodies(): void {
    const kept = this.#at(this.#oldestWithBodies)
    this.#oldestWithBodies += 1
    if (!kept?.bodies) return
    this.#bytes -= kept.entry.requestBytes + kept.entry.responseBytes
    kept.bodies = undefined
  }
}

/** Without the bodies: a kept entry must not keep them from being freed. */
function entryOf(number: number, served: ServedRequest): RequestEntry {
  const { at, source, operation, status, durationMs, requestBytes, responseBytes } = served
  return {
    id: String(number),
    at,
    source,
    operation,
    status,
    durationMs,
    requestBytes,
    responseBytes,
    ...(served.error === undefined ? {} : { error: served.error }),
    ...(served.table === undefined ? {} : { table: served.table }),
    ...(served.index === undefined ? {} : { index: served.index }),
    ...(served.readUnits === undefined ? {} : { readUnits: served.readUnits }),
    ...(served.writeUnits === undefined ? {} : { writeUnits: served.writeUnits }),
    ...(served.scanned === undefined ? {} : { scanned: served.scanned }),
    ...(served.returned === undefined ? {} : { returned: served.returned }),
  }
}

/** Levels of a body that are shown when it is nested too deeply to be shown whole. DynamoDB allows 32. */
const SHOWN_LEVELS = 100

/** The JSON text of a body. JSON of any depth can be parsed, but not written: what is too deep for that is cut off. */
function textOf(body: unknown): { readonly text: string; readonly whole: boolean } {
  if (typeof body === 'string') return { text: body, whole: true }
  try {
    return { text: JSON.stringify(body) ?? '', whole: true }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { text: JSON.stringify(upTo(SHOWN_LEVELS, body)) ?? '', whole: false }
  }
}

function upTo(levels: number, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return '…'
  if (Array.isArray(value)) return value.map(member => upTo(levels - 1, member))
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, upTo(levels - 1, member)]))
}

/** At most so many bytes of UTF-8, whole characters. */
function cut(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text
  const encoded = new TextEncoder().encode(text)
  if (encoded.length <= bytes) return text
  let end = bytes
  // A continuation byte (10xxxxxx) belongs to the character before it.
  while (end > 0 && ((encoded[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end -= 1
  return new TextDecoder().decode(encoded.subarray(0, end))
}
