import { ITEM_MAX_BYTES, itemSize } from '#dynamo'
import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** A sample item is within DynamoDB's 400 KB. */
export const itemBytes: Rule<'item'> = record => {
  const bytes = itemSize(record.item)
  if (bytes <= ITEM_MAX_BYTES) return []
  const message = `The item has ${bytes} bytes, ${bytes - ITEM_MAX_BYTES} too many`
  return [diagnostic('item-too-large', { recordId: record.id, message })]
}
