import { validationError } from '../errors/dynamo-error.ts'
import type { BoundCondition } from '../expressions/bound-tree.ts'
import type { KeyDefinition } from '../schema/table-definition.ts'
import { type AttributeMap, attributeOf, emptyAttributeMap } from '../values/attribute-value.ts'
import { equalValues } from '../values/equal.ts'
import { type KeyBranch, keyBranches } from './key-branches.ts'

/**
 * The key of the one item that a SELECT of a batch or transaction means: its condition fixes the whole key and asks for
 * nothing else. Undefined for every other condition. The values are as the statement has them.
 *
 * @throws DynamoError the condition means an item twice
 */
export function singleReadKey(where: BoundCondition | undefined, key: KeyDefinition): AttributeMap | undefined {
  const branches = keyBranches(where, key)
  const keys = branches.flatMap(branch => exactKeys(branch, key))
  const [first, ...others] = keys
  if (first === undefined || keys.length < branches.length) return undefined
  if (others.length === 0) return first
  if (keys.some((one, at) => keys.slice(0, at).some(other => sameKey(one, other)))) {
    throw validationError('Overlapping conditions with range keys are not supported in where clause')
  }
  return undefined
}

/** The one key of a branch that is nothing but equalities on all key attributes; none of any other. */
function exactKeys({ partition, sort, filters }: KeyBranch, definition: KeyDefinition): readonly AttributeMap[] {
  if (filters.length > 0) return []
  const key = emptyAttributeMap()
  for (const { attribute, operator, values } of [partition, ...sort]) {
    const [value] = values
    const before = attributeOf(key, attribute)
    if (operator !== '=' || value === undefined) return []
    if (before !== undefined && !equalValues(before, value)) return []
    key[attribute] = value
  }
  return Object.keys(key).length === definition.partition.length + definition.sort.length ? [key] : []
}

function sameKey(one: AttributeMap, other: AttributeMap): boolean {
  return Object.entries(one).every(([name, value]) => {
    const found = attributeOf(other, name)
    return found !== undefined && equalValues(found, value)
  })
}
