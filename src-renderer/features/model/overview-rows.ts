import {
  type Diagnostic,
  facetsOf,
  indexesOf,
  itemsOfTable,
  type ModelDocument,
  recordOf,
  type TableRecord,
  tablesOf,
} from '#modeling'

/** A table as the overview lists it. */
export interface OverviewRow {
  readonly table: TableRecord
  readonly indexes: number
  readonly facets: number
  readonly items: number
  readonly errors: number
  readonly warnings: number
}

/** The tables of the model with what is in them and what is wrong with them. */
export function overviewRows(document: ModelDocument, problems: readonly Diagnostic[]): readonly OverviewRow[] {
  const errors = new Map<string, number>()
  const warnings = new Map<string, number>()
  for (const { recordId, severity } of problems) {
    const counts = severity === 'error' ? errors : severity === 'warning' ? warnings : undefined
    const record = recordOf(document, recordId)
    if (!counts || !record) continue
    const tableId = 'tableId' in record ? record.tableId : record.id
    counts.set(tableId, (counts.get(tableId) ?? 0) + 1)
  }
  return tablesOf(document).map(table => ({
    table,
    indexes: indexesOf(document, table.id).length,
    facets: facetsOf(document, table.id).length,
    items: itemsOfTable(document, table.id).length,
    errors: errors.get(table.id) ?? 0,
    warnings: warnings.get(table.id) ?? 0,
  }))
}
