import { DynamoError, SIMULTANEOUS_TABLE_OPERATIONS } from '#dynamo'
import type { Clock, Timers } from '../ports.ts'
import type { Backfill } from './backfill.ts'
import type { TableFacts, TableState } from './table-state.ts'
import type { TableStore } from './table-store.ts'
import { creating, deleting, nextEnd, settle, updatedAtOnce, updating } from './timed-states.ts'
import type { TableUpdate } from './update/table-update.ts'

/** A change of state that could not be stored (the disk is full) is tried again after this many milliseconds. */
const RETRY_AFTER_MS = 1000

interface Options {
  readonly store: TableStore
  readonly backfill: Backfill
  readonly clock: Clock
  readonly timers: Timers
  /** Milliseconds that tables and indexes stay CREATING, UPDATING and DELETING; 0: not at all. */
  readonly delay: number
  /** Called after each change of state. */
  readonly changed: () => void
}

/**
 * The states of tables and indexes: gives them to what is made, changed and deleted, and ends them when their time has
 * come. Operations write the facts; what is to happen later is done here.
 */
export class TableLifecycle {
  readonly #options: Options
  /** By the name of a table: the way to call off the next end of a state. */
  readonly #pending = new Map<string, () => void>()
  #closed = false

  constructor(options: Options) {
    this.#options = options
  }

  /** The facts of a table that is made now. @throws DynamoError too many tables change at once */
  creating(facts: TableFacts): TableFacts {
    return this.#begin(facts, until => creating(facts, until))
  }

  /** The facts of a table that is changed now. @throws DynamoError too many tables change at once */
  updating(before: TableFacts, { facts, changing }: TableUpdate): TableFacts {
    return this.#begin(updatedAtOnce(facts), until => updating(before, facts, changing, until))
  }

  /** The facts of a table that goes; undefined when it goes at once. @throws DynamoError too many tables change at once */
  deleting(facts: TableFacts): TableFacts | undefined {
    return this.#options.delay === 0 ? undefined : this.#begin(facts, until => deleting(facts, until))
  }

  /** Takes up the states of a table that was made, changed or deleted; fills its new indexes, at once or in time. */
  follow({ facts }: TableState, newIndexes: readonly string[] = []): void {
    const { name } = facts.definition
    for (const index of newIndexes) {
      if (facts.indexes[index]?.until === undefined) this.#options.backfill.start(name, index)
    }
    this.#schedule(name, nextEnd(facts))
  }

  /** After a restart: takes up every state that had not ended, and every index that was being filled. */
  resume(): void {
    for (const { facts } of this.#options.store.tables.all()) this.#schedule(facts.definition.name, nextEnd(facts))
    this.#options.backfill.resume()
  }

  close(): void {
    this.#closed = true
    for (const callOff of this.#pending.values()) callOff()
    this.#pending.clear()
  }

  #begin(undelayed: TableFacts, delayed: (until: number) => TableFacts): TableFacts {
    const { delay, clock, store } = this.#options
    if (delay === 0) return undelayed
    let busy = 0
    for (const { facts } of store.tables.all()) if (facts.until !== undefined) busy++
    if (busy >= SIMULTANEOUS_TABLE_OPERATIONS) {
      throw new DynamoError(
        'LimitExceededException',
        `Subscriber limit exceeded: Only ${SIMULTANEOUS_TABLE_OPERATIONS} tables can be created, updated, or deleted simultaneously`,
      )
    }
    return delayed(clock.now() + delay)
  }

  #schedule(name: string, at: number | undefined): void {
    this.#pending.get(name)?.()
    this.#pending.delete(name)
    if (at === undefined || this.#closed) return
    const { clock, timers } = this.#options
    this.#pending.set(
      name,
      timers.after(Math.max(0, at - clock.now()), () => this.#settle(name)),
    )
  }

  /** Ends what has come to its end. The facts are looked up now: whatever happened since, they say what is due. */
  #settle(name: string): void {
    const { store, clock, delay } = this.#options
    this.#pending.delete(name)
    const table = this.#closed || store.lost !== undefined ? undefined : store.tables.get(name)
    if (table === undefined) return
    const { facts, fill } = settle(table.facts, clock.now(), delay)
    try {
      if (facts !== table.facts) this.#store(table, facts)
      // Now, not after the commit: the next request may change the table, and has its own end scheduled then.
      this.#schedule(name, facts && nextEnd(facts))
      store.whenSettled(failure => {
        if (failure === undefined) this.#settled(name, fill)
        else this.#retry(name)
      })
    } catch (error) {
      store.abandonGroup(error instanceof Error ? error : new Error(String(error)))
      this.#retry(name)
    }
  }

  #store(table: TableState, facts: TableFacts | undefined): void {
    const { store } = this.#options
    store.beginWrite()
    if (facts === undefined) store.tables.drop(table)
    else store.tables.change(table, facts)
  }

  #settled(name: string, fill: readonly string[]): void {
    const { backfill, changed } = this.#options
    for (const index of fill) backfill.start(name, index)
    changed()
  }

  #retry(name: string): void {
    this.#schedule(name, this.#options.clock.now() + RETRY_AFTER_MS)
  }
}
