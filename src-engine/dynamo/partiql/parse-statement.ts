import type { Expression } from './ast.ts'
import { BINDINGS, type Binding, type Grammar } from './grammar.ts'
import { parseExpression } from './parse-expression.ts'
import { StatementCursor } from './statement-cursor.ts'
import { MalformedStatement, tooDeep } from './statement-fault.ts'
import { MOST_LEVELS } from './statement-limits.ts'
import { tokenize } from './tokenize.ts'

export interface ParsedStatement {
  /** A statement, or any other expression: what may be executed is decided later. */
  readonly tree: Expression
  /** How many `?` it has. */
  readonly parameters: number
}

/**
 * Reads a statement, by operator precedence: a statement is an expression like any other, and so are its conditions and
 * values.
 *
 * @throws MalformedStatement
 */
export function parseStatement(text: string): ParsedStatement {
  const parser = new StatementParser(text)
  const tree = parser.whole()
  return { tree, parameters: parser.parameters }
}

class StatementParser implements Grammar {
  readonly cursor: StatementCursor
  parameters = 0
  #level = 0

  constructor(text: string) {
    this.cursor = new StatementCursor(tokenize(text))
  }

  whole(): Expression {
    const tree = this.expression(BINDINGS.none)
    const ended = this.cursor.takeSymbol(';')
    if (this.cursor.token.kind === 'end') return tree
    throw new MalformedStatement(
      ended ? 'Unexpected token after semicolon. (Only one query is allowed.)' : 'Unexpected token after expression',
    )
  }

  expression(binding: Binding): Expression {
    if (this.#level === MOST_LEVELS) throw tooDeep()
    this.#level++
    const expression = parseExpression(this, binding)
    this.#level--
    return expression
  }

  nextParameter(): number {
    return this.parameters++
  }
}
