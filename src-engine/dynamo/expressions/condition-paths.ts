import type { DocumentPath } from '../values/document-path.ts'
import type { BoundCondition, BoundUpdate } from './bound-tree.ts'

/** Every path a condition mentions, in the order written: for "Filter Expression can only contain non-primary key attributes" and nested paths into keys. */
export declare function conditionPaths(condition: BoundCondition): readonly DocumentPath[]

/** The paths an update changes, in the order written: key attributes must not be among them. */
export declare function updateTargets(update: BoundUpdate): readonly DocumentPath[]

/** The paths an update reads. */
export declare function updateOperandPaths(update: BoundUpdate): readonly DocumentPath[]
