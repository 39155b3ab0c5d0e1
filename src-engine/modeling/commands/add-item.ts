import type { Item, RecordId } from '../document/model-document.ts'
import { itemsOfTable } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { findFacet } from './find-facet.ts'
import { findPlacement } from './find-placement.ts'
import { readItemInput } from './item-input.ts'

export interface AddItemArguments {
  readonly id?: RecordId
  readonly tableId: RecordId
  readonly facetId?: RecordId
  readonly placementId?: RecordId
  readonly item: Item
}

/** Adds a sample item behind the others of its table. It may be unfinished: the diagnostics say what it lacks. */
export const addItem: Command<AddItemArguments> = (document, args) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  if (table === undefined) return edit.finish()
  const id = edit.newId('item', args.id)
  const read = readItemInput(args.item, id)
  if ('problems' in read) {
    for (const problem of read.problems) edit.refuse(problem)
    return edit.finish()
  }
  const facet = args.facetId === undefined ? undefined : findFacet(edit, args.facetId, table.id)
  const placement = args.placementId === undefined ? undefined : findPlacement(edit, args.placementId, table.id)
  edit.add({
    kind: 'item',
    id,
    tableId: table.id,
    ...(facet === undefined ? {} : { facetId: facet.id }),
    ...(placement === undefined ? {} : { placementId: placement.id }),
    position: positionAfter(itemsOfTable(document, table.id)),
    item: read.item,
  })
  return edit.finish()
}
