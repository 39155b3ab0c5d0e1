import { type AttributeValue, emptyAttributeMap } from '#dynamo'
import type { Item, RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { readItemInput, withoutAttribute } from './item-input.ts'

export interface ChangeItemAttributeArguments {
  readonly itemId: RecordId
  readonly name: string
  /** Null removes the attribute. */
  readonly value: AttributeValue | null
}

/** Sets or removes one attribute of a sample item; the others are not looked at. */
export const changeItemAttribute: Command<ChangeItemAttributeArguments> = (document, { itemId, name, value }) => {
  const edit = new Edit(document)
  const record = edit.find('item', itemId)
  if (record === undefined) return edit.finish()
  if (value === null) {
    edit.change(record, { ...record, item: withoutAttribute(record.item, name) })
    return edit.finish()
  }
  const read = readItemInput(itemOf(name, value), record.id)
  if ('item' in read) edit.change(record, { ...record, item: itemOf(name, read.item[name] ?? value, record.item) })
  else for (const problem of read.problems) edit.refuse(problem)
  return edit.finish()
}

function itemOf(name: string, value: AttributeValue, base: Item = {}): Item {
  const item = Object.assign(emptyAttributeMap(), base)
  item[name] = value
  return item
}
