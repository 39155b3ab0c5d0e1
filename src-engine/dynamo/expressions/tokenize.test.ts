import { describe, expect, test } from 'vitest'
import { tokenize } from './tokenize.ts'

const cut = (text: string) => tokenize(text).map(token => `${token.kind} ${token.text}`)

describe('tokenize', () => {
  test('cuts identifiers, placeholders, digits and symbols', () => {
    expect(cut('a_1.#n[12]<=:v')).toEqual([
      'identifier a_1',
      'symbol .',
      'name #n',
      'symbol [',
      'digits 12',
      'symbol ]',
      'symbol <=',
      'value :v',
      'end <EOF>',
    ])
  })

  test('takes the longest comparator, and none that does not exist', () => {
    expect(cut('< <= <> > >= = == =< ><')).toEqual([
      'symbol <',
      'symbol <=',
      'symbol <>',
      'symbol >',
      'symbol >=',
      'symbol =',
      'symbol =',
      'symbol =',
      'symbol =',
      'symbol <',
      'symbol >',
      'symbol <',
      'end <EOF>',
    ])
  })

  test('lets a placeholder start with a digit or underscore, an identifier only with a letter', () => {
    expect(cut('#4g #_ :1 _x 5a')).toEqual([
      'name #4g',
      'name #_',
      'value :1',
      'other _',
      'identifier x',
      'digits 5',
      'identifier a',
      'end <EOF>',
    ])
  })

  test('keeps one character of anything else, a pair of surrogates together', () => {
    expect(cut('# : ! " ü 😀')).toEqual([
      'other #',
      'other :',
      'other !',
      'other "',
      'other ü',
      'other 😀',
      'end <EOF>',
    ])
  })

  test('counts blanks, tabs and line ends as nothing, and knows where a token was', () => {
    expect(tokenize(' a\t\r\n=')).toEqual([
      { kind: 'identifier', text: 'a', start: 1, end: 2 },
      { kind: 'symbol', text: '=', start: 5, end: 6 },
      { kind: 'end', text: '<EOF>', start: 6, end: 6 },
    ])
  })
})
