import type { Expression, TupleField } from './ast.ts'
import { BINDINGS, type Grammar } from './grammar.ts'
import { FUNCTION_KEYWORDS } from './keywords.ts'
import { parsePath } from './parse-path.ts'
import { parseSelect } from './parse-select.ts'
import { parseDelete, parseFromFirst, parseInsert, parseUpdate } from './parse-write.ts'
import { MalformedStatement } from './statement-fault.ts'
import type { Token } from './token.ts'

/** Words and symbols that stand between expressions, never in front of one. */
const INFIX_ONLY: ReadonlySet<string> = new Set('and or is in between like = <> != < <= > >= || / % @'.split(' '))

/** A term with the signs and NOTs in front of it. @throws MalformedStatement */
export function parseUnary(grammar: Grammar): Expression {
  const { cursor } = grammar
  if (cursor.isKeyword('not')) {
    const { span: at } = cursor.advance()
    return { kind: 'not', operand: grammar.expression(BINDINGS.not), at }
  }
  if (cursor.isSymbol('+', '-')) {
    const { text, span: at } = cursor.advance()
    const operator = text === '-' ? '-' : '+'
    return signed(operator, grammar.expression(BINDINGS.sign), at)
  }
  return parseTerm(grammar)
}

/** A sign in front of a number is part of it; the place of the number stays that of its digits. */
function signed(operator: '+' | '-', operand: Expression, at: Token['span']): Expression {
  if (operand.kind !== 'number') return { kind: 'sign', operator, operand, at }
  if (operator === '+') return operand
  const text = operand.text.startsWith('-') ? operand.text.slice(1) : `-${operand.text}`
  return { kind: 'number', text, at: operand.at }
}

function parseTerm(grammar: Grammar): Expression {
  const { cursor } = grammar
  const { token } = cursor
  switch (token.kind) {
    case 'string':
    case 'number':
      cursor.advance()
      return { kind: token.kind, text: token.text, at: token.span }
    case 'name':
      return cursor.following.kind === 'symbol' && cursor.following.text === '('
        ? parseCall(grammar)
        : parsePath(grammar)
    case 'symbol':
      return parseSymbolTerm(grammar, token)
    case 'keyword':
      return parseKeywordTerm(grammar, token)
    case 'end':
      throw new MalformedStatement('Unexpected term')
  }
}

function parseSymbolTerm(grammar: Grammar, { text, span: at }: Token): Expression {
  const { cursor } = grammar
  switch (text) {
    case '(': {
      const { members } = parseRow(grammar)
      const [only] = members
      return members.length === 1 && only !== undefined ? only : { kind: 'list', members, at }
    }
    case '[':
      cursor.advance()
      return { kind: 'list', members: parseMembers(grammar, ']', 'RIGHT_BRACKET'), at }
    case '<<':
      cursor.advance()
      return { kind: 'bag', members: parseMembers(grammar, '>>', 'RIGHT_DOUBLE_ANGLE_BRACKET'), at }
    case '{':
      cursor.advance()
      return { kind: 'tuple', fields: parseFields(grammar), at }
    case '?':
      cursor.advance()
      return { kind: 'parameter', position: grammar.nextParameter(), at }
    default:
      throw new MalformedStatement(INFIX_ONLY.has(text) ? 'Unexpected operator' : 'Unexpected term')
  }
}

function parseKeywordTerm(grammar: Grammar, { text, span: at }: Token): Expression {
  const { cursor } = grammar
  switch (text) {
    case 'true':
    case 'false':
      cursor.advance()
      return { kind: 'boolean', value: text === 'true', at }
    case 'null':
    case 'missing':
      cursor.advance()
      return { kind: text, at }
    case 'select':
      return parseSelect(grammar)
    case 'insert':
      return parseInsert(grammar)
    case 'update':
      return parseUpdate(grammar)
    case 'delete':
      return parseDelete(grammar)
    case 'from':
      return parseFromFirst(grammar)
  }
  if (INFIX_ONLY.has(text)) throw new MalformedStatement('Unexpected operator')
  if (FUNCTION_KEYWORDS.has(text) && cursor.following.text === '(') return parseCall(grammar)
  throw new MalformedStatement('Unexpected keyword')
}

/** Expressions in parentheses, at least one. @throws MalformedStatement */
export function parseRow(grammar: Grammar): Extract<Expression, { kind: 'list' }> {
  const { cursor } = grammar
  const { span: at } = cursor.advance()
  if (cursor.isSymbol(')')) throw new MalformedStatement('Expression group cannot be empty')
  return { kind: 'list', members: parseMembers(grammar, ')', 'RIGHT_PAREN'), at }
}

function parseCall(grammar: Grammar): Expression {
  const { cursor } = grammar
  const { text: name, span: at } = cursor.advance()
  cursor.advance()
  // COUNT(*): whatever is counted, the function is refused.
  if (cursor.isSymbol('*') && cursor.following.text === ')') cursor.advance()
  return { kind: 'call', name, operands: parseMembers(grammar, ')', 'RIGHT_PAREN'), at }
}

/** Expressions with commas between them, up to and with the closing symbol. */
function parseMembers(grammar: Grammar, closing: string, expected: string): readonly Expression[] {
  const { cursor } = grammar
  const members: Expression[] = []
  if (cursor.takeSymbol(closing)) return members
  do members.push(grammar.expression(BINDINGS.none))
  while (cursor.takeSymbol(','))
  cursor.expectSymbol(closing, expected)
  return members
}

function parseFields(grammar: Grammar): readonly TupleField[] {
  const { cursor } = grammar
  const fields: TupleField[] = []
  if (cursor.takeSymbol('}')) return fields
  do {
    const name = grammar.expression(BINDINGS.none)
    cursor.expectSymbol(':', 'COLON')
    fields.push({ name, value: grammar.expression(BINDINGS.none) })
  } while (cursor.takeSymbol(','))
  cursor.expectSymbol('}', 'RIGHT_CURLY')
  return fields
}
