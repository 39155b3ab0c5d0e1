import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const MOST_OPEN_TOKENS = 8

/**
 * Who may use the window's server: a link with a token that works once brings a browser its session, a cookie that
 * scripts cannot read. Only hashes are kept, and compared in constant time.
 */
export class SessionTokens {
  readonly #openTokens: Buffer[] = []
  readonly #session: string
  readonly #sessionHash: Buffer

  /** `session` fixes the session's value, so that a host which is restarted while it is developed keeps its browsers. */
  constructor(session: string = randomBytes(32).toString('base64url')) {
    if (!/^[\w-]{32,}$/.test(session)) {
      throw new RangeError('FACET_SESSION must be at least 32 characters of A-Z, a-z, 0-9, - and _.')
    }
    this.#session = session
    this.#sessionHash = hash(session)
  }

  /** A new token. */
  issue(): string {
    const token = randomBytes(32).toString('base64url')
    this.#openTokens.push(hash(token))
    if (this.#openTokens.length > MOST_OPEN_TOKENS) this.#openTokens.shift()
    return token
  }

  /** The session's value for a token that was issued and not yet used; undefined for any other. */
  exchange(token: string): string | undefined {
    const wanted = hash(token)
    const index = this.#openTokens.findIndex(open => timingSafeEqual(open, wanted))
    if (index < 0) return undefined
    this.#openTokens.splice(index, 1)
    return this.#session
  }

  /** Whether a Cookie header carries the session under this name. */
  accepts(cookieHeader: string | undefined, name: string): boolean {
    return (cookieHeader ?? '')
      .split(';')
      .map(cookie => cookie.trim())
      .some(cookie => {
        const value = cookie.startsWith(`${name}=`) ? cookie.slice(name.length + 1) : undefined
        return value !== undefined && timingSafeEqual(hash(value), this.#sessionHash)
      })
  }
}

/** The cookie's name: cookies are shared between the ports of a host, so the port is part of it. */
export function sessionCookieName(port: number): string {
  return `facet-session-${port}`
}

/** The Set-Cookie header of a session. */
export function sessionCookie(port: number, session: string): string {
  return `${sessionCookieName(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
