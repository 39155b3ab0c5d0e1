import type { FacetRecord, RecordId } from '../document/model-document.ts'
import { facetsOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface AddFacetArguments {
  readonly id?: RecordId
  readonly tableId: RecordId
  readonly name: string
  readonly partitionKeyAlias?: string
  readonly sortKeyAlias?: string
  readonly attributes?: readonly string[]
}

/** Adds a facet behind the others of its table. */
export const addFacet: Command<AddFacetArguments> = (document, args) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  if (table === undefined) return edit.finish()
  const facet: FacetRecord = {
    kind: 'facet',
    id: edit.newId('facet', args.id),
    tableId: table.id,
    position: positionAfter(facetsOf(document, table.id)),
    name: args.name,
    attributes: args.attributes ?? [],
  }
  edit.add(withSettings(facet, args, ['partitionKeyAlias', 'sortKeyAlias']))
  return edit.finish()
}
