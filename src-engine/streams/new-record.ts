import {
  type AttributeMap,
  attributeOf,
  emptyAttributeMap,
  equalItems,
  type Item,
  itemSize,
  type KeyDefinition,
  type StreamViewType,
} from '#dynamo'
import type { ItemChange, ItemImage } from '../tables/item-change.ts'

/** What happened to the item. EXPIRE is stored for the REMOVE by the service of an item whose time was over. */
export type RecordEvent = 'INSERT' | 'MODIFY' | 'REMOVE' | 'EXPIRE'

/** A record before it has a place in a shard. */
export interface NewRecord {
  readonly event: RecordEvent
  /** Keys and images as members of a JSON object. */
  readonly images: string
  /** Their size as DynamoDB counts it: what the record calls SizeBytes. */
  readonly size: number
}

/** The record of a change as a stream of this view keeps it; undefined when the item is what it was. */
export function recordOf(change: ItemChange, view: StreamViewType): NewRecord | undefined {
  const event = eventOf(change)
  const item = (change.after ?? change.before)?.item()
  if (event === undefined || item === undefined) return undefined
  const keys = keysOf(change.table.facts.definition.key, item)
  let images = `"Keys":${JSON.stringify(keys)}`
  let size = itemSize(keys)
  const add = (name: string, image: ItemImage | undefined): void => {
    if (image === undefined) return
    images += `,"${name}":${image.text}`
    size += image.size
  }
  if (view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES') add('NewImage', change.after)
  if (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES') add('OldImage', change.before)
  return { event, images, size }
}

function eventOf({ before, after, actor }: ItemChange): RecordEvent | undefined {
  if (after === undefined) {
    if (before === undefined) return undefined
    return actor === 'expiry' ? 'EXPIRE' : 'REMOVE'
  }
  if (before === undefined) return 'INSERT'
  return isSame(before, after) ? undefined : 'MODIFY'
}

/** Whether two images are the same item: equal values, whatever the order of sets and attributes. */
function isSame(before: ItemImage, after: ItemImage): boolean {
  if (before.size !== after.size) return false
  return before.text === after.text || equalItems(before.item(), after.item())
}

function keysOf({ partition, sort }: KeyDefinition, item: Item): AttributeMap {
  const keys = emptyAttributeMap()
  for (const { name } of [...partition, ...sort]) {
    const value = attributeOf(item, name)
    if (value !== undefined) keys[name] = value
  }
  return keys
}
