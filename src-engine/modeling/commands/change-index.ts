import type { IndexRecord, KeyDefinition, Projection, RecordId } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { Command } from './command.ts'
import { withIndexKeysDeclared } from './declare-index-keys.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface ChangeIndexArguments {
  readonly indexId: RecordId
  readonly indexKind?: IndexRecord['indexKind']
  readonly name?: string
  readonly key?: KeyDefinition
  readonly projection?: Projection
}

/** Changes name, kind, key or projection of an index; new key attributes become declared. */
export const changeIndex: Command<ChangeIndexArguments> = (document, args) => {
  const edit = new Edit(document)
  const index = edit.find('index', args.indexId)
  if (index === undefined) return edit.finish()
  const changed = withSettings(index, args, ['indexKind', 'name', 'key', 'projection'])
  edit.change(index, changed)
  const table = recordOfKind(document, 'table', index.tableId)
  if (table !== undefined && args.key !== undefined) edit.change(table, withIndexKeysDeclared(table, args.key))
  return edit.finish()
}
