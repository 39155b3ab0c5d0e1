import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { ModelDocument, ModelRecord, RecordId } from '../document/model-document.ts'
import {
  entitiesOf,
  facetsOf,
  indexesOf,
  itemsOfTable,
  patternsOf,
  placementsOf,
  recordOf,
  relationsOf,
  tablesOf,
  vectorIndexesOf,
} from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

export interface MoveRecordArguments {
  readonly recordId: RecordId
  /** The sibling to stand before; null for the end. */
  readonly before: RecordId | null
}

/** Moves a record among its siblings. The others keep their positions while there is room. */
export const moveRecord: Command<MoveRecordArguments> = (document, { recordId, before }) => {
  const edit = new Edit(document)
  const record = recordOf(document, recordId)
  const siblings = record === undefined ? [] : siblingsOf(document, record).filter(sibling => sibling.id !== recordId)
  const at = before === null ? siblings.length : siblings.findIndex(sibling => sibling.id === before)
  if (record === undefined || record.kind === 'model' || at === -1) {
    const missing = record === undefined || record.kind === 'model' ? recordId : (before ?? recordId)
    const message = `"${missing}" is not a record that can be moved here`
    edit.refuse(diagnostic('unknown-record', { recordId: missing, message }))
    return edit.finish()
  }
  if (siblings.length === 0) return edit.finish()
  const position = between(siblings[at - 1]?.position, siblings[at]?.position)
  if (position !== undefined) {
    edit.change<ModelRecord>(record, { ...record, position })
    return edit.finish()
  }
  siblings.splice(at, 0, record)
  siblings.forEach((sibling, place) => {
    edit.change<ModelRecord>(sibling, { ...sibling, position: place + 1 })
  })
  return edit.finish()
}

function siblingsOf(document: ModelDocument, record: ModelRecord): readonly ModelRecord[] {
  switch (record.kind) {
    case 'model':
      return [record]
    case 'table':
      return tablesOf(document)
    case 'index':
      return indexesOf(document, record.tableId)
    case 'facet':
      return facetsOf(document, record.tableId)
    case 'item':
      return itemsOfTable(document, record.tableId)
    case 'vectorIndex':
      return vectorIndexesOf(document, record.tableId)
    case 'placement':
      return placementsOf(document, record.tableId)
    case 'entity':
      return entitiesOf(document)
    case 'relation':
      return relationsOf(document)
    case 'pattern':
      return patternsOf(document)
  }
}

/** A position strictly between two; undefined when they leave no room. */
function between(previous: number | undefined, next: number | undefined): number | undefined {
  if (previous === undefined) return next === undefined ? 1 : next - 1
  if (next === undefined) return Math.floor(previous) + 1
  const middle = (previous + next) / 2
  return previous < middle && middle < next ? middle : undefined
}
