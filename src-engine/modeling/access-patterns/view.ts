import type { KeyDefinition } from '#dynamo'
import type { IndexRecord, ModelDocument, RecordId, TableRecord } from '../document/model-document.ts'
import { indexesOf } from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'

/** A table, or a table through one of its indexes: what a Query or Scan can walk. */
export interface View {
  readonly table: TableRecord
  /** Undefined: the table itself. */
  readonly index: IndexRecord | undefined
  readonly key: KeyDefinition
}

interface KnownViews {
  readonly indexes: readonly IndexRecord[]
  readonly views: readonly View[]
}

const knownViews = new WeakMap<TableRecord, KnownViews>()

/**
 * The table and its indexes, in that order. As long as the table and all of its indexes are the same they are the same
 * views, so that what is found of one can be remembered.
 */
export function viewsOf(document: ModelDocument, table: TableRecord): readonly View[] {
  const indexes = indexesOf(document, table.id)
  const known = knownViews.get(table)
  if (known !== undefined && sameRecords(known.indexes, indexes)) return known.views
  const views = [
    { table, index: undefined, key: table.key },
    ...indexes.map(index => ({ table, index, key: index.key })),
  ]
  knownViews.set(table, { indexes, views })
  return views
}

/** Such as `Shop` or `Shop/GSI1`. */
export function viewName({ table, index }: View): string {
  return index === undefined ? table.name : `${table.name}/${index.name}`
}

/** Table and index as a target names them. */
export function viewIds({ table, index }: View): { readonly tableId: RecordId; readonly indexId?: RecordId } {
  return index === undefined ? { tableId: table.id } : { tableId: table.id, indexId: index.id }
}
