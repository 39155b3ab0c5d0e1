import type { ConditionNode, FunctionNode, OperandNode } from './ast.ts'
import { bindPath } from './bind-path.ts'
import type { Bindings } from './bindings.ts'
import type { BoundCondition, BoundOperand } from './bound-tree.ts'
import {
  checkBetween,
  checkComparison,
  checkFunction,
  checkIn,
  checkOperandCount,
  requirePath,
  requireTypeName,
} from './check-operands.ts'
import type { ExpressionKind } from './expression-kind.ts'

/**
 * Puts names and values into a condition that check.ts has passed, and checks the operands of each single condition,
 * in the order written: undefined names and values, then counts, equal operands, types.
 *
 * @throws RequestFault
 */
export function bindConditionTree(node: ConditionNode, kind: ExpressionKind, bindings: Bindings): BoundCondition {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const conditions: BoundCondition[] = []
      bindChain(node, node.kind, conditions, kind, bindings)
      return { kind: node.kind, conditions }
    }
    case 'not':
      return { kind: 'not', condition: bindConditionTree(node.condition, kind, bindings) }
    case 'comparison': {
      const left = bindOperand(node.left, kind, bindings)
      const right = bindOperand(node.right, kind, bindings)
      checkOperandCount(kind, node.left)
      checkOperandCount(kind, node.right)
      checkComparison(kind, node.operator, left, right)
      return { kind: 'comparison', operator: node.operator, left, right }
    }
    case 'between': {
      const operand = bindOperand(node.operand, kind, bindings)
      const lower = bindOperand(node.lower, kind, bindings)
      const upper = bindOperand(node.upper, kind, bindings)
      for (const each of [node.operand, node.lower, node.upper]) checkOperandCount(kind, each)
      checkBetween(kind, operand, lower, upper)
      return { kind: 'between', operand, lower, upper }
    }
    case 'in': {
      const operand = bindOperand(node.operand, kind, bindings)
      const candidates = node.candidates.map(candidate => bindOperand(candidate, kind, bindings))
      checkOperandCount(kind, node.operand)
      for (const candidate of node.candidates) checkOperandCount(kind, candidate)
      checkIn(kind, operand, candidates)
      return { kind: 'in', operand, candidates }
    }
    case 'function':
      return bindFunction(node, kind, bindings)
  }
}

/** `a AND b AND c` is one node with three conditions, so that evaluation need not climb. */
function bindChain(
  node: ConditionNode,
  joint: 'and' | 'or',
  conditions: BoundCondition[],
  kind: ExpressionKind,
  bindings: Bindings,
): void {
  if (node.kind !== joint) {
    conditions.push(bindConditionTree(node, kind, bindings))
    return
  }
  bindChain(node.left, joint, conditions, kind, bindings)
  bindChain(node.right, joint, conditions, kind, bindings)
}

function bindOperand(node: OperandNode, kind: ExpressionKind, bindings: Bindings): BoundOperand {
  switch (node.kind) {
    case 'path':
      return { kind: 'path', path: bindPath(node, kind, bindings) }
    case 'value':
      return { kind: 'value', value: bindings.value(kind, node.name) }
    case 'function': {
      // Only size has come this far. All its operands are bound, so that undefined ones precede a wrong count.
      const operands = node.operands.map(operand => bindOperand(operand, kind, bindings))
      return { kind: 'size', operand: operandAt(operands, 0) }
    }
  }
}

function bindFunction(node: FunctionNode, kind: ExpressionKind, bindings: Bindings): BoundCondition {
  const operands = node.operands.map(operand => bindOperand(operand, kind, bindings))
  checkOperandCount(kind, node)
  checkFunction(kind, node.name, operands)
  const operand = operandAt(operands, 0)
  switch (node.name) {
    case 'attribute_exists':
    case 'attribute_not_exists':
      return { kind: node.name, path: requirePath(kind, node.name, operand) }
    case 'attribute_type':
      return { kind: 'attribute_type', operand, type: requireTypeName(kind, operandAt(operands, 1)) }
    case 'begins_with':
      return { kind: 'begins_with', operand, prefix: operandAt(operands, 1) }
    case 'contains':
      return { kind: 'contains', operand, member: operandAt(operands, 1) }
    default:
      throw new TypeError(`check.ts let the function ${node.name} pass`)
  }
}

function operandAt(operands: readonly BoundOperand[], index: number): BoundOperand {
  const operand = operands[index]
  if (operand === undefined) throw new TypeError('Operands are counted before they are used')
  return operand
}
