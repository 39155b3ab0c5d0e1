import type { AttributeValue, Item } from '#dynamo'
import { identity, orderOf, sizeOf } from './exact-values.ts'
import type { Comparison, Condition, Operand, Path } from './expression-trees.ts'

/** What stands at a path. */
export function valueAt(item: Item | undefined, [name, ...rest]: Path): AttributeValue | undefined {
  let value = item !== undefined && Object.hasOwn(item, name) ? item[name] : undefined
  for (const step of rest) {
    if (value === undefined) return undefined
    if (typeof step === 'number') value = 'L' in value ? value.L[step] : undefined
    else value = 'M' in value && Object.hasOwn(value.M, step) ? value.M[step] : undefined
  }
  return value
}

/** Whether a condition is true of an item, or of none. */
export function holds(condition: Condition, item: Item | undefined): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item)
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item)
    case 'not':
      return !holds(condition.of, item)
    case 'compare':
      return compared(operandOf(condition.left, item), condition.by, operandOf(condition.right, item))
    case 'between': {
      const value = valueAt(item, condition.path)
      return compared(value, '>=', condition.lower) && compared(value, '<=', condition.upper)
    }
    case 'in': {
      const value = valueAt(item, condition.path)
      return condition.values.some(other => compared(value, '=', other))
    }
    case 'exists':
      return valueAt(item, condition.path) !== undefined
    case 'missing':
      return valueAt(item, condition.path) === undefined
    case 'type':
      return Object.keys(valueAt(item, condition.path) ?? {})[0] === condition.type
    case 'begins':
      return begins(valueAt(item, condition.path), condition.value)
    case 'contains':
      return contains(valueAt(item, condition.path), condition.value)
  }
}

function operandOf(operand: Operand, item: Item | undefined): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value
  const value = valueAt(item, operand.path)
  if (operand.kind === 'path' || value === undefined) return value
  const size = sizeOf(value)
  return size === undefined ? undefined : { N: String(size) }
}

function compared(left: AttributeValue | undefined, by: Comparison, right: AttributeValue | undefined): boolean {
  // Nothing is unequal to everything, and nothing else.
  if (left === undefined || right === undefined) return by === '<>'
  if (by === '=') return identity(left) === identity(right)
  if (by === '<>') return identity(left) !== identity(right)
  const order = orderOf(left, right)
  if (order === undefined) return false
  if (by === '<') return order < 0
  if (by === '<=') return order <= 0
  return by === '>' ? order > 0 : order >= 0
}

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64')

function begins(value: AttributeValue | undefined, prefix: AttributeValue): boolean {
  if (value === undefined) return false
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S)
  if (!('B' in value && 'B' in prefix)) return false
  const start = bytes(prefix.B)
  return bytes(value.B).subarray(0, start.length).equals(start)
}

function contains(value: AttributeValue | undefined, member: AttributeValue): boolean {
  if (value === undefined) return false
  if ('S' in value && 'S' in member) return value.S.includes(member.S)
  if ('B' in value && 'B' in member) return bytes(value.B).includes(bytes(member.B))
  if ('SS' in value && 'S' in member) return value.SS.includes(member.S)
  if ('NS' in value && 'N' in member) return value.NS.some(N => identity({ N }) === identity(member))
  if ('BS' in value && 'B' in member) return value.BS.some(B => bytes(B).equals(bytes(member.B)))
  return 'L' in value && value.L.some(element => identity(element) === identity(member))
}
