import { isIn } from '../access-patterns/in-view.ts'
import type {
  IndexRecord,
  ModelDocument,
  ModelRecord,
  PlacementRecord,
  RecordId,
  TableRecord,
  VectorIndexRecord,
} from '../document/model-document.ts'
import {
  facetsOf,
  indexesOf,
  itemsOfTable,
  placementsOf,
  recordOfKind,
  tablesOf,
  vectorIndexesOf,
} from '../document/queries.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'

/** Tables in which nothing lies once these placements have left. Those in which nothing lay before are not among them. */
export function tablesLeftEmpty(
  document: ModelDocument,
  leaving: ReadonlySet<PlacementRecord>,
): readonly TableRecord[] {
  return tablesOf(document).filter(({ id }) => {
    const placements = placementsOf(document, id)
    return placements.length > 0 && placements.every(placement => leaving.has(placement))
  })
}

/** A table with all that lies in it. */
export function withContents(document: ModelDocument, table: TableRecord): readonly ModelRecord[] {
  const children = [indexesOf, vectorIndexesOf, placementsOf, facetsOf, itemsOfTable].flatMap(
    (listOf): readonly ModelRecord[] => listOf(document, table.id),
  )
  return [table, ...children]
}

/** Indexes of tables that stay, of which an edit takes away the last entity whose items were in them. */
export function indexesLeftEmpty(
  before: ModelDocument,
  after: ModelDocument,
): readonly (IndexRecord | VectorIndexRecord)[] {
  return tablesOf(after).flatMap(({ id }) =>
    [...indexesOf(before, id), ...vectorIndexesOf(before, id)].filter(
      index => isFilled(before, id, index) && !isFilled(after, id, index),
    ),
  )
}

function isFilled(document: ModelDocument, tableId: RecordId, index: IndexRecord | VectorIndexRecord): boolean {
  const table = recordOfKind(document, 'table', tableId)
  if (table === undefined) return false
  return placementsOf(document, tableId).some(placement => {
    if (index.kind === 'index') return isIn(document, { table, index, key: index.key }, placement)
    const entity = recordOfKind(document, 'entity', placement.entityId)
    return entity !== undefined && keyTemplateOf(entity, placement, index.attribute) !== undefined
  })
}
