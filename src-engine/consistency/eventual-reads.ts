import type { EngineBehavior } from '../behavior.ts'
import { Chance } from '../chance.ts'
import type { Clock } from '../ports.ts'
import type { RowKey } from '../storage/key-encoding.ts'
import type { ReadableRows, Rows } from '../storage/rows.ts'
import { RecentPast } from './recent-past.ts'

/** Copies of each partition, of which one may lag behind. Source: Developer Guide, "DynamoDB read consistency". */
const REPLICAS = 3

/** Where rows are: a global index is written after its table, a local one with it. */
export type Place = 'table' | 'LSI' | 'GSI'

/** Rows as one read sees them; all of a read are of the same moment. */
export type ReadView = (rows: Rows) => ReadableRows

const FRESH: ReadView = rows => rows

/**
 * What eventually consistent reads see when an engine is told to let them be late:
 *
 * - Reads of a global index see it as it was `indexDelay` ms ago, always.
 * - Other eventually consistent reads ask one of three replicas, of which one lags by 0 to `staleReads` ms. Replica and
 *   lag are drawn for each request (each key of a batch) from the seed.
 *
 * Writes, their conditions, consistent and transactional reads look at the store itself.
 */
export class EventualReads {
  readonly #indexDelay: number
  readonly #staleReads: number
  readonly #chance: Chance
  readonly #indexes: RecentPast | undefined
  readonly #replicas: RecentPast | undefined

  private constructor({ indexDelay, staleReads, seed }: EngineBehavior, clock: Clock) {
    this.#indexDelay = indexDelay
    this.#staleReads = staleReads
    this.#chance = new Chance(seed)
    this.#indexes = indexDelay > 0 ? new RecentPast(indexDelay, clock) : undefined
    this.#replicas = staleReads > 0 ? new RecentPast(staleReads, clock) : undefined
  }

  /** Undefined where every read is fresh: then nothing has to be remembered. */
  static of(behavior: EngineBehavior, clock: Clock): EventualReads | undefined {
    return behavior.indexDelay > 0 || behavior.staleReads > 0 ? new EventualReads(behavior, clock) : undefined
  }

  /** To be called before a row is written. */
  remember(place: Place, rows: Rows, key: RowKey): void {
    if (place === 'GSI') this.#indexes?.remember(rows, key)
    else this.#replicas?.remember(rows, key)
  }

  /** The view of a read that did not ask for consistency. */
  view(place: Place): ReadView {
    if (place === 'GSI') {
      const past = this.#indexes
      if (past === undefined) return FRESH
      const moment = past.now() - this.#indexDelay
      return rows => past.rowsAt(rows, moment)
    }
    const past = this.#replicas
    if (past === undefined || this.#chance.below(REPLICAS) > 0) return FRESH
    const moment = past.now() - this.#chance.below(this.#staleReads + 1)
    return rows => past.rowsAt(rows, moment)
  }
}
