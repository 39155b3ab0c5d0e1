import type { SourceSpan } from './source-span.ts'

/**
 * The smallest parts of a statement.
 *
 * - `keyword`: a bare word that PartiQL keeps for itself; `text` in lower case
 * - `name`: a bare word or a quoted one that names a table, an index, an attribute or a function; without its quotes
 * - `string`: what stands between single quotes, doubled ones undoubled
 * - `number`: as spelt
 * - `symbol`: one of `( ) [ ] { } << >> , : ; . ? * = <> != < <= > >= + - / % || @`
 * - `end`: behind the last character
 */
export type TokenKind = 'keyword' | 'name' | 'string' | 'number' | 'symbol' | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly span: SourceSpan
}
