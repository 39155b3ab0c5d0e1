import fc from 'fast-check'

/** Texts of the expression language and of PartiQL, damaged token by token: near the grammar is where parsers break. */

const TOKENS = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '.',
    ',',
    '=',
    '<>',
    '<',
    '+',
    '-',
    ':',
    '#',
    '0',
    '1e5',
    'a',
    '#p',
    ':s',
    ':nowhere',
    '#no',
  ],
  ...[
    'AND',
    'OR',
    'NOT',
    'BETWEEN',
    'IN',
    'SET',
    'REMOVE',
    'ADD',
    'DELETE',
    'size',
    'contains',
    'list_append',
    'Set',
  ],
  ...['status', 'name', '"', "'", '\\', '😀', '\ud800', '\0', '*', '/', '!', '!=', '--', '_', '$', ';', '\u00a0'],
]

/** Tokens taken out, put in, doubled, swapped; blanks made odd. */
export function damaged(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const damage = fc.tuple(
    fc.constantFrom('drop', 'double', 'swap', 'insert', 'replace', 'cut', 'join', 'case'),
    fc.nat({ max: 40 }),
    fc.constantFrom(...TOKENS),
  )
  return fc
    .tuple(texts, fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, fc.array(damage, { maxLength: 2 })))
    .map(([text, damages]) => damages.reduce((sofar, [kind, at, token]) => damagedOnce(sofar, kind, at, token), text))
}

function damagedOnce(text: string, kind: string, at: number, token: string): string {
  const tokens = text.split(' ')
  const i = at % tokens.length
  const here = tokens[i] ?? ''
  switch (kind) {
    case 'drop':
      return tokens.toSpliced(i, 1).join(' ')
    case 'double':
      return tokens.toSpliced(i, 0, here).join(' ')
    case 'swap':
      return tokens.toSpliced(i, 2, tokens[i + 1] ?? '', here).join(' ')
    case 'insert':
      return tokens.toSpliced(i, 0, token).join(' ')
    case 'replace':
      return tokens.toSpliced(i, 1, token).join(' ')
    case 'cut':
      return text.slice(0, (at * 7) % (text.length + 1))
    case 'join':
      return tokens.slice(0, i).join('\t') + tokens.slice(i).join('')
    default:
      return tokens.toSpliced(i, 1, here.toUpperCase()).join('\n')
  }
}
