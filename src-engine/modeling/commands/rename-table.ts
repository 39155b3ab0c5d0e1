import type { RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Gives a table another name. */
export const renameTable: Command<{ readonly tableId: RecordId; readonly name: string }> = (document, args) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  if (table !== undefined) edit.change(table, { ...table, name: args.name })
  return edit.finish()
}
