import type { Expression } from './ast.ts'
import { BINDINGS, type Binding, type Grammar } from './grammar.ts'
import { parseRow, parseUnary } from './parse-term.ts'
import type { StatementCursor } from './statement-cursor.ts'
import { MalformedStatement } from './statement-fault.ts'
import type { Token } from './token.ts'

const SYMBOLS: Readonly<Record<string, Binding>> = {
  '=': BINDINGS.equality,
  '<>': BINDINGS.equality,
  '!=': BINDINGS.equality,
  '<': BINDINGS.order,
  '<=': BINDINGS.order,
  '>': BINDINGS.order,
  '>=': BINDINGS.order,
  '+': BINDINGS.sum,
  '-': BINDINGS.sum,
  '||': BINDINGS.sum,
  '*': BINDINGS.product,
  '/': BINDINGS.product,
  '%': BINDINGS.product,
}

const WORDS: Readonly<Record<string, Binding>> = {
  or: BINDINGS.or,
  and: BINDINGS.and,
  is: BINDINGS.equality,
  in: BINDINGS.equality,
  between: BINDINGS.order,
  like: BINDINGS.order,
}

/** Of several words only the last ones may follow the first. */
const TYPE_NAMES: ReadonlySet<string> = new Set(
  `missing null bool boolean smallint int2 integer2 int integer int4 integer4 int8 integer8 bigint float real decimal dec
  numeric timestamp date time char character varchar string symbol clob blob struct tuple list sexp bag any`.split(
    /\s+/,
  ),
)
const SECOND_WORDS: Readonly<Record<string, string>> = { double: 'precision', character: 'varying' }

/** An expression with the operators between its terms. @throws MalformedStatement */
export function parseExpression(grammar: Grammar, binding: Binding): Expression {
  let left = parseUnary(grammar)
  for (;;) {
    const tightness = infixBinding(grammar.cursor)
    if (tightness === undefined || tightness <= binding) return left
    left = parseInfix(grammar, left, tightness)
  }
}

/** How tight the operator binds that comes next; undefined when none does. */
function infixBinding(cursor: StatementCursor): Binding | undefined {
  const operator = cursor.isKeyword('not') ? cursor.following : cursor.token
  if (cursor.isKeyword('not') && !isNegatable(operator)) return undefined
  if (operator.kind === 'symbol') return SYMBOLS[operator.text]
  return operator.kind === 'keyword' && Object.hasOwn(WORDS, operator.text) ? WORDS[operator.text] : undefined
}

function isNegatable({ kind, text }: Token): boolean {
  return kind === 'keyword' && (text === 'in' || text === 'between' || text === 'like')
}

function parseInfix(grammar: Grammar, left: Expression, tightness: Binding): Expression {
  const { cursor } = grammar
  const negation = cursor.isKeyword('not') ? cursor.advance() : undefined
  const operator = cursor.advance()
  if (cursor.token.kind === 'end') {
    throw new MalformedStatement('Missing right-hand side expression of infix operator')
  }
  const parsed =
    operator.kind === 'keyword'
      ? parseWord(grammar, left, operator, tightness)
      : parseSymbol(grammar, left, operator, tightness)
  return negation === undefined ? parsed : { kind: 'not', operand: parsed, at: negation.span }
}

function parseSymbol(grammar: Grammar, left: Expression, { text, span: at }: Token, tightness: Binding): Expression {
  const right = grammar.expression(tightness)
  switch (text) {
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'comparison', operator: text, left, right, at }
    case '!=':
      return { kind: 'comparison', operator: '<>', left, right, at }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '||':
      return { kind: 'arithmetic', operator: text, left, right, at }
    default:
      throw new TypeError(`${text} is no operator`)
  }
}

function parseWord(grammar: Grammar, left: Expression, { text, span: at }: Token, tightness: Binding): Expression {
  const { cursor } = grammar
  switch (text) {
    case 'and':
    case 'or': {
      const operands = [left, grammar.expression(tightness)]
      while (cursor.takeKeyword(text)) {
        if (cursor.token.kind === 'end') {
          throw new MalformedStatement('Missing right-hand side expression of infix operator')
        }
        operands.push(grammar.expression(tightness))
      }
      return { kind: text, operands, at }
    }
    case 'in':
      return {
        kind: 'in',
        operand: left,
        candidates: cursor.isSymbol('(') ? parseRow(grammar) : grammar.expression(tightness),
        at,
      }
    case 'between': {
      const lower = grammar.expression(tightness)
      cursor.expectKeyword('and', 'expression after AND')
      return { kind: 'between', operand: left, lower, upper: grammar.expression(tightness), at }
    }
    case 'like':
      return { kind: 'like', operand: left, pattern: grammar.expression(tightness), at }
    case 'is':
      return parseIs(cursor, left, at)
    default:
      throw new TypeError(`${text} is no operator`)
  }
}

function parseIs(cursor: StatementCursor, operand: Expression, at: Token['span']): Expression {
  const negation = cursor.isKeyword('not') ? cursor.advance() : undefined
  const is: Expression = { kind: 'is', operand, type: parseType(cursor), at }
  return negation === undefined ? is : { kind: 'not', operand: is, at: negation.span }
}

function parseType(cursor: StatementCursor): string {
  const { kind, text } = cursor.token
  const { following } = cursor
  const second = SECOND_WORDS[text]
  if (kind === 'keyword' && second !== undefined && following.kind === 'keyword' && following.text === second) {
    cursor.advance()
    cursor.advance()
    return `${text} ${second}`
  }
  if (kind !== 'keyword' || !TYPE_NAMES.has(text)) {
    throw new MalformedStatement('Expected type name')
  }
  cursor.advance()
  return text
}
