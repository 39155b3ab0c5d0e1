import type { RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'
import { TABLE_SETTINGS, type TableSettings } from './table-settings.ts'

export interface ChangeTableSettingsArguments extends TableSettings {
  readonly tableId: RecordId
}

/** Changes billing, class, stream, time to live, protection, recovery, encryption or tags of a table. */
export const changeTableSettings: Command<ChangeTableSettingsArguments> = (document, args) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  if (table !== undefined) edit.change(table, withSettings(table, args, TABLE_SETTINGS))
  return edit.finish()
}
