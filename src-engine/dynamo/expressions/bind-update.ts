import { type AttributeType, typeOf } from '../values/attribute-value.ts'
import type { OperandNode, PathNode, SetValueNode, UpdateExpression } from './ast.ts'
import { bindPath } from './bind-path.ts'
import type { Bindings } from './bindings.ts'
import type { BoundAction, BoundSetValue, BoundUpdate } from './bound-tree.ts'
import { checkOperandCount, requirePath } from './check-operands.ts'
import { checkPathsApart } from './check-paths.ts'
import { arithmeticValue, ifNotExistsValue, listAppendValue } from './check-set-value.ts'
import { expressionFault } from './expression-kind.ts'

const KIND = 'UpdateExpression'

/** How ADD and DELETE print the types they refuse; functions print the wire tags. */
const TYPE_WORDS: Readonly<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
}

const ADDABLE: ReadonlySet<AttributeType> = new Set<AttributeType>(['N', 'SS', 'NS', 'BS'])
const DELETABLE: ReadonlySet<AttributeType> = new Set<AttributeType>(['SS', 'NS', 'BS'])

/**
 * Puts names and values into an update that check.ts has passed. Faults come in the service's order: undefined names
 * anywhere, undefined values anywhere, overlapping and conflicting targets, operands of ADD and DELETE, of functions.
 *
 * @throws RequestFault
 */
export function bindUpdateTree(update: UpdateExpression, bindings: Bindings): BoundUpdate {
  for (const name of update.names) bindings.name(KIND, name)
  for (const value of update.values) bindings.value(KIND, value)

  const targets = targetNodes(update).map(node => bindPath(node, KIND, bindings))
  checkPathsApart(KIND, targets)
  checkSetMembers(update, bindings)

  const actions: BoundAction[] = []
  for (const section of update.sections) {
    if (section.kind === 'REMOVE') {
      for (const path of section.paths) actions.push({ kind: 'remove', path: bindPath(path, KIND, bindings) })
    } else if (section.kind === 'SET') {
      for (const { path, value } of section.actions) {
        actions.push({
          kind: 'set',
          path: bindPath(path, KIND, bindings),
          value: bindSetValue(value, bindings),
        })
      }
    } else {
      const kind = section.kind === 'ADD' ? 'add' : 'delete'
      for (const { path, value } of section.actions) {
        actions.push({ kind, path: bindPath(path, KIND, bindings), value: bindings.value(KIND, value.name) })
      }
    }
  }
  return { actions, legacy: false }
}

function targetNodes(update: UpdateExpression): PathNode[] {
  return update.sections.flatMap(section =>
    section.kind === 'REMOVE' ? section.paths : section.actions.map(action => action.path),
  )
}

function checkSetMembers(update: UpdateExpression, bindings: Bindings): void {
  for (const section of update.sections) {
    if (section.kind !== 'ADD' && section.kind !== 'DELETE') continue
    const allowed = section.kind === 'ADD' ? ADDABLE : DELETABLE
    for (const action of section.actions) {
      const type = typeOf(bindings.value(KIND, action.value.name))
      if (allowed.has(type)) continue
      throw expressionFault(
        KIND,
        `Incorrect operand type for operator or function; operator: ${section.kind}, operand type: ${TYPE_WORDS[type]}`,
      )
    }
  }
}

function bindSetValue(node: SetValueNode, bindings: Bindings): BoundSetValue {
  switch (node.kind) {
    case 'path':
      return { kind: 'path', path: bindPath(node, KIND, bindings) }
    case 'value':
      return { kind: 'value', value: bindings.value(KIND, node.name) }
    case 'arithmetic': {
      const left = bindSetValue(node.left, bindings)
      return arithmeticValue(KIND, node.operator, left, bindSetValue(node.right, bindings))
    }
    case 'function': {
      checkOperandCount(KIND, node)
      const [first, second] = node.operands
      if (first === undefined || second === undefined) throw new TypeError('Both functions have two operands')
      return node.name === 'if_not_exists'
        ? bindIfNotExists(first, second, bindings)
        : bindListAppend(first, second, bindings)
    }
  }
}

/** Whether the first operand is a path is asked before the second one is bound. */
function bindIfNotExists(first: OperandNode, second: OperandNode, bindings: Bindings): BoundSetValue {
  const path = bindSetValue(first, bindings)
  requirePath(KIND, 'if_not_exists', path)
  return ifNotExistsValue(KIND, path, bindSetValue(second, bindings))
}

function bindListAppend(first: OperandNode, second: OperandNode, bindings: Bindings): BoundSetValue {
  return listAppendValue(KIND, bindSetValue(first, bindings), bindSetValue(second, bindings))
}
