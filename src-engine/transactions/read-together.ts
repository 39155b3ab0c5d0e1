import { readUnits } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { admitReadsTogether } from '../operations/support/admission.ts'
import { TableMeters } from '../operations/support/table-meters.ts'
import type { RowKey } from '../storage/key-encoding.ts'
import type { StoredRow } from '../storage/rows.ts'
import type { TableState } from '../tables/table-state.ts'
import type { Cancellation } from './cancellation.ts'
import { checkTotalSize } from './transaction-limits.ts'

/** One item that a transaction reads. */
export interface ItemRead {
  readonly table: TableState
  /** As the caller wrote it: a name or an ARN. */
  readonly name: string
  readonly key: RowKey
}

/**
 * Reads the items of a transaction as they are at one moment, and meters them.
 *
 * @param cancellation of the transaction, nothing of which has been refused so far
 * @throws DynamoError they are too large together, or TransactionCanceledException where they have to wait
 */
export function readTogether(
  engine: EngineContext,
  reads: readonly ItemRead[],
  cancellation: Cancellation,
): { readonly rows: readonly (StoredRow | undefined)[]; readonly meters: TableMeters } {
  const found = reads.map(({ table, name, key }) => {
    const row = table.rows.get(key)
    return { table, name, key, row, units: readUnits(row?.[0] ?? 0, { transactional: true }) }
  })
  checkTotalSize(found.map(({ row }) => row?.[0] ?? 0))
  cancellation.refuse(admitReadsTogether(engine, found))
  cancellation.throwIfCancelled()
  const meters = new TableMeters('read')
  for (const { table, name, units } of found) meters.of(table, name).addTable(units)
  return { rows: found.map(({ row }) => row), meters }
}
