import type { AttributeValue } from '../../values/attribute-value.ts'

/** The parameters from before expressions (2012), still accepted everywhere. Source: developer guide, "Legacy conditional parameters". */

export type ComparisonOperator =
  | 'EQ'
  | 'NE'
  | 'IN'
  | 'LE'
  | 'LT'
  | 'GE'
  | 'GT'
  | 'BETWEEN'
  | 'NOT_NULL'
  | 'NULL'
  | 'CONTAINS'
  | 'NOT_CONTAINS'
  | 'BEGINS_WITH'

/** How several legacy conditions are joined; absent means AND. */
export type ConditionalOperator = 'AND' | 'OR'

/** One condition of KeyConditions, QueryFilter or ScanFilter. */
export interface Condition {
  readonly ComparisonOperator: ComparisonOperator
  readonly AttributeValueList?: readonly AttributeValue[] | undefined
}

/** Attribute name → condition. */
export type ConditionMap = Readonly<Record<string, Condition>>

/** One member of Expected: either Value/Exists or ComparisonOperator/AttributeValueList. */
export interface ExpectedAttributeValue {
  readonly Value?: AttributeValue | undefined
  readonly Exists?: boolean | undefined
  readonly ComparisonOperator?: ComparisonOperator | undefined
  readonly AttributeValueList?: readonly AttributeValue[] | undefined
}

/** Attribute name → what a write expects of it. */
export type ExpectedAttributeMap = Readonly<Record<string, ExpectedAttributeValue>>

/** One member of AttributeUpdates; an absent Action means PUT. */
export interface AttributeValueUpdate {
  readonly Value?: AttributeValue | undefined
  readonly Action?: 'ADD' | 'PUT' | 'DELETE' | undefined
}

/** Attribute name → its update. */
export type AttributeUpdates = Readonly<Record<string, AttributeValueUpdate>>
