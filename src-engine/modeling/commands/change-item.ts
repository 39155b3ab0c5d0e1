import type { Item, ItemRecord, RecordId } from '../document/model-document.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { findFacet } from './find-facet.ts'
import { readItemInput } from './item-input.ts'

export interface ChangeItemArguments {
  readonly itemId: RecordId
  readonly item?: Item
  /** The facet to show it in; null for none. */
  readonly facetId?: Setting<RecordId>
}

/** Replaces the content of a sample item, or shows it in another facet. */
export const changeItem: Command<ChangeItemArguments> = (document, args) => {
  const edit = new Edit(document)
  const record = edit.find('item', args.itemId)
  if (record === undefined) return edit.finish()
  let changed: ItemRecord = record
  if (args.item !== undefined) {
    const read = readItemInput(args.item, record.id)
    if ('item' in read) changed = { ...changed, item: read.item }
    else for (const problem of read.problems) edit.refuse(problem)
  }
  if (args.facetId !== undefined) {
    const { facetId: _facetId, ...withoutFacet } = changed
    const facet = args.facetId === null ? undefined : findFacet(edit, args.facetId, record.tableId)
    changed = facet === undefined ? withoutFacet : { ...withoutFacet, facetId: facet.id }
  }
  edit.change(record, changed)
  return edit.finish()
}
