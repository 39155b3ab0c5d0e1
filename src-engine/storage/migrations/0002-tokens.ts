/**
 * Client request tokens of transactions that went through. In the store, not in memory: a caller that lost the answer
 * because the process was killed asks again with the same token, and must not write twice.
 */
export const tokens = `
CREATE TABLE tokens (
  token TEXT PRIMARY KEY NOT NULL,
  -- Digest of the request's content, to tell a replay from another request under the same token.
  request TEXT NOT NULL,
  -- What a replay is answered with, as JSON (transactions/idempotency.ts).
  replay TEXT NOT NULL,
  -- Milliseconds since 1970; from then on the token is free again.
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_by_expiry ON tokens (expires_at);
`
