import { type CapacityMeter, readUnits } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import type { RowKey } from '../../storage/key-encoding.ts'
import type { StoredRow } from '../../storage/rows.ts'
import type { TableState } from '../../tables/table-state.ts'

/**
 * The one way to read an item by its key, outside of transactions.
 *
 * @param meter counts the units; a missing item costs the minimum
 */
export function readItem(
  _engine: EngineContext,
  table: TableState,
  key: RowKey,
  consistent: boolean,
  meter: CapacityMeter,
): StoredRow | undefined {
  const row = table.rows.get(key)
  meter.addTable(readUnits(row?.[0] ?? 0, { consistent }))
  return row
}
