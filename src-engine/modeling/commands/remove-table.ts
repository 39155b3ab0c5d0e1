import type { RecordId } from '../document/model-document.ts'
import { facetsOf, indexesOf, itemsOfTable, placementsOf, vectorIndexesOf } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes a table with everything that lies in it. */
export const removeTable: Command<{ readonly tableId: RecordId }> = (document, { tableId }) => {
  const edit = new Edit(document)
  const table = edit.find('table', tableId)
  if (table === undefined) return edit.finish()
  const children = [indexesOf, vectorIndexesOf, placementsOf, facetsOf, itemsOfTable].map(listOf =>
    listOf(document, tableId),
  )
  for (const record of [table, ...children.flat()]) edit.remove(record)
  return edit.finish()
}
