import { type AttributeType, typeOf } from '../values/attribute-value.ts'
import type { BoundSetValue } from './bound-tree.ts'
import { operandTypeFault, requirePath } from './check-operands.ts'
import type { ExpressionKind } from './expression-kind.ts'

/*
 * The right-hand sides of SET that have operands, made of operands that are bound: their types are checked as far as
 * the text and the values tell.
 */

/** @throws RequestFault an operand that is known not to be a number */
export function arithmeticValue(
  kind: ExpressionKind,
  operator: '+' | '-',
  left: BoundSetValue,
  right: BoundSetValue,
): BoundSetValue {
  requireType(kind, left, 'N', operator)
  requireType(kind, right, 'N', operator)
  return { kind: 'arithmetic', operator, left, right }
}

/** @throws RequestFault the first operand is no path */
export function ifNotExistsValue(
  kind: ExpressionKind,
  first: BoundSetValue,
  otherwise: BoundSetValue,
): BoundSetValue {
  return { kind: 'if_not_exists', path: requirePath(kind, 'if_not_exists', first), otherwise }
}

/** @throws RequestFault an operand that is known not to be a list */
export function listAppendValue(kind: ExpressionKind, first: BoundSetValue, second: BoundSetValue): BoundSetValue {
  requireType(kind, first, 'L', 'list_append')
  requireType(kind, second, 'L', 'list_append')
  return { kind: 'list_append', first, second }
}

function requireType(kind: ExpressionKind, operand: BoundSetValue, type: AttributeType, operator: string): void {
  const actual = staticType(operand)
  if (actual !== undefined && actual !== type) throw operandTypeFault(kind, operator, actual)
}

/** The type an operand has whatever the item holds, as far as the text and the values tell. */
function staticType(operand: BoundSetValue): AttributeType | undefined {
  switch (operand.kind) {
    case 'path':
      return undefined
    case 'value':
      return typeOf(operand.value)
    case 'if_not_exists':
      return staticType(operand.otherwise)
    case 'list_append':
      return 'L'
    case 'arithmetic':
      return 'N'
  }
}
