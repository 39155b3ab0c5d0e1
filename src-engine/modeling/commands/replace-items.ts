import type { Item, ItemRecord, RecordId } from '../document/model-document.ts'
import { itemsOfTable } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { findPlacement } from './find-placement.ts'
import { readItemInput } from './item-input.ts'

export interface ReplaceItemsArguments {
  readonly tableId: RecordId
  /**
   * `all` sample items of the table, only those `placed` (of some placement), or none: the new ones are added. Absent:
   * placed, so that what was written by hand stays.
   */
  readonly replace?: 'all' | 'placed' | 'none'
  readonly items: readonly { readonly placementId?: RecordId; readonly item: Item }[]
}

/** Puts generated or pasted sample items into a table, in one edit. */
export const replaceItems: Command<ReplaceItemsArguments> = (document, { tableId, replace = 'placed', items }) => {
  const edit = new Edit(document)
  const table = edit.find('table', tableId)
  if (table === undefined) return edit.finish()
  const goes = ({ placementId }: ItemRecord): boolean =>
    replace === 'all' || (replace === 'placed' && placementId !== undefined)
  const present = itemsOfTable(document, tableId)
  for (const record of present) if (goes(record)) edit.remove(record)
  const first = Math.floor(Math.max(0, ...present.map(({ position }) => position))) + 1
  let id = Number.NaN
  items.forEach(({ placementId, item }, at) => {
    // Ids are counted on from the first: asking for the next free one each time would look at all of them each time.
    id = Number.isNaN(id) ? Number(edit.newId('item', undefined).slice('item-'.length)) : id + 1
    const read = readItemInput(item, `item-${id}`)
    if ('problems' in read) {
      for (const problem of read.problems) edit.refuse(problem)
      return
    }
    const placement = placementId === undefined ? undefined : findPlacement(edit, placementId, tableId)
    edit.add({
      kind: 'item',
      id: `item-${id}`,
      tableId,
      ...(placement === undefined ? {} : { placementId: placement.id }),
      position: first + at,
      item: read.item,
    })
  })
  return edit.finish()
}
