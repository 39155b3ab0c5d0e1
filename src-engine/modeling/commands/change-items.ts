import type { Item, RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { readItemInput } from './item-input.ts'

export interface ChangeItemsArguments {
  readonly items: readonly { readonly itemId: RecordId; readonly item: Item }[]
}

/** Replaces the contents of many sample items at once: a paste over thousands is one edit and one copy of the records. */
export const changeItems: Command<ChangeItemsArguments> = (document, { items }) => {
  const edit = new Edit(document)
  for (const { itemId, item } of items) {
    const record = edit.find('item', itemId)
    if (record === undefined) continue
    const read = readItemInput(item, itemId)
    if ('item' in read) edit.change(record, { ...record, item: read.item })
    else for (const problem of read.problems) edit.refuse(problem)
  }
  return edit.finish()
}
