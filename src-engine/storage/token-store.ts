import type { SqliteDatabase, Statement } from './sqlite.ts'

/** What is known of a request that was done under a token. */
export interface TokenRow {
  /** Digest of the request's content. */
  readonly request: string
  /** JSON text that a replay is answered from. */
  readonly replay: string
}

/** All SQL about client request tokens. Times are milliseconds since 1970. */
export class TokenStore {
  readonly #find: Statement
  readonly #remember: Statement
  readonly #forget: Statement

  constructor(db: SqliteDatabase) {
    this.#find = db.prepare('SELECT request, replay FROM tokens WHERE token = ? AND expires_at > ?')
    this.#remember = db.prepare(
      `INSERT INTO tokens (token, request, replay, expires_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (token) DO UPDATE
       SET request = excluded.request, replay = excluded.replay, expires_at = excluded.expires_at`,
    )
    this.#forget = db.prepare('DELETE FROM tokens WHERE expires_at <= ?')
  }

  /** The request done under this token, unless that has expired by `now`. */
  find(token: string, now: number): TokenRow | undefined {
    return this.#find.get(token, now) as TokenRow | undefined
  }

  /** Keeps a token until `expiresAt`. Belongs into the transaction of the writes it stands for. */
  remember(token: string, row: TokenRow, expiresAt: number): void {
    this.#remember.run(token, row.request, row.replay, expiresAt)
  }

  /** Drops what has expired by `now`; returns how many tokens that were. */
  forgetExpired(now: number): number {
    return this.#forget.run(now).changes
  }
}
