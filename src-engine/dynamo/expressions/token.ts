/**
 * The smallest parts of an expression, the same for all kinds of expression.
 *
 * - `identifier`: a letter, then letters, digits and `_`. Keywords are identifiers too; each grammar knows its own.
 * - `name`, `value`: `#…` and `:…`, a placeholder with its sign
 * - `digits`: decimal digits, only of use as a list index
 * - `symbol`: `( ) [ ] , . = <> < <= > >= + -`
 * - `other`: one character that no expression may contain
 * - `end`: behind the last character; prints as `<EOF>`
 */
export type TokenKind = 'identifier' | 'name' | 'value' | 'digits' | 'symbol' | 'other' | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Where the token is in the expression, in UTF-16 units, end exclusive. */
  readonly start: number
  readonly end: number
}
