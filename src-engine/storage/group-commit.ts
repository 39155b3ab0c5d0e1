import type { SqliteDatabase, Statement } from './sqlite.ts'

/** Called once when what was done before is durable, or with the reason why it is not. */
export type Settled = (failure: Error | undefined) => void

/** A failed write could not be undone: nobody knows what the store holds, so it is closed and takes nothing more. */
export class StoreLostError extends Error {
  readonly code = 'STORE_LOST'
  constructor(failed: Error, undoing: Error) {
    super(
      `The store was closed: a write failed (${failed.message}) and could not be undone (${undoing.message}). ` +
        'Restart Facet; a data directory still holds every write that was answered.',
    )
    this.cause = undoing
  }
}

/**
 * One SQLite transaction for all writes that arrive together. A commit costs several times what a statement does, so
 * the first write of a turn opens a transaction, the others join it, and it is committed when the event loop has
 * handled every request that was ready; answers go out after that. A request that arrives alone waits for nothing.
 *
 * Reads in between see the uncommitted writes, so their answers wait for the same commit: nobody learns of a write
 * that a crash could still undo.
 */
export class GroupCommit {
  readonly #db: SqliteDatabase
  readonly #begin: Statement
  readonly #commit: Statement
  readonly #onRollback: () => void
  readonly #beforeCommit: () => void
  #waiting: Settled[] = []
  #open = false
  #lost: StoreLostError | undefined
  readonly #commitLater = () => {
    this.commitNow()
  }

  constructor(db: SqliteDatabase, hooks: { readonly beforeCommit: () => void; readonly onRollback: () => void }) {
    this.#db = db
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#beforeCommit = hooks.beforeCommit
    this.#onRollback = hooks.onRollback
  }

  /** A transaction is open: what is read now may not be durable yet. */
  get pending(): boolean {
    return this.#open
  }

  /** Why the store takes no more requests; undefined as long as it does. */
  get lost(): StoreLostError | undefined {
    return this.#lost
  }

  /**
   * Makes sure that the writes to come are inside a transaction.
   *
   * @throws StoreLostError
   */
  begin(): void {
    if (this.#open) return
    if (this.#lost !== undefined) throw this.#lost
    this.#begin.run()
    this.#open = true
    setImmediate(this.#commitLater)
  }

  /** Calls back after the open transaction's end; at once when none is open. */
  whenSettled(settled: Settled): void {
    if (this.#open) this.#waiting.push(settled)
    else settled(undefined)
  }

  /** Commits what is open. Also called before anything that must not share a transaction. */
  commitNow(): void {
    if (!this.#open) return
    try {
      this.#beforeCommit()
      this.#commit.run()
    } catch (error) {
      this.rollback(error instanceof Error ? error : new Error(String(error)))
      return
    }
    this.#settle(undefined)
  }

  /**
   * Undoes everything since `begin`, for everyone in the group: a half-done write must never be seen. If even that
   * fails the connection is closed, with which SQLite drops what was not committed.
   */
  rollback(reason: Error): void {
    if (!this.#open) return
    try {
      // Of some faults (a full disk) SQLite has undone the transaction itself.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      this.#onRollback()
    } catch (error) {
      this.#lost = new StoreLostError(reason, error instanceof Error ? error : new Error(String(error)))
      this.#db.close()
    }
    this.#settle(this.#lost ?? reason)
  }

  #settle(failure: Error | undefined): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.#open = false
    for (const settled of waiting) settled(failure)
  }
}
