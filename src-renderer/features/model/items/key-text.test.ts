import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyTextParts } from './key-text.ts'

/** Literals in angle brackets. */
function marked(text: string): string {
  return keyTextParts(text)
    .map(part => (part.kind === 'literal' ? `<${part.text}>` : part.text))
    .join('')
}

test.each([
  ['c#12345', '<c#>12345'],
  ['ORDER#17#ITEM#3', '<ORDER#>17<#ITEM#>3'],
  ['USER|ada|PROFILE', '<USER|>ada<|>PROFILE'],
  ['p#2020-06-21T19:18:00', '<p#>2020-06-21T19:18:00'],
  ['2020-06-21', '2020-06-21'],
  ['PROFILE', 'PROFILE'],
  ['#', '<#>'],
  ['', ''],
])('keyTextParts of %j', (text, shown) => {
  expect(marked(text)).toBe(shown)
})

test('keyTextParts loses nothing', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      expect(
        keyTextParts(text)
          .map(part => part.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
