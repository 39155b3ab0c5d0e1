import { type AttributeValue, attributeOf, type Item, typeOf } from '../values/attribute-value.ts'
import { base64ByteLength } from '../values/base64.ts'
import { compareScalars } from '../values/compare.ts'
import { type DocumentPath, readPath } from '../values/document-path.ts'
import { equalValues } from '../values/equal.ts'
import type { Comparator } from './ast.ts'
import type { BoundCondition, BoundOperand } from './bound-tree.ts'
import { beginsWith, contains } from './membership.ts'

/**
 * Conditions are run as closures: a filter meets thousands of items, and walking its tree for each would cost more
 * than the comparisons. Comparing values of different types is false, never an error; a missing operand makes
 * everything false but `<>`, attribute_not_exists and NOT.
 */

/** A condition as a function, for running it over many items. A missing item is undefined. */
export type Predicate = (item: Item | undefined) => boolean

type Test = (item: Item) => boolean
type Reader = (item: Item) => AttributeValue | undefined

const NO_ATTRIBUTES: Item = Object.freeze({})
const TRUE: AttributeValue = Object.freeze({ BOOL: true })
const FALSE: AttributeValue = Object.freeze({ BOOL: false })

/** Turns a bound condition into a predicate. */
export function compileCondition(condition: BoundCondition): Predicate {
  const test = testOf(condition)
  return item => test(item ?? NO_ATTRIBUTES)
}

/** Whether the condition holds for the item; undefined is a missing item, which has no attributes. Never throws. */
export function evaluateCondition(condition: BoundCondition, item: Item | undefined): boolean {
  // Building the closures costs about as much as walking the tree would.
  return testOf(condition)(item ?? NO_ATTRIBUTES)
}

function testOf(condition: BoundCondition): Test {
  switch (condition.kind) {
    case 'and':
      return everyTest(condition.conditions.map(testOf))
    case 'or':
      return someTest(condition.conditions.map(testOf))
    case 'not': {
      const test = testOf(condition.condition)
      return item => !test(item)
    }
    case 'comparison':
      return comparisonTest(condition.operator, condition.left, condition.right)
    case 'between': {
      const operand = readerOf(condition.operand)
      const lower = readerOf(condition.lower)
      const upper = readerOf(condition.upper)
      return item => {
        const value = operand(item)
        return value !== undefined && ordered('>=', value, lower(item)) && ordered('<=', value, upper(item))
      }
    }
    case 'in':
      return inTest(readerOf(condition.operand), condition.candidates.map(readerOf))
    case 'attribute_exists': {
      const reader = pathReader(condition.path)
      return item => reader(item) !== undefined
    }
    case 'attribute_not_exists': {
      const reader = pathReader(condition.path)
      return item => reader(item) === undefined
    }
    case 'attribute_type': {
      const { type } = condition
      const reader = readerOf(condition.operand)
      return item => {
        const value = reader(item)
        return value !== undefined && typeOf(value) === type
      }
    }
    case 'begins_with':
      return pairTest(condition.operand, readerOf(condition.prefix), beginsWith)
    case 'contains':
      return pairTest(condition.operand, readerOf(condition.member), contains)
  }
}

/** Two is by far the commonest number of conditions joined. */
function everyTest(tests: readonly Test[]): Test {
  const [first, second, third] = tests
  if (first !== undefined && second !== undefined && third === undefined) return item => first(item) && second(item)
  return item => {
    for (const test of tests) if (!test(item)) return false
    return true
  }
}

function someTest(tests: readonly Test[]): Test {
  return item => {
    for (const test of tests) if (test(item)) return true
    return false
  }
}

function inTest(operand: Reader, candidates: readonly Reader[]): Test {
  return item => {
    const value = operand(item)
    if (value === undefined) return false
    for (const candidate of candidates) {
      const other = candidate(item)
      if (other !== undefined && equalValues(value, other)) return true
    }
    return false
  }
}

/** A test of two operands that is false when one is missing. */
function pairTest(
  operand: BoundOperand,
  second: Reader,
  holds: (value: AttributeValue, other: AttributeValue) => boolean,
): Test {
  const first = readerOf(operand)
  return item => {
    const value = first(item)
    if (value === undefined) return false
    const other = second(item)
    return other !== undefined && holds(value, other)
  }
}

function comparisonTest(operator: Comparator, left: BoundOperand, right: BoundOperand): Test {
  if (right.kind === 'value' && (operator === '=' || operator === '<>')) {
    return equalityTest(operator === '=', readerOf(left), right.value)
  }
  const first = readerOf(left)
  const second = readerOf(right)
  return item => {
    const value = first(item)
    return value === undefined ? operator === '<>' : ordered(operator, value, second(item))
  }
}

/** `path = :value`, the commonest condition, with the value's type looked at once. */
function equalityTest(wanted: boolean, reader: Reader, constant: AttributeValue): Test {
  if ('S' in constant) {
    const text = constant.S
    return item => {
      const value = reader(item)
      return (value !== undefined && 'S' in value && value.S === text) === wanted
    }
  }
  return item => {
    const value = reader(item)
    return (value !== undefined && equalValues(value, constant)) === wanted
  }
}

function ordered(operator: Comparator, value: AttributeValue, other: AttributeValue | undefined): boolean {
  if (other === undefined) return operator === '<>'
  if (operator === '=') return equalValues(value, other)
  if (operator === '<>') return !equalValues(value, other)
  const order = compareScalars(value, other)
  if (order === undefined) return false
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

function readerOf(operand: BoundOperand): Reader {
  switch (operand.kind) {
    case 'value': {
      const { value } = operand
      return () => value
    }
    case 'path':
      return pathReader(operand.path)
    case 'size': {
      const reader = readerOf(operand.operand)
      return item => {
        const value = reader(item)
        const size = value === undefined ? undefined : sizeOf(value)
        return size === undefined ? undefined : { N: String(size) }
      }
    }
    case 'condition': {
      const test = testOf(operand.condition)
      return item => (test(item) ? TRUE : FALSE)
    }
  }
}

function pathReader(path: DocumentPath): Reader {
  const [name] = path
  return path.length === 1 ? item => attributeOf(item, name) : item => readPath(item, path)
}

/**
 * What size() says: UTF-16 units of a string (observed), bytes of a binary, members of a set, list or map. Numbers,
 * Booleans and nulls have none.
 */
function sizeOf(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length
  if ('B' in value) return base64ByteLength(value.B)
  if ('L' in value) return value.L.length
  if ('M' in value) return Object.keys(value.M).length
  if ('SS' in value) return value.SS.length
  if ('NS' in value) return value.NS.length
  return 'BS' in value ? value.BS.length : undefined
}
