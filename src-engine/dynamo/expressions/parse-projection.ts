import type { PathNode, ProjectionExpression } from './ast.ts'
import { parsePath } from './parse-operand.ts'
import { TokenCursor } from './token-cursor.ts'

const NO_KEYWORDS: ReadonlySet<string> = new Set()

/**
 * A projection expression: document paths with commas between.
 *
 * @throws TextFault syntax
 */
export function parseProjection(text: string): ProjectionExpression {
  const cursor = new TokenCursor(text, NO_KEYWORDS)
  const paths: PathNode[] = []
  do paths.push(parsePath(cursor))
  while (cursor.takeSymbol(','))
  if (cursor.token.kind !== 'end') throw cursor.syntaxFault()
  return { paths }
}
