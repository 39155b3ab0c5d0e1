import type { Comparator, ConditionExpression, ConditionNode, OperandNode } from './ast.ts'
import { parseAfterGroup, parseOperand, parseOperandList } from './parse-operand.ts'
import { TokenCursor } from './token-cursor.ts'

const KEYWORDS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN'])
const COMPARATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

/**
 * A condition, filter or key condition as a tree. From loose to tight: OR, AND, NOT, comparison. Function names,
 * reserved words and limits are not judged here (check.ts).
 *
 * @throws TextFault syntax
 */
export function parseCondition(text: string): ConditionExpression {
  const cursor = new TokenCursor(text, KEYWORDS)
  const condition = asCondition(parseOr(cursor, false))
  if (cursor.token.kind !== 'end') throw cursor.syntaxFault()
  return { condition, redundantParentheses: cursor.redundantParentheses }
}

/*
 * Behind `(` may stand a condition or an operand, and which of them shows only later: `(a) = b`, `(a = b)`. So a group
 * is parsed as either. A bare path or value comes back only from directly inside a group that closes at once
 * (`grouped`); anywhere else something has to be done with it, or the next token is a syntax error.
 */
type Either = ConditionNode | OperandNode

function parseOr(cursor: TokenCursor, grouped: boolean): Either {
  let left = parseAnd(cursor, grouped)
  while (cursor.takeKeyword('OR')) {
    left = { kind: 'or', left: asCondition(left), right: asCondition(parseAnd(cursor, false)) }
  }
  return left
}

function parseAnd(cursor: TokenCursor, grouped: boolean): Either {
  let left = parseNot(cursor, grouped)
  while (cursor.takeKeyword('AND')) {
    left = { kind: 'and', left: asCondition(left), right: asCondition(parseNot(cursor, false)) }
  }
  return left
}

function parseNot(cursor: TokenCursor, grouped: boolean): Either {
  if (cursor.takeKeyword('NOT')) return { kind: 'not', condition: asCondition(parseNot(cursor, false)) }
  if (!cursor.takeSymbol('(')) return parseComparison(cursor, parseOperand(cursor), grouped)
  const content = parseOr(cursor, true)
  if (isOperand(content)) return parseComparison(cursor, parseAfterGroup(cursor, content), grouped)
  cursor.closeGroup(content)
  return content
}

function parseComparison(cursor: TokenCursor, left: OperandNode, grouped: boolean): Either {
  const { token } = cursor
  if (token.kind === 'symbol' && COMPARATORS.has(token.text)) {
    cursor.advance()
    return { kind: 'comparison', operator: token.text as Comparator, left, right: parseOperand(cursor) }
  }
  if (cursor.takeKeyword('BETWEEN')) {
    const lower = parseOperand(cursor)
    if (!cursor.takeKeyword('AND')) throw cursor.syntaxFault()
    return { kind: 'between', operand: left, lower, upper: parseOperand(cursor) }
  }
  if (cursor.takeKeyword('IN')) {
    cursor.expectSymbol('(')
    return { kind: 'in', operand: left, candidates: parseOperandList(cursor) }
  }
  if (left.kind === 'function' || (grouped && cursor.isSymbol(')'))) return left
  throw cursor.syntaxFault()
}

/** A function call alone is both. */
function isOperand(node: Either): node is OperandNode {
  return node.kind === 'path' || node.kind === 'value' || node.kind === 'function'
}

function asCondition(node: Either): ConditionNode {
  if (node.kind === 'path' || node.kind === 'value') {
    throw new TypeError('A bare operand leaves the parser only inside a group')
  }
  return node
}
