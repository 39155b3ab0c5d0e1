import type { Token, TokenKind } from './token.ts'

const SPACE = 0x20
const HASH = 0x23
const COLON = 0x3a
const LESS = 0x3c
const EQUAL = 0x3d
const GREATER = 0x3e
const UNDERSCORE = 0x5f

/** Cuts an expression into tokens, the last one of kind `end`. Every text has tokens: what fits nothing is `other`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let start = 0
  for (;;) {
    while (isBlank(text.charCodeAt(start))) start++
    if (start >= text.length) break
    const end = tokenEnd(text, start)
    tokens.push({ kind: kindOf(text, start, end), text: text.slice(start, end), start, end })
    start = end
  }
  tokens.push({ kind: 'end', text: '<EOF>', start: text.length, end: text.length })
  return tokens
}

function tokenEnd(text: string, start: number): number {
  const code = text.charCodeAt(start)
  if (isLetter(code) || code === HASH || code === COLON) return skip(text, start + 1, isWordPart)
  if (isDigit(code)) return skip(text, start + 1, isDigit)
  const next = text.charCodeAt(start + 1)
  if (code === LESS && (next === EQUAL || next === GREATER)) return start + 2
  if (code === GREATER && next === EQUAL) return start + 2
  return start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
}

function kindOf(text: string, start: number, end: number): TokenKind {
  const code = text.charCodeAt(start)
  if (isLetter(code)) return 'identifier'
  if (isDigit(code)) return 'digits'
  if (code === HASH) return end > start + 1 ? 'name' : 'other'
  if (code === COLON) return end > start + 1 ? 'value' : 'other'
  return '()[],.=<>+-'.includes(text.charAt(start)) ? 'symbol' : 'other'
}

function skip(text: string, from: number, fits: (code: number) => boolean): number {
  let at = from
  while (at < text.length && fits(text.charCodeAt(at))) at++
  return at
}

function isBlank(code: number): boolean {
  return code === SPACE || (code >= 0x09 && code <= 0x0d)
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function isLetter(code: number): boolean {
  // `| 0x20` makes an ASCII letter lower-case.
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

function isWordPart(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === UNDERSCORE
}
