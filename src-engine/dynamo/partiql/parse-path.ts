import type { PathNode, PathStep } from './ast.ts'
import { BINDINGS, type Grammar } from './grammar.ts'
import { MalformedStatement } from './statement-fault.ts'

/** The path that begins with the name that comes next. @throws MalformedStatement */
export function parsePath(grammar: Grammar): PathNode {
  const { text: name, span: at } = grammar.cursor.advance()
  const steps: PathStep[] = []
  for (;;) {
    const step = parseStep(grammar)
    if (step === undefined) return { kind: 'path', name, steps, at }
    steps.push(step)
  }
}

/** The path of a table or of an attribute to change. @throws MalformedStatement */
export function parseSimplePath(grammar: Grammar): PathNode {
  if (grammar.cursor.token.kind !== 'name') throw new MalformedStatement('Expected identifier for simple path')
  return parsePath(grammar)
}

function parseStep(grammar: Grammar): PathStep | undefined {
  const { cursor } = grammar
  if (cursor.takeSymbol('.')) {
    const { kind, text, span: at } = cursor.token
    if (cursor.takeSymbol('*')) return { kind: 'all', at }
    if (kind !== 'name') throw new MalformedStatement('Invalid path dot component')
    cursor.advance()
    return { kind: 'name', name: text, at }
  }
  if (!cursor.takeSymbol('[')) return undefined
  const { span: at } = cursor.token
  if (cursor.isSymbol('*') && cursor.following.text === ']') {
    cursor.advance()
    cursor.advance()
    return { kind: 'all', at }
  }
  const element = grammar.expression(BINDINGS.none)
  cursor.expectSymbol(']', 'RIGHT_BRACKET')
  return { kind: 'element', element, at }
}
