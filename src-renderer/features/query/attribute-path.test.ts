import { expect, test } from 'vitest'
import { attributePath, isPath } from './attribute-path.ts'

const known = new Set(['a.b', 'c'])

test.each<[string, readonly (string | number)[]]>([
  ['plain', ['plain']],
  ['a.b', ['a.b']],
  ['a.c', ['a', 'c']],
  ['lines[0].sku', ['lines', 0, 'sku']],
  ['matrix[1][22]', ['matrix', 1, 22]],
  ['"x.y"', ['x.y']],
  ['Status#Time', ['Status#Time']],
  ['__proto__', ['__proto__']],
  ['with space.x', ['with space', 'x']],
  // What is no path is a name.
  ['.a', ['.a']],
  ['a.', ['a.']],
  ['a..b', ['a..b']],
  ['[0]', ['[0]']],
  ['a[x]', ['a[x]']],
  ['a[0', ['a[0']],
])('%s', (text, path) => {
  expect(attributePath(text, known)).toEqual(path)
  expect(isPath(text, known)).toBe(path.length > 1)
})
