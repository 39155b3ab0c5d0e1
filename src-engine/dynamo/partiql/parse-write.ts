import type { DeleteNode, Expression, InsertNode, Returning, UpdateAction, UpdateNode } from './ast.ts'
import { BINDINGS, type Grammar } from './grammar.ts'
import { takeAliases } from './parse-alias.ts'
import { parseSimplePath } from './parse-path.ts'
import { MalformedStatement } from './statement-fault.ts'

/** `INSERT INTO t VALUE {…}` @throws MalformedStatement */
export function parseInsert(grammar: Grammar): InsertNode {
  const { cursor } = grammar
  const { span: at } = cursor.advance()
  cursor.expectKeyword('into', 'INTO after INSERT')
  const target = parseSimplePath(grammar)
  if (cursor.takeKeyword('value')) {
    return { kind: 'insert', target, value: grammar.expression(BINDINGS.none), at }
  }
  grammar.expression(BINDINGS.none)
  return { kind: 'insert', target, value: undefined, at }
}

/** `UPDATE t SET … WHERE …` @throws MalformedStatement */
export function parseUpdate(grammar: Grammar): UpdateNode {
  const { cursor } = grammar
  const { span: at } = cursor.advance()
  const target = parseSimplePath(grammar)
  const aliased = takeAliases(cursor)
  const actions = parseActions(grammar)
  const where = parseWhere(grammar)
  return { kind: 'update', target, aliased, actions, where, returning: parseReturning(grammar), at }
}

/** `FROM t WHERE … SET …` @throws MalformedStatement */
export function parseFromFirst(grammar: Grammar): UpdateNode {
  const { cursor } = grammar
  const { span: at } = cursor.advance()
  const target = parseSimplePath(grammar)
  const aliased = takeAliases(cursor)
  const where = parseWhere(grammar)
  const actions = parseActions(grammar)
  return { kind: 'update', target, aliased, actions, where, returning: parseReturning(grammar), at }
}

/** `DELETE FROM t WHERE …` @throws MalformedStatement */
export function parseDelete(grammar: Grammar): DeleteNode {
  const { cursor } = grammar
  const { span: at } = cursor.advance()
  cursor.expectKeyword('from', 'FROM after DELETE')
  const target = parseSimplePath(grammar)
  const aliased = takeAliases(cursor)
  const where = parseWhere(grammar)
  return { kind: 'delete', target, aliased, where, returning: parseReturning(grammar), at }
}

function parseWhere(grammar: Grammar): Expression | undefined {
  return grammar.cursor.takeKeyword('where') ? grammar.expression(BINDINGS.none) : undefined
}

function parseActions(grammar: Grammar): readonly UpdateAction[] {
  const { cursor } = grammar
  const actions: UpdateAction[] = []
  for (;;) {
    if (cursor.takeKeyword('set')) {
      do actions.push(parseAssignment(grammar))
      while (cursor.takeSymbol(','))
    } else if (cursor.takeKeyword('remove')) {
      do actions.push({ kind: 'remove', target: parseSimplePath(grammar) })
      while (cursor.takeSymbol(','))
    } else break
  }
  if (actions.length === 0) throw new MalformedStatement('Expected data manipulation')
  return actions
}

function parseAssignment(grammar: Grammar): UpdateAction {
  const target = parseSimplePath(grammar)
  grammar.cursor.expectSymbol('=', "'='")
  return { kind: 'set', target, value: grammar.expression(BINDINGS.none) }
}

function parseReturning({ cursor }: Grammar): Returning | undefined {
  if (!cursor.takeKeyword('returning')) return undefined
  const extent = cursor.advance()
  const image = cursor.advance()
  const star = cursor.takeSymbol('*')
  if (star && extent.kind === 'keyword' && image.kind === 'keyword') {
    const returning = RETURNING[`${extent.text} ${image.text}`]
    if (returning !== undefined) return returning
  }
  throw new MalformedStatement('Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.')
}

const RETURNING: Readonly<Record<string, Returning>> = {
  'all old': 'ALL OLD',
  'all new': 'ALL NEW',
  'modified old': 'MODIFIED OLD',
  'modified new': 'MODIFIED NEW',
}
