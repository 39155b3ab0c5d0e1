import type { RecordId } from '../document/model-document.ts'
import { facetsOf, indexesOf, itemsOfTable } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes a table with its indexes, facets and sample items. */
export const removeTable: Command<{ readonly tableId: RecordId }> = (document, { tableId }) => {
  const edit = new Edit(document)
  const table = edit.find('table', tableId)
  if (table === undefined) return edit.finish()
  const children = [indexesOf(document, tableId), facetsOf(document, tableId), itemsOfTable(document, tableId)]
  for (const record of [table, ...children.flat()]) edit.remove(record)
  return edit.finish()
}
