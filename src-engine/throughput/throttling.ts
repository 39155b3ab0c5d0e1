import type { DynamoError } from '#dynamo'
import { type EngineAccount, tableArn } from '../engine-account.ts'
import type { Clock } from '../ports.ts'
import type { RowKey } from '../storage/key-encoding.ts'
import type { Rows } from '../storage/rows.ts'
import { type IndexState, indexFacts, type TableState } from '../tables/table-state.ts'
import { type KeySpan, type Resource, ResourceThroughput } from './resource-throughput.ts'
import { type Direction, type ThrottleCause, throttled } from './throttle-cause.ts'

/** Units that a request takes from one table, or from one global index. */
export interface Demand {
  readonly table: TableState
  /** Undefined for the table itself, and for its local indexes, which live off the table's throughput. */
  readonly index: IndexState | undefined
  readonly units: number
  readonly keys: KeySpan
}

/**
 * Enforces throughput: lets a request go on, or says why it has to wait. Off by default, and then nothing is counted.
 * docs/compatibility.md, "Throttling", states the model. What is left of each second's units is held in memory.
 */
export class Throttling {
  readonly #clock: Clock
  readonly #account: EngineAccount
  /** Since when units have been saved, of tables that are older. */
  readonly #begun: number
  readonly #byDefault: boolean
  readonly #tables = new Map<string, boolean>()
  /** By the rows of a table or index. */
  readonly #resources = new WeakMap<Rows, ResourceThroughput>()
  #active: boolean

  /** @param byDefault whether tables are throttled that nothing else is said of */
  constructor(byDefault: boolean, clock: Clock, account: EngineAccount) {
    this.#byDefault = byDefault
    this.#active = byDefault
    this.#clock = clock
    this.#account = account
    this.#begun = clock.now()
  }

  /** Says for one table, which need not exist yet, whether it is throttled; undefined: as the engine does by default. */
  set(table: string, enforced: boolean | undefined): void {
    if (enforced === undefined) this.#tables.delete(table)
    else this.#tables.set(table, enforced)
    this.#active = this.#byDefault || [...this.#tables.values()].includes(true)
  }

  enforces(table: TableState): boolean {
    if (!this.#active) return false
    return this.#tables.get(table.facts.definition.name) ?? this.#byDefault
  }

  /** A table's settings were changed: from now on they count. */
  settingsChanged(table: TableState): void {
    if (!this.enforces(table)) return
    const now = this.#clock.now()
    for (const index of [undefined, ...table.indexes]) {
      if (index?.definition.kind !== 'LSI') this.#throughputOf(table, resourceOf(this.#account, table, index), now)
    }
  }

  /** Why these demands of one request have to wait; undefined when they may go on. Takes nothing. */
  refusal(direction: Direction, demands: readonly Demand[]): DynamoError | undefined {
    const now = this.#clock.now()
    const causes: ThrottleCause[] = []
    for (const { table, index, keys } of demands) {
      if (!this.enforces(table)) continue
      const resource = resourceOf(this.#account, table, index)
      const limit = this.#throughputOf(table, resource, now).limitReached(direction, keys.from, now)
      if (limit === undefined) continue
      causes.push({ resource: resource.kind, arn: resource.arn, direction, limit, onDemand: resource.onDemand })
    }
    const [first, ...others] = causes
    return first && throttled([first, ...others])
  }

  /** Takes the units of a request that goes on. */
  take(direction: Direction, demands: readonly Demand[]): void {
    const now = this.#clock.now()
    for (const { table, index, keys, units } of demands) {
      if (!this.enforces(table)) continue
      const resource = resourceOf(this.#account, table, index)
      this.#throughputOf(table, resource, now).take(direction, units, keys, now)
    }
  }

  #throughputOf({ facts: { createdAt } }: TableState, resource: Resource, now: number): ResourceThroughput {
    let throughput = this.#resources.get(resource.rows)
    if (throughput === undefined) {
      throughput = new ResourceThroughput(resource, Math.max(createdAt, this.#begun))
      this.#resources.set(resource.rows, throughput)
    }
    throughput.follow(resource, now)
    return throughput
  }
}

/** The span of a single row. */
export function oneKey(key: RowKey): KeySpan {
  return { from: key, to: key }
}

function resourceOf(account: EngineAccount, table: TableState, index: IndexState | undefined): Resource {
  const { facts } = table
  const { name } = facts.definition
  const onDemand = facts.billing === 'PAY_PER_REQUEST'
  const arn = tableArn(account, name)
  if (index === undefined) return { kind: 'Table', arn, rows: table.rows, settings: facts, onDemand }
  const { name: indexName } = index.definition
  return {
    kind: 'Index',
    arn: `${arn}/index/${indexName}`,
    rows: index.rows,
    settings: indexFacts(facts, indexName),
    onDemand,
  }
}
