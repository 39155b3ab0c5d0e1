import type { KeyDefinition } from '#dynamo'
import type { IndexRecord, ModelDocument, RecordId, TableRecord } from '../document/model-document.ts'
import { indexesOf } from '../document/queries.ts'

/** A table, or a table through one of its indexes: what a Query or Scan can walk. */
export interface View {
  readonly table: TableRecord
  /** Undefined: the table itself. */
  readonly index: IndexRecord | undefined
  readonly key: KeyDefinition
}

/** The table and its indexes, in that order. */
export function viewsOf(document: ModelDocument, table: TableRecord): readonly View[] {
  return [
    { table, index: undefined, key: table.key },
    ...indexesOf(document, table.id).map(index => ({ table, index, key: index.key })),
  ]
}

/** Such as `Shop` or `Shop/GSI1`. */
export function viewName({ table, index }: View): string {
  return index === undefined ? table.name : `${table.name}/${index.name}`
}

/** Table and index as a target names them. */
export function viewIds({ table, index }: View): { readonly tableId: RecordId; readonly indexId?: RecordId } {
  return index === undefined ? { tableId: table.id } : { tableId: table.id, indexId: index.id }
}
