import {
  type AttributeMap,
  attributeOf,
  compareScalars,
  equalValues,
  type Item,
  type KeyDefinition,
  keyParts,
} from '#dynamo'
import type { ConcreteCondition } from './concrete-request.ts'

/** The primary key of an item as text, for maps. */
export function keyText(key: KeyDefinition, item: AttributeMap): string {
  return JSON.stringify(keyParts(key).map(({ name }) => attributeOf(item, name) ?? null))
}

/** Below, at or above 0 as an item stands before, beside or behind another in the order of a sort key. */
export function compareKeys(key: KeyDefinition, left: Item, right: Item): number {
  for (const { name } of key.sort) {
    const [one, other] = [attributeOf(left, name), attributeOf(right, name)]
    const order = one === undefined || other === undefined ? undefined : compareScalars(one, other)
    if (order !== undefined && order !== 0) return order
  }
  return 0
}

/** Whether a condition holds of an item; a missing attribute makes every comparison false. */
export function holds({ attribute, is, values: [first, second] }: ConcreteCondition, item: Item): boolean {
  const value = attributeOf(item, attribute)
  if (value === undefined || first === undefined) return false
  if (is === '=') return equalValues(value, first)
  if (is === 'begins_with') {
    return (
      ('S' in value && 'S' in first && value.S.startsWith(first.S)) ||
      (is === 'begins_with' && equalValues(value, first))
    )
  }
  const order = compareScalars(value, first)
  if (order === undefined) return false
  switch (is) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case 'between': {
      const upper = second === undefined ? undefined : compareScalars(value, second)
      return order >= 0 && upper !== undefined && upper <= 0
    }
  }
}
