import { INT32_MAX } from '../values/number.ts'
import { isKeyword } from './keywords.ts'
import type { SourceSpan } from './source-span.ts'
import { unreadableToken } from './statement-fault.ts'
import type { Token, TokenKind } from './token.ts'

const WORD = /[A-Za-z_$][A-Za-z0-9_$]*/y
const NUMBER = /(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]+)?/y
const SYMBOL = /<<|>>|<>|<=|>=|!=|[|][|]|[()[\]{},:;.?*=<>+\-/%@]/y
/** Blanks, line comments to the end of the line, and block comments, which do not nest. */
const SKIPPED = /(?:[ \t\n\r\f\v]+|--[^\n\r]*|[/][*][\s\S]*?[*][/])*/y
/** Behind a number it is an exponent that is not finished: `1e`, `1e+`. */
const OPEN_EXPONENT = /[eE][+-]?/y

/** Cuts a statement into tokens, the last one of kind `end`. @throws MalformedStatement a token cannot be read */
export function tokenize(statement: string): readonly Token[] {
  return new Tokenizer(statement).tokens()
}

class Tokenizer {
  readonly #text: string
  readonly #tokens: Token[] = []
  #at = 0
  /** Line and column of `#counted`, up to which the text has been counted. */
  #line = 1
  #column = 1
  #counted = 0

  constructor(text: string) {
    this.#text = text
  }

  tokens(): readonly Token[] {
    for (;;) {
      this.#at += lengthOf(SKIPPED, this.#text, this.#at)
      if (this.#at >= this.#text.length) break
      this.#next(this.#text.charAt(this.#at))
    }
    this.#add('end', '', 0)
    return this.#tokens
  }

  #next(first: string): void {
    const word = lengthOf(WORD, this.#text, this.#at)
    const number = lengthOf(NUMBER, this.#text, this.#at)
    if (first === "'") this.#quoted("'", 'string')
    else if (first === '"') this.#quoted('"', 'name')
    else if (word > 0) this.#word(this.#text.slice(this.#at, this.#at + word))
    else if (number > 0) this.#number(this.#text.slice(this.#at, this.#at + number))
    else this.#symbol()
  }

  #symbol(): void {
    const length = lengthOf(SYMBOL, this.#text, this.#at)
    // What is left: `#`, backticks, a lone `!`, letters beyond ASCII, and a block comment without its end.
    if (length === 0 || this.#text.startsWith('/*', this.#at)) throw unreadableToken()
    this.#add('symbol', this.#text.slice(this.#at, this.#at + length), length)
  }

  #word(word: string): void {
    const keyword = isKeyword(word)
    this.#add(keyword ? 'keyword' : 'name', keyword ? word.toLowerCase() : word, word.length)
  }

  #number(number: string): void {
    if (!/[eE]/.test(number) && lengthOf(OPEN_EXPONENT, this.#text, this.#at + number.length) > 0) {
      throw unreadableToken()
    }
    if (!hasScale(number)) throw unreadableToken()
    this.#add('number', number, number.length)
  }

  /** A quote inside is doubled. */
  #quoted(quote: string, kind: TokenKind): void {
    let content = ''
    let from = this.#at + 1
    for (;;) {
      const end = this.#text.indexOf(quote, from)
      if (end === -1) throw unreadableToken()
      content += this.#text.slice(from, end)
      from = end + 1
      if (this.#text.charAt(from) !== quote) break
      content += quote
      from++
    }
    this.#add(kind, content, from - this.#at)
  }

  #add(kind: TokenKind, text: string, length: number): void {
    const end = this.#at + length
    this.#tokens.push({ kind, text, span: this.#span(this.#at, end) })
    this.#at = end
  }

  #span(start: number, end: number): SourceSpan {
    while (this.#counted < start) {
      const character = this.#text.charAt(this.#counted)
      const pair = character === '\r' && this.#text.charAt(this.#counted + 1) === '\n'
      if (character === '\n' || (character === '\r' && !pair)) {
        this.#line++
        this.#column = 1
      } else if (!isLowSurrogate(character)) {
        this.#column++
      }
      this.#counted++
    }
    return { line: this.#line, column: this.#column, length: charactersIn(this.#text.slice(start, end)) }
  }
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/**
 * Numbers are read as decimals whose exponent, and whose scale (digits behind the point less the exponent), fit into 32
 * bits; beyond that the token cannot be read. Whether DynamoDB can store the number is judged later.
 */
function hasScale(number: string): boolean {
  const [mantissa = '', exponent = '0'] = number.split(/[eE]/)
  const fraction = mantissa.split('.')[1]?.length ?? 0
  return Math.abs(Number(exponent)) <= INT32_MAX && Math.abs(fraction - Number(exponent)) <= INT32_MAX
}

function isLowSurrogate(unit: string): boolean {
  return unit >= '\uDC00' && unit <= '\uDFFF'
}

function charactersIn(text: string): number {
  let count = 0
  for (const _character of text) count++
  return count
}
