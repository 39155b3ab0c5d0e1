import type { CreateTableInput } from '#dynamo'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { diagnoseStructure } from '../diagnostics/structure.ts'
import type { ModelDocument, RecordId, TableRecord } from '../document/model-document.ts'
import { indexesOf, tablesOf } from '../document/queries.ts'
import { type ItemRow, itemRows } from './item-rows.ts'
import { tableInput } from './table-input.ts'

/** What it takes to have one table of the model in a DynamoDB, request by request. */
export interface TablePlan {
  readonly tableId: RecordId
  readonly tableName: string
  readonly create: CreateTableInput
  /** UpdateTimeToLive, when the model names an attribute. */
  readonly timeToLive?: {
    readonly TableName: string
    readonly TimeToLiveSpecification: { readonly Enabled: true; readonly AttributeName: string }
  }
  /** UpdateContinuousBackups, when the model asks for recovery. */
  readonly pointInTimeRecovery?: {
    readonly TableName: string
    readonly PointInTimeRecoverySpecification: { readonly PointInTimeRecoveryEnabled: true }
  }
  readonly rows: readonly ItemRow[]
}

export interface ApplyPlan {
  readonly tables: readonly TablePlan[]
  /** Tables left out because DynamoDB would refuse them, and items left out or changed. */
  readonly report: readonly Diagnostic[]
}

/** The requests that bring the model and its sample items into a DynamoDB. */
export function applyPlan(document: ModelDocument): ApplyPlan {
  const tables: TablePlan[] = []
  const report: Diagnostic[] = []
  for (const table of tablesOf(document)) {
    const faults = designFaults(document, table)
    if (faults.length > 0) {
      report.push(...faults.map(fault => ({ ...fault, message: `${table.name} is left out. ${fault.message}` })))
      continue
    }
    const { rows, report: itemReport } = itemRows(document, table)
    for (const finding of itemReport) report.push(finding)
    tables.push({
      tableId: table.id,
      tableName: table.name,
      create: tableInput(document, table),
      ...followUps(table),
      rows,
    })
  }
  return { tables, report }
}

function designFaults(document: ModelDocument, table: TableRecord): readonly Diagnostic[] {
  return [table, ...indexesOf(document, table.id)]
    .flatMap(record => diagnoseStructure(document, record))
    .filter(({ severity, code }) => severity === 'error' && code !== 'invalid-auto-scaling')
}

function followUps({ name, timeToLive, pointInTimeRecovery }: TableRecord): Partial<TablePlan> {
  return {
    ...(timeToLive === undefined
      ? {}
      : { timeToLive: { TableName: name, TimeToLiveSpecification: { Enabled: true, AttributeName: timeToLive } } }),
    ...(pointInTimeRecovery === true
      ? {
          pointInTimeRecovery: {
            TableName: name,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        }
      : {}),
  }
}
