import type { Expression, OrderTerm, SelectNode, UnsupportedClause } from './ast.ts'
import { BINDINGS, type Grammar } from './grammar.ts'
import { takeAliases } from './parse-alias.ts'
import { MalformedStatement } from './statement-fault.ts'

const JOINS = ['join', 'inner', 'left', 'right', 'full', 'cross', 'outer']

/** @throws MalformedStatement */
export function parseSelect(grammar: Grammar): SelectNode {
  return new SelectParser(grammar).select()
}

/** Reads every clause PartiQL has, in its order, and notes the first one that DynamoDB does not do. */
class SelectParser {
  readonly #grammar: Grammar
  #aliased = false
  #unsupported: UnsupportedClause | undefined

  constructor(grammar: Grammar) {
    this.#grammar = grammar
  }

  select(): SelectNode {
    const { cursor } = this.#grammar
    const { span: at } = cursor.advance()
    if (cursor.isKeyword('distinct')) this.#refuse('DISTINCT', cursor.advance().span)
    const columns = this.#columns()
    cursor.expectKeyword('from', 'FROM after SELECT list')
    const source = this.#source()
    const where = cursor.takeKeyword('where') ? this.#expression() : undefined
    this.#grouping()
    const orderBy = this.#orderBy()
    this.#clause('limit')
    this.#clause('offset')
    return {
      kind: 'select',
      columns,
      source,
      where,
      orderBy,
      aliased: this.#aliased,
      unsupported: this.#unsupported,
      at,
    }
  }

  #expression(): Expression {
    return this.#grammar.expression(BINDINGS.none)
  }

  #refuse(name: string, at: UnsupportedClause['at']): void {
    this.#unsupported ??= { name, at }
  }

  #columns(): 'all' | readonly Expression[] {
    const { cursor } = this.#grammar
    const columns: Expression[] = []
    let stars = 0
    do {
      if (cursor.takeSymbol('*')) stars++
      else columns.push(this.#expression())
      if (takeAliases(cursor)) this.#aliased = true
    } while (cursor.takeSymbol(','))
    if (stars === 0) return columns
    if (stars === 1 && columns.length === 0) return 'all'
    throw new MalformedStatement(
      "Other expressions may not be present in the select list when '*' is used without dot notation.",
    )
  }

  #source(): Expression {
    const { cursor } = this.#grammar
    const source = this.#expression()
    if (takeAliases(cursor)) this.#aliased = true
    for (;;) {
      const { span: at } = cursor.token
      if (!cursor.takeSymbol(',') && !this.#join()) return source
      this.#refuse('JOIN', at)
      this.#expression()
      if (takeAliases(cursor)) this.#aliased = true
      if (cursor.takeKeyword('on')) this.#expression()
    }
  }

  #join(): boolean {
    const { cursor } = this.#grammar
    if (!cursor.isKeyword(...JOINS)) return false
    while (cursor.isKeyword(...JOINS)) cursor.advance()
    return true
  }

  #grouping(): void {
    const { cursor } = this.#grammar
    const { span: at } = cursor.token
    if (cursor.takeKeyword('group')) {
      cursor.takeKeyword('partial')
      cursor.expectKeyword('by', 'BY')
      this.#refuse('GROUP BY', at)
      do this.#expression()
      while (cursor.takeSymbol(','))
    }
    this.#clause('having')
  }

  /** A clause that is a word and an expression; it is refused at its expression. */
  #clause(word: string): void {
    const { cursor } = this.#grammar
    if (!cursor.takeKeyword(word)) return
    this.#refuse(word.toUpperCase(), cursor.token.span)
    this.#expression()
  }

  #orderBy(): readonly OrderTerm[] {
    const { cursor } = this.#grammar
    const terms: OrderTerm[] = []
    if (!cursor.takeKeyword('order')) return terms
    cursor.expectKeyword('by', 'BY')
    do {
      const by = this.#expression()
      const descending = cursor.takeKeyword('desc')
      if (!descending) cursor.takeKeyword('asc')
      terms.push({ by, descending })
    } while (cursor.takeSymbol(','))
    return terms
  }
}
