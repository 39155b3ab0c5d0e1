import type { RequestFault } from '../errors/request-fault.ts'
import { type AttributeType, type AttributeValue, typeOf } from '../values/attribute-value.ts'
import { compareScalars } from '../values/compare.ts'
import { type DocumentPath, formatPath } from '../values/document-path.ts'
import type { Comparator, OperandNode } from './ast.ts'
import type { BoundOperand, BoundSetValue } from './bound-tree.ts'
import { type ExpressionKind, expressionFault } from './expression-kind.ts'

/*
 * Checks of the operands of one condition, values in hand. Each function keeps the service's order: equal operands
 * before types, inner functions before outer ones.
 */

const OPERAND_COUNTS: ReadonlyMap<string, number> = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
  ['size', 1],
  ['if_not_exists', 2],
  ['list_append', 2],
])

/** In the order the service prints them, which varies. */
const ATTRIBUTE_TYPES: readonly AttributeType[] = ['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M']
/** How the service prints "any type", which a path may have. The order is one of those seen. */
const ANY_TYPE = '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'
const ORDERED_TYPES: ReadonlySet<string> = new Set<AttributeType>(['S', 'N', 'B'])
const TYPES_WITHOUT_SIZE: ReadonlySet<string> = new Set<AttributeType>(['N', 'BOOL', 'NULL'])

/** Refuses a function with too few or too many operands, inner ones first. @throws RequestFault */
export function checkOperandCount(kind: ExpressionKind, node: OperandNode): void {
  if (node.kind !== 'function') return
  for (const operand of node.operands) checkOperandCount(kind, operand)
  if (node.operands.length !== OPERAND_COUNTS.get(node.name)) {
    throw operandCountFault(kind, node.name, node.operands.length)
  }
}

/** Whether a function takes so many operands; false of one that there is not. */
export function takesOperands(name: string, count: number): boolean {
  return OPERAND_COUNTS.get(name) === count
}

/** An operator or function with too few or too many operands. */
export function operandCountFault(kind: ExpressionKind, operator: string, count: number): RequestFault {
  return expressionFault(
    kind,
    `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${count}`,
  )
}

/** @throws RequestFault */
export function checkComparison(
  kind: ExpressionKind,
  operator: Comparator,
  left: BoundOperand,
  right: BoundOperand,
): void {
  if (left.kind === 'path' && right.kind === 'path') checkDistinct(kind, operator, left, right)
  checkSizes(kind, left)
  checkSizes(kind, right)
  if (operator === '=' || operator === '<>') return
  checkOrdered(kind, operator, left)
  checkOrdered(kind, operator, right)
}

/** @throws RequestFault */
export function checkBetween(
  kind: ExpressionKind,
  operand: BoundOperand,
  lower: BoundOperand,
  upper: BoundOperand,
): void {
  checkDistinct(kind, 'BETWEEN', operand, lower)
  checkDistinct(kind, 'BETWEEN', operand, upper)
  for (const each of [operand, lower, upper]) checkSizes(kind, each)
  for (const each of [operand, lower, upper]) checkOrdered(kind, 'BETWEEN', each)
  if (lower.kind !== 'value' || upper.kind !== 'value') return
  const order = compareScalars(lower.value, upper.value)
  if (order !== undefined && order <= 0) return
  const rule =
    order === undefined
      ? 'requires same data type for lower and upper bounds'
      : 'requires upper bound to be greater than or equal to lower bound'
  throw expressionFault(
    kind,
    `The BETWEEN operator ${rule}; lower bound operand: ${printValue(lower.value)}, upper bound operand: ${printValue(upper.value)}`,
  )
}

/** @throws RequestFault */
export function checkIn(kind: ExpressionKind, operand: BoundOperand, candidates: readonly BoundOperand[]): void {
  for (const candidate of candidates) checkDistinct(kind, 'IN', operand, candidate)
  checkSizes(kind, operand)
  for (const candidate of candidates) checkSizes(kind, candidate)
}

/** The functions that are conditions by themselves; the count of operands is right. @throws RequestFault */
export function checkFunction(kind: ExpressionKind, name: string, operands: readonly BoundOperand[]): void {
  const [first, second] = operands
  if (first === undefined) return
  if (second !== undefined) checkDistinct(kind, name, first, second)
  for (const operand of operands) checkSizes(kind, operand)
  if (name === 'begins_with') {
    for (const operand of operands) {
      const type = staticType(operand)
      if (type !== undefined && type !== 'S' && type !== 'B') throw operandTypeFault(kind, name, type)
    }
  }
}

/** The path of an operand that must be one. @throws RequestFault */
export function requirePath(kind: ExpressionKind, name: string, operand: BoundOperand | BoundSetValue): DocumentPath {
  if (operand.kind === 'path') return operand.path
  throw expressionFault(kind, `Operator or function requires a document path; operator or function: ${name}`)
}

/** The type that the second operand of attribute_type names. @throws RequestFault */
export function requireTypeName(kind: ExpressionKind, operand: BoundOperand): AttributeType {
  if (operand.kind !== 'value' || !('S' in operand.value)) {
    throw operandTypeFault(kind, 'attribute_type', staticType(operand) ?? ANY_TYPE)
  }
  const name = operand.value.S
  const type = ATTRIBUTE_TYPES.find(each => each === name)
  if (type !== undefined) return type
  throw expressionFault(
    kind,
    `Invalid attribute type name found; type: ${name}, valid types: {${ATTRIBUTE_TYPES.join(',')}}`,
  )
}

/** An operand whose type is known and wrong. */
export function operandTypeFault(kind: ExpressionKind, operator: string, type: string): RequestFault {
  return expressionFault(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  )
}

function checkDistinct(kind: ExpressionKind, operator: string, first: BoundOperand, other: BoundOperand): void {
  if (first.kind !== 'path' || other.kind !== 'path' || !equalPaths(first.path, other.path)) return
  throw expressionFault(
    kind,
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${formatPath(first.path)}`,
  )
}

function equalPaths(a: DocumentPath, b: DocumentPath): boolean {
  return a.length === b.length && a.every((element, depth) => element === b[depth])
}

function checkSizes(kind: ExpressionKind, operand: BoundOperand): void {
  if (operand.kind !== 'size') return
  checkSizes(kind, operand.operand)
  const type = staticType(operand.operand)
  if (type !== undefined && TYPES_WITHOUT_SIZE.has(type)) throw operandTypeFault(kind, 'size', type)
}

function checkOrdered(kind: ExpressionKind, operator: string, operand: BoundOperand): void {
  const type = staticType(operand)
  if (type !== undefined && !ORDERED_TYPES.has(type)) throw operandTypeFault(kind, operator, type)
}

/** The type an operand has whatever the item holds; undefined for a path. */
function staticType(operand: BoundOperand): AttributeType | undefined {
  switch (operand.kind) {
    case 'path':
      return undefined
    case 'value':
      return typeOf(operand.value)
    case 'size':
      return 'N'
    case 'condition':
      return 'BOOL'
  }
}

function printValue(value: AttributeValue): string {
  const type = typeOf(value)
  return `AttributeValue: {${type}:${(value as Readonly<Record<string, unknown>>)[type]}}`
}
