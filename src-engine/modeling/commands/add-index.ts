import type { IndexRecord, KeyDefinition, Projection, RecordId } from '../document/model-document.ts'
import { indexesOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { withIndexKeysDeclared } from './declare-index-keys.ts'
import { Edit } from './edit.ts'

export interface AddIndexArguments {
  readonly id?: RecordId
  readonly tableId: RecordId
  readonly indexKind: IndexRecord['indexKind']
  readonly name: string
  readonly key: KeyDefinition
  readonly projection: Projection
}

/** Adds an index behind the others of its table; its key attributes become declared. */
export const addIndex: Command<AddIndexArguments> = (document, args) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  if (table === undefined) return edit.finish()
  const { tableId, indexKind, name, key, projection } = args
  const position = positionAfter(indexesOf(document, tableId))
  edit.add({ kind: 'index', id: edit.newId('index', args.id), tableId, position, indexKind, name, key, projection })
  edit.change(table, withIndexKeysDeclared(table, key))
  return edit.finish()
}
