import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { readPath } from '../values/document-path.ts'
import { addNumbers, subtractNumbers } from '../values/number.ts'
import type { BoundSetValue } from './bound-tree.ts'

/**
 * The value of a SET action's right-hand side.
 *
 * @param before the item as it was, whatever else the update does
 * @throws DynamoError a path leads nowhere, an operand has the wrong type, a number leaves the range
 */
export function setValueOf(value: BoundSetValue, before: Item): AttributeValue {
  switch (value.kind) {
    case 'value':
      return value.value
    case 'path': {
      const stored = readPath(before, value.path)
      if (stored !== undefined) return stored
      throw validationError('The provided expression refers to an attribute that does not exist in the item')
    }
    case 'if_not_exists':
      return readPath(before, value.path) ?? setValueOf(value.otherwise, before)
    case 'list_append': {
      const first = setValueOf(value.first, before)
      const second = setValueOf(value.second, before)
      if (!('L' in first && 'L' in second)) throw operandTypeError()
      return { L: [...first.L, ...second.L] }
    }
    case 'arithmetic': {
      const left = setValueOf(value.left, before)
      const right = setValueOf(value.right, before)
      if (!('N' in left && 'N' in right)) throw operandTypeError()
      return { N: value.operator === '+' ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N) }
    }
  }
}

/** A stored operand has a type that the operation cannot take. */
export function operandTypeError(): DynamoError {
  return validationError('An operand in the update expression has an incorrect data type')
}
