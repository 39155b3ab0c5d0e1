import type { AutoScaling, ModelDocument, TableRecord } from '../document/model-document.ts'
import { indexesOf } from '../document/queries.ts'

/** One side of the capacity of a table or global index that Application Auto Scaling looks after. */
export interface ScalingTarget {
  /** Absent for the table itself. */
  readonly indexName?: string
  readonly side: 'Read' | 'Write'
  readonly scaling: AutoScaling
  /** `dynamodb:table:ReadCapacityUnits`, `dynamodb:index:WriteCapacityUnits` … */
  readonly dimension: string
  /** `DynamoDBReadCapacityUtilization`, `DynamoDBWriteCapacityUtilization` */
  readonly metric: string
}

/**
 * The targets of a table: the table, then each global index with the same settings, because an index that does not grow
 * with its table throttles the writes of the table. `skip` names indexes that the export leaves out.
 */
export function scalingTargets(
  document: ModelDocument,
  table: TableRecord,
  skip: ReadonlySet<string> = new Set(),
): readonly ScalingTarget[] {
  if (table.billing?.mode !== 'PROVISIONED') return []
  const { readScaling, writeScaling } = table.billing
  const globals = indexesOf(document, table.id).filter(index => index.indexKind === 'GSI' && !skip.has(index.id))
  const targets: ScalingTarget[] = []
  for (const indexName of [undefined, ...globals.map(index => index.name)]) {
    for (const [side, scaling] of [
      ['Read', readScaling],
      ['Write', writeScaling],
    ] as const) {
      if (scaling === undefined) continue
      targets.push({
        ...(indexName === undefined ? {} : { indexName }),
        side,
        scaling,
        dimension: `dynamodb:${indexName === undefined ? 'table' : 'index'}:${side}CapacityUnits`,
        metric: `DynamoDB${side}CapacityUtilization`,
      })
    }
  }
  return targets
}
