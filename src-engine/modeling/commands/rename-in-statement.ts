import { statementOf } from '../access-patterns/statement-of.ts'
import type { PartiqlOperation } from '../document/model-document.ts'

/** Strings, quoted names, comments, bare words, and single characters between them. */
const PIECE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n\r]*|\/\*[\s\S]*?\*\/|[A-Za-z_$][A-Za-z0-9_$]*|[\s\S]/g
const BLANK = /^(?:\s|--|\/\*)/
/** What stands behind these words is a table. */
const BEFORE_TABLE = /^(?:from|into|update)$/i

/**
 * A PartiQL statement with an attribute renamed: its names outside of paths, and the members of an inserted item. A statement
 * that cannot be read, or could not be afterwards, stays as it is.
 */
export function renameInStatement(operation: PartiqlOperation, from: string, to: string): PartiqlOperation {
  if ('fault' in statementOf(operation)) return operation
  const pieces = operation.statement.match(PIECE) ?? []
  const neighbour = (at: number, step: 1 | -1): string => {
    let found = at + step
    while (BLANK.test(pieces[found] ?? '')) found += step
    return pieces[found] ?? ''
  }
  let depth = 0
  const renamed = pieces.map((piece, at) => {
    if (piece === '{') depth++
    if (piece === '}') depth--
    if (piece.startsWith("'")) {
      const isMember = depth === 1 && neighbour(at, 1) === ':' && contentOf(piece) === from
      return isMember ? `'${to.replaceAll("'", "''")}'` : piece
    }
    const before = neighbour(at, -1)
    const isName = contentOf(piece) === from && before !== '.' && !BEFORE_TABLE.test(before)
    return isName && neighbour(at, 1) !== '(' ? `"${to.replaceAll('"', '""')}"` : piece
  })
  const changed = { ...operation, statement: renamed.join('') }
  return 'fault' in statementOf(changed) ? operation : changed
}

/** Without its quotes, those inside undoubled. */
function contentOf(piece: string): string {
  const [quote = ''] = piece
  return piece.length > 1 && (quote === "'" || quote === '"')
    ? piece.slice(1, -1).replaceAll(quote + quote, quote)
    : piece
}
