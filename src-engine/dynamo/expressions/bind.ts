import type { Bindings } from './bindings.ts'
import type { BoundCondition, BoundKeyCondition, BoundProjection, BoundUpdate } from './bound-tree.ts'
import type { ConditionKind } from './expression-kind.ts'

/** Parses (or finds the parsed form of), binds and checks a condition or filter. @throws RequestFault */
export declare function bindCondition(text: string, kind: ConditionKind, bindings: Bindings): BoundCondition

/** The same for an update expression. @throws RequestFault */
export declare function bindUpdate(text: string, bindings: Bindings): BoundUpdate

/** The same for a projection expression. @throws RequestFault */
export declare function bindProjection(text: string, bindings: Bindings): BoundProjection

/** The same for a key condition; the schema is looked at later (key-range.ts). @throws RequestFault, DynamoError */
export declare function bindKeyCondition(text: string, bindings: Bindings): BoundKeyCondition
