import type { Item } from '../values/attribute-value.ts'
import type { BoundCondition } from './bound-tree.ts'

/** A condition as a function, for running it over many items. A missing item is undefined. */
export type Predicate = (item: Item | undefined) => boolean

/** Turns a bound condition into a predicate. */
export declare function compileCondition(condition: BoundCondition): Predicate

/** Whether the condition holds for the item; undefined is a missing item, which has no attributes. Never throws. */
export declare function evaluateCondition(condition: BoundCondition, item: Item | undefined): boolean
