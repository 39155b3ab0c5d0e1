import type { StatementCursor } from './statement-cursor.ts'
import { MalformedStatement } from './statement-fault.ts'

/**
 * Reads the other names that a column or a table is given: `AS a`, `a`, `AT i`, `BY k`. DynamoDB has none, and says so
 * once the statement is read.
 *
 * @returns whether there were any
 * @throws MalformedStatement
 */
export function takeAliases(cursor: StatementCursor): boolean {
  let aliased = false
  if (cursor.token.kind === 'name') {
    cursor.advance()
    aliased = true
  }
  while (cursor.isKeyword('as', 'at', 'by')) {
    cursor.advance()
    if (cursor.token.kind !== 'name') throw new MalformedStatement('Expected identifier for alias')
    cursor.advance()
    aliased = true
  }
  return aliased
}
