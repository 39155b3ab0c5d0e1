import { TextFault } from './text-fault.ts'
import type { Token, TokenKind } from './token.ts'
import { tokenize } from './tokenize.ts'

/**
 * Parentheses within parentheses that a parser follows. It recurses at each, and 4 KB of them would exhaust the stack.
 * 300 operators cannot need so many, so deeper ones are around nothing but others.
 */
const MAX_OPEN_PARENTHESES = 1000

/** Where a parser stands in its tokens. */
export class TokenCursor {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #keywords: ReadonlySet<string>
  #at = 0
  /** What stood between the pair of parentheses closed last, to notice a second pair around the same thing. */
  #lastGroup: unknown
  /** Two pairs of parentheses around the same thing were seen. */
  redundantParentheses = false

  /** @param keywords upper-case words that this grammar keeps for itself: they cannot be part of a path */
  constructor(text: string, keywords: ReadonlySet<string>) {
    this.#text = text
    this.#tokens = tokenize(text)
    this.#keywords = keywords
    this.#checkDepth()
  }

  #checkDepth(): void {
    let open = 0
    let deepest = 0
    for (const { kind, text } of this.#tokens) {
      if (kind !== 'symbol') continue
      if (text === '(') open++
      else if (text === ')') open--
      if (open > deepest) deepest = open
    }
    if (deepest <= MAX_OPEN_PARENTHESES) return
    if (open === 0) throw new TextFault('The expression has redundant parentheses;')
    this.#at = this.#tokens.length - 1
    throw this.syntaxFault()
  }

  get token(): Token {
    return this.#peek(0)
  }

  get next(): Token {
    return this.#peek(1)
  }

  #peek(ahead: number): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]
    if (token === undefined) throw new RangeError('Tokens always end with one of kind end')
    return token
  }

  /** Steps over the current token and returns it. */
  advance(): Token {
    const token = this.token
    this.#at++
    return token
  }

  /** The texts of all tokens of a kind, in order. */
  textsOf(kind: TokenKind): readonly string[] {
    return this.#tokens.filter(token => token.kind === kind).map(token => token.text)
  }

  isSymbol(symbol: string): boolean {
    const token = this.token
    return token.kind === 'symbol' && token.text === symbol
  }

  takeSymbol(symbol: string): boolean {
    const taken = this.isSymbol(symbol)
    if (taken) this.#at++
    return taken
  }

  /** @throws TextFault the current token is another one */
  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.syntaxFault()
  }

  /** The current token as a keyword of this grammar, in upper case; undefined if it is none. */
  get keyword(): string | undefined {
    const token = this.token
    if (token.kind !== 'identifier') return undefined
    const word = token.text.toUpperCase()
    return this.#keywords.has(word) ? word : undefined
  }

  takeKeyword(keyword: string): boolean {
    const taken = this.keyword === keyword
    if (taken) this.#at++
    return taken
  }

  /** Steps over `)`, the end of a group, and notes whether the group holds just another group. */
  closeGroup(content: object): void {
    this.expectSymbol(')')
    if (content === this.#lastGroup) this.redundantParentheses = true
    this.#lastGroup = content
  }

  /**
   * The current token cannot stand here. `near` shows it between its neighbours as they were written; at the end of
   * the text only the last token is left to show.
   */
  syntaxFault(): TextFault {
    const token = this.token
    const before = this.#tokens[this.#at - 1]
    const start = before ?? token
    const after = this.next
    const end = token.kind === 'end' ? (before ?? token) : after.kind === 'end' ? token : after
    return new TextFault(`Syntax error; token: "${token.text}", near: "${this.#text.slice(start.start, end.end)}"`)
  }
}
