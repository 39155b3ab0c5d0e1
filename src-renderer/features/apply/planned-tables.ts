import { applyPlan, type Diagnostic, type ModelDocument, type RecordId, tablesOf } from '#modeling'

/** A table of the model before it is applied. */
export interface PlannedTable {
  readonly tableId: RecordId
  readonly name: string
  readonly indexes: number
  readonly items: number
  /** DynamoDB would refuse the table as it is. */
  readonly isLeftOut: boolean
}

export interface Planned {
  readonly tables: readonly PlannedTable[]
  /** Totals of what will be created. */
  readonly tableCount: number
  readonly itemCount: number
  readonly report: readonly Diagnostic[]
}

/** What a run would bring into the engine, and what it would leave out. */
export function plannedTables(document: ModelDocument): Planned {
  const plan = applyPlan(document)
  const byId = new Map(plan.tables.map(table => [table.tableId, table]))
  const tables = tablesOf(document).map((table): PlannedTable => {
    const planned = byId.get(table.id)
    const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = planned?.create ?? {}
    return {
      tableId: table.id,
      name: table.name,
      indexes: GlobalSecondaryIndexes.length + LocalSecondaryIndexes.length,
      items: planned?.rows.length ?? 0,
      isLeftOut: planned === undefined,
    }
  })
  return {
    tables,
    tableCount: plan.tables.length,
    itemCount: plan.tables.reduce((sum, { rows }) => sum + rows.length, 0),
    report: plan.report,
  }
}
