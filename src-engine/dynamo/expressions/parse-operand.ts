import type { DocumentPath, PathElement } from '../values/document-path.ts'
import type { FunctionNode, OperandNode, PathNode, PathPart, ValueNode } from './ast.ts'
import { TextFault } from './text-fault.ts'
import type { TokenCursor } from './token-cursor.ts'

/** Java's largest int: what the service takes for a list index. */
const MAX_LIST_INDEX = 2_147_483_647

/** A path, `:value`, function call, or one of these in parentheses. */
export function parseOperand(cursor: TokenCursor): OperandNode {
  if (cursor.takeSymbol('(')) {
    const operand = parseOperand(cursor)
    return parseAfterGroup(cursor, operand)
  }
  if (cursor.token.kind === 'value') return parseValue(cursor)
  if (isFunctionCall(cursor)) return parseFunction(cursor)
  return parsePath(cursor)
}

/** Closes the group around an operand; a path may go on behind it: `(a.b).c`. */
export function parseAfterGroup(cursor: TokenCursor, operand: OperandNode): OperandNode {
  cursor.closeGroup(operand)
  if (operand.kind !== 'path' || !continuesPath(cursor)) return operand
  return parsePathTail(cursor, [...operand.parts])
}

export function parseValue(cursor: TokenCursor): ValueNode {
  if (cursor.token.kind !== 'value') throw cursor.syntaxFault()
  return { kind: 'value', name: cursor.advance().text }
}

export function parsePath(cursor: TokenCursor): PathNode {
  return parsePathTail(cursor, [parsePathName(cursor)])
}

function parsePathTail(cursor: TokenCursor, parts: PathPart[]): PathNode {
  for (;;) {
    if (cursor.takeSymbol('.')) parts.push(parsePathName(cursor))
    else if (cursor.takeSymbol('[')) parts.push(parseIndex(cursor))
    else return { kind: 'path', parts, literal: literalPath(parts) }
  }
}

function continuesPath(cursor: TokenCursor): boolean {
  return cursor.isSymbol('.') || cursor.isSymbol('[')
}

function parsePathName(cursor: TokenCursor): PathPart {
  const { kind } = cursor.token
  if (kind === 'name') return { kind: 'placeholder', name: cursor.advance().text }
  if (kind !== 'identifier' || cursor.keyword !== undefined) throw cursor.syntaxFault()
  return { kind: 'identifier', name: cursor.advance().text }
}

function parseIndex(cursor: TokenCursor): PathPart {
  if (cursor.token.kind !== 'digits') throw cursor.syntaxFault()
  const digits = cursor.advance().text
  cursor.expectSymbol(']')
  const index = Number(digits)
  if (index > MAX_LIST_INDEX) {
    throw new TextFault(`List index is not within the allowable range; index: [${digits}]`)
  }
  return { kind: 'index', index }
}

function literalPath(parts: readonly PathPart[]): DocumentPath | undefined {
  const elements: PathElement[] = []
  for (const part of parts) {
    if (part.kind === 'placeholder') return undefined
    elements.push(part.kind === 'index' ? part.index : part.name)
  }
  const [first, ...rest] = elements
  return typeof first === 'string' ? [first, ...rest] : undefined
}

function isFunctionCall(cursor: TokenCursor): boolean {
  const { next } = cursor
  return (
    cursor.token.kind === 'identifier' && next.kind === 'symbol' && next.text === '(' && cursor.keyword === undefined
  )
}

function parseFunction(cursor: TokenCursor): FunctionNode {
  const name = cursor.advance().text
  cursor.expectSymbol('(')
  const operands = parseOperandList(cursor)
  return { kind: 'function', name, operands }
}

/** Operands with commas between, at least one, and the `)` behind them. */
export function parseOperandList(cursor: TokenCursor): readonly OperandNode[] {
  const operands = [parseOperand(cursor)]
  while (cursor.takeSymbol(',')) operands.push(parseOperand(cursor))
  cursor.expectSymbol(')')
  return operands
}
