import type {
  AttributeUpdates,
  ConditionalOperator,
  ConditionMap,
  ExpectedAttributeMap,
} from '../api/shapes/legacy-conditions.ts'
import type { BoundCondition, BoundKeyCondition, BoundProjection, BoundUpdate } from './bound-tree.ts'

/** Expected as a condition; undefined when it is absent or empty. @throws RequestFault */
export declare function lowerExpected(
  expected: ExpectedAttributeMap | undefined,
  operator: ConditionalOperator | undefined,
): BoundCondition | undefined

/** QueryFilter or ScanFilter as a condition; undefined when it is absent or empty. @throws RequestFault */
export declare function lowerFilter(
  filter: ConditionMap | undefined,
  operator: ConditionalOperator | undefined,
): BoundCondition | undefined

/** KeyConditions as a key condition. @throws RequestFault, DynamoError */
export declare function lowerKeyConditions(conditions: ConditionMap): BoundKeyCondition

/** AttributeUpdates as an update. @throws RequestFault */
export declare function lowerAttributeUpdates(updates: AttributeUpdates): BoundUpdate

/** AttributesToGet as a projection of top-level attributes. @throws RequestFault */
export declare function lowerAttributesToGet(names: readonly string[]): BoundProjection
