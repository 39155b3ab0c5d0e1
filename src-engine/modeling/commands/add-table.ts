import type { DeclaredAttribute, KeyDefinition, RecordId, TableRecord } from '../document/model-document.ts'
import { tablesOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'
import { TABLE_SETTINGS, type TableSettings } from './table-settings.ts'

export interface AddTableArguments extends TableSettings {
  readonly id?: RecordId
  readonly name: string
  readonly key: KeyDefinition
  readonly attributes?: readonly DeclaredAttribute[]
}

/** Adds a table behind the others. */
export const addTable: Command<AddTableArguments> = (document, args) => {
  const edit = new Edit(document)
  const table: TableRecord = {
    kind: 'table',
    id: edit.newId('table', args.id),
    position: positionAfter(tablesOf(document)),
    name: args.name,
    key: args.key,
    attributes: args.attributes ?? [],
  }
  edit.add(withSettings(table, args, TABLE_SETTINGS))
  return edit.finish()
}
