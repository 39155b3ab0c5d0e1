import type { DocumentPath, PathElement } from '../values/document-path.ts'
import { valueSize } from '../values/size.ts'
import { utf8Length } from '../values/utf8.ts'
import type { BoundAction, BoundSetValue, BoundUpdate } from './bound-tree.ts'

/*
 * An UpdateExpression is held against the limit of an item too: most Regions store what it says before they run it.
 * Source: captures of October 2026, byte-exact at 400 KB (fact file limits-and-capacity, section 1).
 */

const STATEMENT = 3
const SET_OR_ADD = 19
const REMOVE_OR_DELETE = 1
const TARGET_ELEMENT = 4
const PATH = 1
const PATH_ELEMENT = 14
const OPERATORS = { '+': 34, '-': 37 } as const
const IF_NOT_EXISTS = 39
const LIST_APPEND = 37

/** Bytes that an update expression takes as it is stored; values count wherever they are used. */
export function updateStatementSize({ actions }: BoundUpdate): number {
  return actions.reduce((sum, action) => sum + clauseSize(action), STATEMENT)
}

function clauseSize(action: BoundAction): number {
  const target = targetSize(action.path)
  switch (action.kind) {
    case 'set':
      return SET_OR_ADD + target + operandSize(action.value)
    case 'add':
      return SET_OR_ADD + target + valueSize(action.value)
    // What a DELETE takes out of a set is free.
    case 'remove':
    case 'delete':
      return REMOVE_OR_DELETE + target
  }
}

function operandSize(operand: BoundSetValue): number {
  switch (operand.kind) {
    case 'value':
      return valueSize(operand.value)
    case 'path':
      return pathSize(operand.path)
    case 'if_not_exists':
      return IF_NOT_EXISTS + pathSize(operand.path) + operandSize(operand.otherwise)
    case 'list_append':
      return LIST_APPEND + operandSize(operand.first) + operandSize(operand.second)
    case 'arithmetic':
      return OPERATORS[operand.operator] + operandSize(operand.left) + operandSize(operand.right)
  }
}

function targetSize(path: DocumentPath): number {
  return path.reduce<number>((sum, element) => sum + TARGET_ELEMENT + elementSize(element), -TARGET_ELEMENT)
}

function pathSize(path: DocumentPath): number {
  return path.reduce<number>((sum, element) => sum + PATH_ELEMENT + elementSize(element), PATH)
}

/** A list index counts as its digits. */
function elementSize(element: PathElement): number {
  return utf8Length(String(element))
}
