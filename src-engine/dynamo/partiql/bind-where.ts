import { validationError } from '../errors/dynamo-error.ts'
import type { BoundCondition, BoundOperand } from '../expressions/bound-tree.ts'
import {
  checkBetween,
  checkComparison,
  checkFunction,
  checkIn,
  operandCountFault,
  requirePath,
  requireTypeName,
  takesOperands,
} from '../expressions/check-operands.ts'
import { expressionFault } from '../expressions/expression-kind.ts'
import { EXPRESSION_MAX_IN_OPERANDS } from '../limits.ts'
import type { AttributeType, AttributeValue } from '../values/attribute-value.ts'
import type { Expression } from './ast.ts'
import { expressionName } from './expression-name.ts'
import { literalValue } from './literal-value.ts'
import { refusedAt, tooDeep } from './statement-fault.ts'
import { MOST_LEVELS } from './statement-limits.ts'
import { documentPath } from './statement-path.ts'

const KIND = 'Statement'

/** The types of IS that attributes have; INT4 and the like can be read and are refused. */
const TYPES: Readonly<Record<string, AttributeType>> = {
  null: 'NULL',
  bool: 'BOOL',
  boolean: 'BOOL',
  string: 'S',
  blob: 'B',
  numeric: 'N',
  struct: 'M',
  tuple: 'M',
  list: 'L',
}

type CallNode = Extract<Expression, { kind: 'call' }>
type Parameters = readonly AttributeValue[]

/**
 * The condition behind WHERE, as the evaluator of all expressions runs it. Two things differ from expressions: a
 * condition is a BOOL value where an operand belongs, and `<>` is false of what is missing.
 *
 * @throws DynamoError
 */
export function bindWhere(where: Expression, parameters: Parameters): BoundCondition {
  return bindCondition(where, parameters, 1)
}

function bindCondition(node: Expression, parameters: Parameters, level: number): BoundCondition {
  if (level > MOST_LEVELS) throw validationError(tooDeep().message)
  switch (node.kind) {
    case 'and':
    case 'or':
      return {
        kind: node.kind,
        conditions: node.operands.map(operand => bindCondition(operand, parameters, level + 1)),
      }
    case 'not':
      return { kind: 'not', condition: bindCondition(node.operand, parameters, level + 1) }
    case 'comparison': {
      const left = bindOperand(node.left, parameters, level)
      const right = bindOperand(node.right, parameters, level)
      checkComparison(KIND, node.operator, left, right)
      const comparison: BoundCondition = { kind: 'comparison', operator: node.operator, left, right }
      return node.operator === '<>' ? ofPresent([left, right], comparison) : comparison
    }
    case 'between': {
      const operand = bindOperand(node.operand, parameters, level)
      const lower = bindOperand(node.lower, parameters, level)
      const upper = bindOperand(node.upper, parameters, level)
      checkBetween(KIND, operand, lower, upper)
      return { kind: 'between', operand, lower, upper }
    }
    case 'in':
      return bindIn(node.operand, node.candidates, parameters, level)
    case 'is':
      return bindIs(node.type, bindOperand(node.operand, parameters, level), node)
    case 'call':
      return bindCall(node, parameters, level)
    case 'arithmetic':
      throw arithmeticRefused(node.operator)
    default:
      throw validationError(`Unsupported operation: ${expressionName(node)}`)
  }
}

/** A comparison that asks for its operands to be there. */
function ofPresent(operands: readonly BoundOperand[], comparison: BoundCondition): BoundCondition {
  const conditions = [...operands.flatMap(presence), comparison]
  return conditions.length === 1 ? comparison : { kind: 'and', conditions }
}

function presence(operand: BoundOperand): readonly BoundCondition[] {
  switch (operand.kind) {
    case 'path':
      return [{ kind: 'attribute_exists', path: operand.path }]
    case 'size':
      return [{ kind: 'comparison', operator: '>=', left: operand, right: { kind: 'value', value: { N: '0' } } }]
    case 'value':
    case 'condition':
      return []
  }
}

function bindIn(node: Expression, list: Expression, parameters: Parameters, level: number): BoundCondition {
  const operand = bindOperand(node, parameters, level)
  if (list.kind !== 'list' && list.kind !== 'bag') {
    throw validationError(`Unsupported operation: ${expressionName(list)}`)
  }
  const candidates = list.members.map(member => bindOperand(member, parameters, level))
  if (candidates.length > EXPRESSION_MAX_IN_OPERANDS) {
    throw expressionFault(
      KIND,
      `The IN operator is provided with too many operands; number of operands: ${candidates.length}`,
    )
  }
  checkIn(KIND, operand, candidates)
  return { kind: 'in', operand, candidates }
}

function bindIs(name: string, operand: BoundOperand, node: Expression): BoundCondition {
  if (name === 'missing') {
    return { kind: 'attribute_not_exists', path: requirePath(KIND, 'attribute_not_exists', operand) }
  }
  const type = TYPES[name]
  if (type === undefined) throw validationError(`Unsupported operation: ${expressionName(node)}`)
  return { kind: 'attribute_type', operand, type }
}

function bindCall(node: CallNode, parameters: Parameters, level: number): BoundCondition {
  const name = node.name.toLowerCase()
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists': {
      const [operand] = bindOperands(name, node, parameters, level)
      return { kind: name, path: requirePath(KIND, name, there(operand)) }
    }
    case 'attribute_type': {
      const [operand, type] = bindOperands(name, node, parameters, level)
      return { kind: name, operand: there(operand), type: requireTypeName(KIND, there(type)) }
    }
    case 'begins_with': {
      const [operand, prefix] = bindOperands(name, node, parameters, level)
      return { kind: name, operand: there(operand), prefix: there(prefix) }
    }
    case 'contains': {
      const [operand, member] = bindOperands(name, node, parameters, level)
      return { kind: name, operand: there(operand), member: there(member) }
    }
    case 'size':
      throw expressionFault(
        KIND,
        `The function is not allowed to be used this way in an expression; function: ${name}`,
      )
    default:
      throw refusedAt(`Unrecognized function: ${node.name}`, node.at)
  }
}

/** The operands of a function, counted and checked. */
function bindOperands(name: string, node: CallNode, parameters: Parameters, level: number): readonly BoundOperand[] {
  const operands = node.operands.map(operand => bindOperand(operand, parameters, level))
  if (!takesOperands(name, operands.length)) throw operandCountFault(KIND, name, operands.length)
  checkFunction(KIND, name, operands)
  return operands
}

function there(operand: BoundOperand | undefined): BoundOperand {
  if (operand === undefined) throw new TypeError('Operands are counted before they are used')
  return operand
}

function bindOperand(node: Expression, parameters: Parameters, level: number): BoundOperand {
  if (level > MOST_LEVELS) throw validationError(tooDeep().message)
  switch (node.kind) {
    case 'path':
      return { kind: 'path', path: documentPath(node) }
    case 'call': {
      if (node.name.toLowerCase() !== 'size') {
        return { kind: 'condition', condition: bindCall(node, parameters, level + 1) }
      }
      if (node.operands.length !== 1) throw operandCountFault(KIND, 'size', node.operands.length)
      return { kind: 'size', operand: there(node.operands.map(each => bindOperand(each, parameters, level + 1))[0]) }
    }
    case 'and':
    case 'or':
    case 'not':
    case 'comparison':
    case 'in':
    case 'between':
    case 'is':
      return { kind: 'condition', condition: bindCondition(node, parameters, level + 1) }
    case 'sign':
      throw operandCountFault(KIND, node.operator, 1)
    case 'arithmetic':
      throw arithmeticRefused(node.operator)
    case 'like':
    case 'select':
    case 'insert':
    case 'update':
    case 'delete':
      throw validationError(`Unsupported operation: ${expressionName(node)}`)
    default:
      return { kind: 'value', value: literalValue(node, parameters) }
  }
}

function arithmeticRefused(operator: string): Error {
  return validationError(`Unsupported operator in Condition Expression. Operator: ${operator}`)
}
