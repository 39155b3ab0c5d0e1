import type { KeyDefinition } from '../schema/table-definition.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import type { BoundKeyCondition, KeyOperator } from './bound-tree.ts'

/** The stretch of one partition that a key condition selects. */
export interface KeyRange {
  /** One value for each partition part of the key. */
  readonly partition: readonly AttributeValue[]
  /** Values of the leading sort parts that are fixed by equality. */
  readonly sortEquals: readonly AttributeValue[]
  /** The condition on the sort part after those; undefined when there is none. */
  readonly sortRange: SortRange | undefined
}

export interface SortRange {
  readonly operator: Exclude<KeyOperator, '='>
  /** One value; two for `between`. */
  readonly values: readonly AttributeValue[]
}

/**
 * Holds a key condition against the key of a table or index.
 *
 * @param indexName the index, for the messages; undefined for the table
 * @throws DynamoError
 */
export declare function keyRange(condition: BoundKeyCondition, key: KeyDefinition, indexName?: string): KeyRange
