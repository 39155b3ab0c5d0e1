import type { DocumentPath } from '../values/document-path.ts'
import type { BoundCondition, BoundOperand, BoundSetValue, BoundUpdate } from './bound-tree.ts'

/**
 * Every path a condition mentions, in the order written. A query's filter may not name key attributes, and no
 * expression may reach into one.
 */
export function conditionPaths(condition: BoundCondition): readonly DocumentPath[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.conditions.flatMap(conditionPaths)
    case 'not':
      return conditionPaths(condition.condition)
    case 'comparison':
      return operandPaths(condition.left, condition.right)
    case 'between':
      return operandPaths(condition.operand, condition.lower, condition.upper)
    case 'in':
      // A legacy IN may have more candidates than a call takes arguments.
      return [...pathsOf(condition.operand), ...condition.candidates.flatMap(pathsOf)]
    case 'attribute_exists':
    case 'attribute_not_exists':
      return [condition.path]
    case 'attribute_type':
      return operandPaths(condition.operand)
    case 'begins_with':
      return operandPaths(condition.operand, condition.prefix)
    case 'contains':
      return operandPaths(condition.operand, condition.member)
  }
}

function operandPaths(...operands: readonly BoundOperand[]): readonly DocumentPath[] {
  return operands.flatMap(pathsOf)
}

function pathsOf(operand: BoundOperand): readonly DocumentPath[] {
  switch (operand.kind) {
    case 'path':
      return [operand.path]
    case 'size':
      return pathsOf(operand.operand)
    case 'condition':
      return conditionPaths(operand.condition)
    case 'value':
      return []
  }
}

/** The paths an update changes, in the order written; key attributes must not be among them. */
export function updateTargets(update: BoundUpdate): readonly DocumentPath[] {
  return update.actions.map(action => action.path)
}

/** The paths an update's right-hand sides read, in the order written. */
export function updateOperandPaths(update: BoundUpdate): readonly DocumentPath[] {
  return update.actions.flatMap(action => (action.kind === 'set' ? setValuePaths(action.value) : []))
}

function setValuePaths(value: BoundSetValue): readonly DocumentPath[] {
  switch (value.kind) {
    case 'path':
      return [value.path]
    case 'value':
      return []
    case 'if_not_exists':
      return [value.path, ...setValuePaths(value.otherwise)]
    case 'list_append':
      return [...setValuePaths(value.first), ...setValuePaths(value.second)]
    case 'arithmetic':
      return [...setValuePaths(value.left), ...setValuePaths(value.right)]
  }
}
