const HEAD_END = Buffer.from('\r\n\r\n')
/** Ends a chunked answer. JSON holds no raw line breaks, so these bytes are never part of a body. */
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n')

/**
 * Finds the end of each HTTP answer on a connection that has one request in flight. It looks at the head only and
 * counts: decoding bodies would cost the generator more than the servers spend on making them.
 */
export class AnswerReader {
  #parts: Buffer[] = []
  #length = 0
  /** Bytes of head and body together; undefined until the head is there, infinite for a chunked answer. */
  #expected: number | undefined
  #bodyStart = 0

  /** Takes what has arrived; true when the answer is complete. */
  take(bytes: Buffer): boolean {
    this.#parts.push(bytes)
    this.#length += bytes.length
    if (this.#expected === undefined) this.#readHead()
    if (this.#expected === undefined) return false
    if (this.#expected !== Number.POSITIVE_INFINITY) return this.#length >= this.#expected
    const tail = bytes.length >= LAST_CHUNK.length ? bytes : this.#joined()
    return tail.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
  }

  /** Whether the complete answer has a status of the 200s. */
  get succeeded(): boolean {
    return this.#parts[0]?.[9] === 0x32
  }

  /** The body of the complete answer. */
  body(): string {
    const body = this.#joined().subarray(this.#bodyStart)
    return this.#expected === Number.POSITIVE_INFINITY ? withoutChunks(body) : body.toString()
  }

  /** Makes ready for the next answer. */
  reset(): void {
    this.#parts = []
    this.#length = 0
    this.#expected = undefined
  }

  #joined(): Buffer {
    const [first, second] = this.#parts
    if (first !== undefined && second === undefined) return first
    const joined = Buffer.concat(this.#parts)
    this.#parts = [joined]
    return joined
  }

  #readHead(): void {
    const bytes = this.#joined()
    const headEnd = bytes.indexOf(HEAD_END)
    if (headEnd < 0) return
    this.#bodyStart = headEnd + HEAD_END.length
    const head = bytes.toString('latin1', 0, headEnd).toLowerCase()
    const at = head.indexOf('content-length:')
    this.#expected = at < 0 ? Number.POSITIVE_INFINITY : this.#bodyStart + Number.parseInt(head.slice(at + 15), 10)
  }
}

function withoutChunks(body: Buffer): string {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.toString('latin1', at, lineEnd), 16)
    if (!(length > 0)) break
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + length))
    at = lineEnd + 2 + length + 2
  }
  return Buffer.concat(parts).toString()
}
