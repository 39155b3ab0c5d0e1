import type { Item } from '../values/attribute-value.ts'
import type { DocumentPath } from '../values/document-path.ts'
import type { BoundUpdate } from './bound-tree.ts'

export interface UpdatedItem {
  readonly item: Item
  /** What the update touched, for UPDATED_OLD and UPDATED_NEW (`projectUpdated`). */
  readonly updatedPaths: readonly DocumentPath[]
}

/** Whether the update makes an item where there is none: anything but only REMOVE and DELETE does. */
export declare function createsItem(update: BoundUpdate): boolean

/**
 * The item after the update. `oldItem` is never changed; untouched values are shared with it.
 *
 * @param key the key attributes, which a new item starts from
 * @throws DynamoError bad path, missing attribute, operand of a wrong type, number out of range
 */
export declare function applyUpdate(update: BoundUpdate, oldItem: Item | undefined, key: Item): UpdatedItem

/** The touched parts of the old or the new item; undefined when nothing of them is there. */
export declare function projectUpdated(
  item: Item | undefined,
  updatedPaths: readonly DocumentPath[],
): Item | undefined
