import type { OperandNode, PathNode, SetValueNode, UpdateExpression, UpdateSection, ValueNode } from './ast.ts'
import { parseAfterGroup, parseOperand, parsePath, parseValue } from './parse-operand.ts'
import { TokenCursor } from './token-cursor.ts'

const KEYWORDS: ReadonlySet<string> = new Set(['SET', 'REMOVE', 'ADD', 'DELETE'])

/**
 * An update expression: sections in any order, each a keyword and its actions with commas between.
 *
 * @throws TextFault syntax
 */
export function parseUpdate(text: string): UpdateExpression {
  const cursor = new TokenCursor(text, KEYWORDS)
  const sections: UpdateSection[] = []
  do sections.push(parseSection(cursor))
  while (cursor.token.kind !== 'end')
  const { redundantParentheses } = cursor
  return { sections, names: cursor.textsOf('name'), values: cursor.textsOf('value'), redundantParentheses }
}

function parseSection(cursor: TokenCursor): UpdateSection {
  const kind = cursor.keyword
  if (kind !== 'SET' && kind !== 'REMOVE' && kind !== 'ADD' && kind !== 'DELETE') throw cursor.syntaxFault()
  cursor.advance()
  if (kind === 'SET') return { kind, actions: parseList(cursor, parseSetAction) }
  if (kind === 'REMOVE') return { kind, paths: parseList(cursor, parsePath) }
  return { kind, actions: parseList(cursor, parseSetMembersAction) }
}

function parseList<T>(cursor: TokenCursor, parse: (cursor: TokenCursor) => T): readonly T[] {
  const list = [parse(cursor)]
  while (cursor.takeSymbol(',')) list.push(parse(cursor))
  return list
}

function parseSetAction(cursor: TokenCursor): { path: PathNode; value: SetValueNode } {
  const path = parsePath(cursor)
  cursor.expectSymbol('=')
  return { path, value: parseSetValue(cursor) }
}

/** `path :value` of ADD and DELETE. */
function parseSetMembersAction(cursor: TokenCursor): { path: PathNode; value: ValueNode } {
  return { path: parsePath(cursor), value: parseValue(cursor) }
}

/** An operand, or one sum or difference of two; the whole may be in parentheses. */
function parseSetValue(cursor: TokenCursor): SetValueNode {
  let left: OperandNode
  if (cursor.takeSymbol('(')) {
    const content = parseSetValue(cursor)
    if (content.kind === 'arithmetic') {
      cursor.closeGroup(content)
      return content
    }
    left = parseAfterGroup(cursor, content)
  } else {
    left = parseOperand(cursor)
  }
  return parseArithmetic(cursor, left)
}

function parseArithmetic(cursor: TokenCursor, left: OperandNode): SetValueNode {
  const operator = cursor.isSymbol('+') ? '+' : cursor.isSymbol('-') ? '-' : undefined
  if (operator === undefined) return left
  cursor.advance()
  return { kind: 'arithmetic', operator, left, right: parseOperand(cursor) }
}
