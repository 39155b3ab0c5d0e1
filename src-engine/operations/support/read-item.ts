import { type CapacityMeter, readUnits } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import type { RowKey } from '../../storage/key-encoding.ts'
import type { StoredRow } from '../../storage/rows.ts'
import type { TableState } from '../../tables/table-state.ts'
import { tryAdmitRead } from './admission.ts'

/** An item as a read by key sees it, outside of transactions. */
export function lookUp(
  { eventualReads }: EngineContext,
  table: TableState,
  key: RowKey,
  consistent: boolean,
): StoredRow | undefined {
  if (consistent || eventualReads === undefined) return table.rows.get(key)
  return eventualReads.view('table')(table.rows).get(key)
}

/**
 * Reads an item by its key and counts it; a missing one costs the minimum.
 *
 * @param meter counts the units
 * @throws DynamoError the read has to wait for throughput
 */
export function readItem(
  engine: EngineContext,
  table: TableState,
  key: RowKey,
  consistent: boolean,
  meter: CapacityMeter,
): StoredRow | undefined {
  const row = lookUp(engine, table, key, consistent)
  const units = readUnits(row?.[0] ?? 0, { consistent })
  const refusal = tryAdmitRead(engine, table, key, units)
  if (refusal !== undefined) throw refusal
  meter.addTable(units)
  return row
}
