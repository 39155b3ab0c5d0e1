import { CapacityMeter, type ConsumedCapacity, type ReturnConsumedCapacity } from '#dynamo'
import type { TableState } from '../tables/table-state.ts'
import type { WriteMetering } from './execute-write.ts'

interface TableMeter {
  readonly meter: CapacityMeter
  succeeded: boolean
}

/**
 * What a batch of statements consumes: a report for each table of which a statement succeeded, in the order in which
 * the request first names them. Writes that failed count in the total of such a table alone (observed).
 */
export class BatchMeters {
  readonly #tables = new Map<TableState, TableMeter>()

  /** The meter of a read; `name` is what the request calls the table. */
  reading(table: TableState, name: string): CapacityMeter {
    return this.#succeeded(this.#of(table, name))
  }

  writing(table: TableState, name: string): WriteMetering {
    const found = this.#of(table, name)
    return { done: () => this.#succeeded(found), refused: units => found.meter.addFailed(units) }
  }

  get total(): number {
    return this.#reported().reduce((sum, meter) => sum + meter.total, 0)
  }

  reports(mode: ReturnConsumedCapacity | undefined): readonly ConsumedCapacity[] | undefined {
    const reports = this.#reported().flatMap(meter => meter.report(mode) ?? [])
    return reports.length === 0 ? undefined : reports
  }

  #succeeded(found: TableMeter): CapacityMeter {
    found.succeeded = true
    return found.meter
  }

  #of(table: TableState, name: string): TableMeter {
    let found = this.#tables.get(table)
    if (found === undefined) {
      found = { meter: new CapacityMeter(name), succeeded: false }
      this.#tables.set(table, found)
    }
    return found
  }

  #reported(): readonly CapacityMeter[] {
    return [...this.#tables.values()].filter(({ succeeded }) => succeeded).map(({ meter }) => meter)
  }
}
