import type { RecordId } from '../document/model-document.ts'
import type { TableParts } from './design-parts.ts'

/** Ids of the parts of a design that are taken: of tables, indexes, and entities for their keys. */
export type PartSelection = ReadonlySet<RecordId>

/** The selection with what its parts need beside it: an index its table, an entity's keys every table they lie in. */
export function closedSelection(tables: readonly TableParts[], chosen: Iterable<RecordId>): PartSelection {
  const closed = new Set(chosen)
  for (const { table, indexes, entities } of tables) {
    const isNeeded =
      indexes.some(({ index }) => closed.has(index.id)) || entities.some(({ entity }) => closed.has(entity.id))
    if (isNeeded) closed.add(table.id)
  }
  return closed
}

/**
 * The selection with one more part and what it needs. A table comes with all its parts; an index that nothing would be in
 * comes with the entities that are.
 */
export function withPart(tables: readonly TableParts[], selection: PartSelection, id: RecordId): PartSelection {
  const chosen = new Set(selection).add(id)
  for (const { table, indexes, entities } of tables) {
    if (table.id === id) {
      for (const { index } of indexes) chosen.add(index.id)
      for (const { entity } of entities) chosen.add(entity.id)
    }
    const part = indexes.find(({ index }) => index.id === id)
    if (part === undefined || part.isFilledAtHome || part.filledBy.some(entityId => chosen.has(entityId))) continue
    for (const entityId of part.filledBy) chosen.add(entityId)
  }
  return closedSelection(tables, chosen)
}

/** The selection without a part and what needs it: a table's parts, indexes that nothing is left in, tables without any part. */
export function withoutPart(tables: readonly TableParts[], selection: PartSelection, id: RecordId): PartSelection {
  const chosen = new Set(selection)
  chosen.delete(id)
  const own = tables.find(({ table }) => table.id === id)
  for (const { index } of own?.indexes ?? []) chosen.delete(index.id)
  for (const { entity } of own?.entities ?? []) chosen.delete(entity.id)
  for (const { indexes } of tables) {
    for (const { index, filledBy, isFilledAtHome } of indexes) {
      const isEmpty = filledBy.length > 0 && !isFilledAtHome && !filledBy.some(entityId => chosen.has(entityId))
      if (isEmpty) chosen.delete(index.id)
    }
  }
  for (const parts of tables) if (tableState(parts, chosen) === 'none') chosen.delete(parts.table.id)
  return chosen
}

/** How much of a table's parts is taken. */
export function tableState({ table, indexes, entities }: TableParts, chosen: PartSelection): 'all' | 'some' | 'none' {
  const ids = [...indexes.map(({ index }) => index.id), ...entities.map(({ entity }) => entity.id)]
  if (ids.length === 0) return chosen.has(table.id) ? 'all' : 'none'
  const count = ids.filter(id => chosen.has(id)).length
  return count === 0 ? 'none' : count === ids.length ? 'all' : 'some'
}
