import { validationError } from '../errors/dynamo-error.ts'
import type { BoundAction, BoundSetValue, BoundUpdate } from '../expressions/bound-tree.ts'
import { operandCountFault, takesOperands } from '../expressions/check-operands.ts'
import { checkPathsApart } from '../expressions/check-paths.ts'
import { arithmeticValue, ifNotExistsValue, listAppendValue } from '../expressions/check-set-value.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { type DocumentPath, formatPath } from '../values/document-path.ts'
import type { Expression, UpdateAction } from './ast.ts'
import { expressionName } from './expression-name.ts'
import { literalValue } from './literal-value.ts'
import { refusedAt, tooDeep } from './statement-fault.ts'
import { MOST_LEVELS } from './statement-limits.ts'
import { documentPath } from './statement-path.ts'

const KIND = 'Statement'

type CallNode = Extract<Expression, { kind: 'call' }>
type Parameters = readonly AttributeValue[]

/** The SET and REMOVE clauses of an UPDATE. @throws DynamoError */
export function bindUpdateActions(actions: readonly UpdateAction[], parameters: Parameters): BoundUpdate {
  const bound = actions.map(action => bindAction(action, parameters))
  checkPathsApart(
    KIND,
    bound.map(action => action.path),
  )
  return { actions: bound, legacy: false }
}

function bindAction(action: UpdateAction, parameters: Parameters): BoundAction {
  const path = documentPath(action.target)
  if (action.kind === 'remove') return { kind: 'remove', path }
  const { value } = action
  if (value.kind === 'call') {
    const name = value.name.toLowerCase()
    if (name === 'set_add' || name === 'set_delete') return bindSetChange(name, value, path, parameters)
  }
  return { kind: 'set', path, value: bindSetValue(value, parameters, 1) }
}

/** `SET a = set_add(a, <<1>>)`: what ADD and DELETE do in an update expression. */
function bindSetChange(
  name: 'set_add' | 'set_delete',
  { operands, at }: CallNode,
  path: DocumentPath,
  parameters: Parameters,
): BoundAction {
  const printed = name.toUpperCase()
  const [first, second] = operands
  if (first === undefined || second === undefined || operands.length > 2) {
    throw refusedAt(`${printed} must have exactly two arguments`, at)
  }
  if (first.kind !== 'path' || formatPath(documentPath(first)) !== formatPath(path)) {
    throw refusedAt(`The first argument to ${printed} must equal the assignment value`, at)
  }
  const value = second.kind === 'bag' || second.kind === 'parameter' ? literalValue(second, parameters) : undefined
  if (value === undefined || !('SS' in value || 'NS' in value || 'BS' in value)) {
    throw refusedAt(`The second argument to ${printed} must be a value with type SET`, first.at)
  }
  return { kind: name === 'set_add' ? 'add' : 'delete', path, value }
}

function bindSetValue(node: Expression, parameters: Parameters, level: number): BoundSetValue {
  if (level > MOST_LEVELS) throw validationError(tooDeep().message)
  switch (node.kind) {
    case 'path':
      return { kind: 'path', path: documentPath(node) }
    case 'call':
      return bindCall(node, parameters, level)
    case 'arithmetic': {
      if (node.operator !== '+' && node.operator !== '-') {
        throw validationError(`Unsupported operation: ${expressionName(node)}`)
      }
      const left = bindSetValue(node.left, parameters, level + 1)
      return arithmeticValue(KIND, node.operator, left, bindSetValue(node.right, parameters, level + 1))
    }
    case 'sign':
      throw operandCountFault(KIND, node.operator, 1)
    case 'not':
    case 'and':
    case 'or':
    case 'comparison':
    case 'in':
    case 'between':
    case 'like':
    case 'is':
    case 'select':
    case 'insert':
    case 'update':
    case 'delete':
      throw validationError(`Unsupported operation: ${expressionName(node)}`)
    default:
      return { kind: 'value', value: literalValue(node, parameters) }
  }
}

function bindCall(node: CallNode, parameters: Parameters, level: number): BoundSetValue {
  const name = node.name.toLowerCase()
  switch (name) {
    case 'list_append':
    case 'if_not_exists': {
      const [first, second] = node.operands.map(operand => bindSetValue(operand, parameters, level + 1))
      if (first === undefined || second === undefined || !takesOperands(name, node.operands.length)) {
        throw operandCountFault(KIND, name, node.operands.length)
      }
      return name === 'list_append' ? listAppendValue(KIND, first, second) : ifNotExistsValue(KIND, first, second)
    }
    case 'set_add':
    case 'set_delete':
      return { kind: 'value', value: literalValue(node, parameters) }
    default:
      throw refusedAt(`Unrecognized function: ${node.name}`, node.at)
  }
}
