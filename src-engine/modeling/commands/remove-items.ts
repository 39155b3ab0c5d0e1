import type { RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes sample items. */
export const removeItems: Command<{ readonly itemIds: readonly RecordId[] }> = (document, { itemIds }) => {
  const edit = new Edit(document)
  for (const id of new Set(itemIds)) {
    const record = edit.find('item', id)
    if (record !== undefined) edit.remove(record)
  }
  return edit.finish()
}
