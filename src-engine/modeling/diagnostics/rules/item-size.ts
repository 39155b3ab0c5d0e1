import { ITEM_MAX_BYTES, itemSize } from '#dynamo'
import type { ItemRecord } from '../../document/model-document.ts'
import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The one thing that no change of a table or index makes another. */
const sizes = new WeakMap<ItemRecord, number>()

/** A sample item is within DynamoDB's 400 KB. */
export const itemBytes: Rule<'item'> = record => {
  const bytes = sizes.get(record) ?? itemSize(record.item)
  sizes.set(record, bytes)
  if (bytes <= ITEM_MAX_BYTES) return []
  const message = `The item has ${bytes} bytes, ${bytes - ITEM_MAX_BYTES} too many`
  return [diagnostic('item-too-large', { recordId: record.id, message })]
}
