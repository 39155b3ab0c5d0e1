import type { Item } from '../values/attribute-value.ts'
import type { BoundProjection } from './bound-tree.ts'

/** The projected part of an item: nested paths keep their parents, list elements move together in index order. */
export declare function projectItem(item: Item, projection: BoundProjection): Item
