import { MalformedStatement } from './statement-fault.ts'
import type { Token } from './token.ts'

/** Goes through the tokens of a statement. */
export class StatementCursor {
  readonly #tokens: readonly Token[]
  #at = 0

  /** @param tokens the last one of kind `end` */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** The token to be read next. */
  get token(): Token {
    return this.#tokenAt(this.#at)
  }

  /** The one behind it. */
  get following(): Token {
    return this.#tokenAt(this.#at + 1)
  }

  /** Reads a token, whatever it is. */
  advance(): Token {
    const { token } = this
    this.#at++
    return token
  }

  isSymbol(...symbols: readonly string[]): boolean {
    return this.token.kind === 'symbol' && symbols.includes(this.token.text)
  }

  isKeyword(...words: readonly string[]): boolean {
    return this.token.kind === 'keyword' && words.includes(this.token.text)
  }

  takeSymbol(symbol: string): boolean {
    const there = this.isSymbol(symbol)
    if (there) this.#at++
    return there
  }

  takeKeyword(word: string): boolean {
    const there = this.isKeyword(word)
    if (there) this.#at++
    return there
  }

  /** @param expected what a statement without the symbol lacks @throws MalformedStatement */
  expectSymbol(symbol: string, expected: string): void {
    if (!this.takeSymbol(symbol)) throw new MalformedStatement(`Expected ${expected}`)
  }

  /** @param expected what a statement without the word lacks @throws MalformedStatement */
  expectKeyword(word: string, expected: string): void {
    if (!this.takeKeyword(word)) throw new MalformedStatement(`Expected ${expected}`)
  }

  #tokenAt(at: number): Token {
    const token = this.#tokens[Math.min(at, this.#tokens.length - 1)]
    if (token === undefined) throw new TypeError('A statement has at least its end')
    return token
  }
}
