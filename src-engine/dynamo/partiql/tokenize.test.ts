import { describe, expect, test } from 'vitest'
import { printSpan } from './source-span.ts'
import { MalformedStatement } from './statement-fault.ts'
import { tokenize } from './tokenize.ts'

/** `kind text` of each token but the end. */
function tokens(statement: string): readonly string[] {
  return tokenize(statement)
    .slice(0, -1)
    .map(({ kind, text }) => `${kind} ${text}`)
}

/** Where each token stands, as messages print it. */
function places(statement: string): readonly string[] {
  return tokenize(statement).map(({ span }) => printSpan(span))
}

describe('tokens', () => {
  test.each<[string, readonly string[]]>([
    ['SELECT a', ['keyword select', 'name a']],
    ['"SELECT" "a""b" ""', ['name SELECT', 'name a"b', 'name ']],
    ["'a' 'it''s' ''", ['string a', "string it's", 'string ']],
    [
      '1 1.5 .5 5. 1e3 1E-3 .5e+7',
      ['number 1', 'number 1.5', 'number .5', 'number 5.', 'number 1e3', 'number 1E-3', 'number .5e+7'],
    ],
    ['1 e5', ['number 1', 'name e5']],
    ['a.b[0]', ['name a', 'symbol .', 'name b', 'symbol [', 'number 0', 'symbol ]']],
    ['a<>b!=c<=d', ['name a', 'symbol <>', 'name b', 'symbol !=', 'name c', 'symbol <=', 'name d']],
    ['<<1>>', ['symbol <<', 'number 1', 'symbol >>']],
    ['a||b', ['name a', 'symbol ||', 'name b']],
    ['$a _b a1', ['name $a', 'name _b', 'name a1']],
    ['?;', ['symbol ?', 'symbol ;']],
    ['a -- all of it\nb', ['name a', 'name b']],
    ['a--b', ['name a']],
    ['a /* b * / c */ d /**/', ['name a', 'name d']],
    ["'-- no comment'", ['string -- no comment']],
    [' \t\r\n', []],
  ])('%j', (statement, expected) => {
    expect(tokens(statement)).toEqual(expected)
  })
})

describe('places', () => {
  test.each<[string, readonly string[]]>([
    ['ab "c"', ['1:1:2', '1:4:3', '1:7:0']],
    ["a\n  'b'\nc", ['1:1:1', '2:3:3', '3:1:1', '3:2:0']],
    ['a\r\nb\rc', ['1:1:1', '2:1:1', '3:1:1', '3:2:0']],
    ['"😀" b', ['1:1:3', '1:5:1', '1:6:0']],
    ["'a\nb' c", ['1:1:5', '2:4:1', '2:5:0']],
    ['/* x\n */ a', ['2:5:1', '2:6:0']],
  ])('%j', (statement, expected) => {
    expect(places(statement)).toEqual(expected)
  })
})

describe('what cannot be read', () => {
  test.each([
    '# a',
    'a # b',
    "'a",
    '"a',
    "'a''",
    '/* a',
    '`a`',
    'a ! b',
    'ä',
    '1e',
    '1e+',
    '1ex',
    '1e2147483648',
    '1e-2147483648',
    '0.1e-2147483647',
    'a | b',
    '\\',
  ])('%j', statement => {
    expect(() => tokenize(statement)).toThrow(new MalformedStatement(''))
  })
})
