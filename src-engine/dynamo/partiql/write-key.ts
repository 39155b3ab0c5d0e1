import type { BoundCondition } from '../expressions/bound-tree.ts'
import { type KeyDefinition, keyParts } from '../schema/table-definition.ts'
import { type AttributeMap, type AttributeValue, attributeOf, emptyAttributeMap } from '../values/attribute-value.ts'
import { equalValues } from '../values/equal.ts'

/** What the condition of a statement about one item says of its key. */
export interface WriteKey {
  /** The key attributes that are fixed by equality; all of them, where the statement is sound. */
  readonly key: AttributeMap
  readonly complete: boolean
  /** A key attribute that is given two values. */
  readonly contradicted: string | undefined
  /** The other conditions. */
  readonly rest: readonly BoundCondition[]
}

/** Parts the key of one item from the other conditions that are joined by AND. IN and OR fix nothing. */
export function writeKey(where: BoundCondition | undefined, definition: KeyDefinition): WriteKey {
  const key = emptyAttributeMap()
  const rest: BoundCondition[] = []
  let contradicted: string | undefined
  for (const condition of where === undefined ? [] : conjuncts(where)) {
    const equality = keyEquality(condition, definition)
    if (equality === undefined) {
      rest.push(condition)
      continue
    }
    const [name, value] = equality
    const before = attributeOf(key, name)
    if (before === undefined) key[name] = value
    else if (!equalValues(before, value)) contradicted ??= name
  }
  const complete = keyParts(definition).every(part => attributeOf(key, part.name) !== undefined)
  return { key, complete, contradicted, rest }
}

function conjuncts(condition: BoundCondition): readonly BoundCondition[] {
  return condition.kind === 'and' ? condition.conditions.flatMap(conjuncts) : [condition]
}

function keyEquality(
  condition: BoundCondition,
  definition: KeyDefinition,
): readonly [name: string, value: AttributeValue] | undefined {
  if (condition.kind !== 'comparison' || condition.operator !== '=') return undefined
  const { left, right } = condition
  const [operand, other] = left.kind === 'path' ? [left, right] : [right, left]
  if (operand.kind !== 'path' || operand.path.length > 1 || other.kind !== 'value') return undefined
  const [name] = operand.path
  return keyParts(definition).some(part => part.name === name) ? [name, other.value] : undefined
}
