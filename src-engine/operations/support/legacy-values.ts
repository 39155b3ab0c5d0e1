import {
  type AttributeUpdates,
  type AttributeValue,
  type ConditionMap,
  type ExpectedAttributeMap,
  readAttributeValue,
} from '#dynamo'

/**
 * Values inside the parameters from before expressions: checked and made canonical like those of an item, so that they
 * can be compared and stored. Absent parameters have none. All throw what `readAttributeValue` throws.
 */

/** The values of AttributeUpdates. */
export function readUpdateValues(updates: AttributeUpdates | undefined): void {
  for (const { Value } of Object.values(updates ?? {})) readValues(Value)
}

/** The values of Expected. */
export function readExpectedValues(expected: ExpectedAttributeMap | undefined): void {
  for (const { Value, AttributeValueList } of Object.values(expected ?? {})) readValues(Value, AttributeValueList)
}

/** The values of KeyConditions, QueryFilter or ScanFilter. */
export function readConditionValues(conditions: ConditionMap | undefined): void {
  for (const { AttributeValueList } of Object.values(conditions ?? {})) readValues(undefined, AttributeValueList)
}

function readValues(value: AttributeValue | undefined, list?: readonly AttributeValue[]): void {
  if (value !== undefined) readAttributeValue(value)
  for (const member of list ?? []) readAttributeValue(member)
}
