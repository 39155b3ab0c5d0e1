import { CapacityMeter, type ConsumedCapacity, type ReturnConsumedCapacity } from '#dynamo'
import type { TableState } from '../../tables/table-state.ts'

/**
 * One meter for each table of a batch or transaction, in the order in which the request first names them: a table that
 * it calls by its name and by its ARN is one.
 */
export class TableMeters {
  readonly #direction: 'read' | 'write' | undefined
  readonly #meters = new Map<TableState, CapacityMeter>()

  /** @param direction of a transaction, whose reports say it */
  constructor(direction?: 'read' | 'write') {
    this.#direction = direction
  }

  /** The meter of a table; `name` is what the request calls it. */
  of(table: TableState, name: string): CapacityMeter {
    let meter = this.#meters.get(table)
    if (meter === undefined) {
      meter = new CapacityMeter(name)
      this.#meters.set(table, meter)
    }
    return meter
  }

  get total(): number {
    let total = 0
    for (const meter of this.#meters.values()) total += meter.total
    return total
  }

  /** The table's name, if there is only one. */
  get onlyTable(): string | undefined {
    const [table, ...others] = this.#meters.keys()
    return others.length === 0 ? table?.facts.definition.name : undefined
  }

  /** ConsumedCapacity of the answer; undefined when not asked for. */
  reports(mode: ReturnConsumedCapacity | undefined): readonly ConsumedCapacity[] | undefined {
    const reports = [...this.#meters.values()].flatMap(meter => meter.report(mode, this.#direction) ?? [])
    return reports.length === 0 ? undefined : reports
  }
}
