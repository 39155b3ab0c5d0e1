import { describe, expect, test } from 'vitest'
import type { Item } from './attribute-value.ts'
import { type DocumentPath, formatPath, readPath } from './document-path.ts'

const item: Item = {
  a: { L: [{ S: 'first' }, { M: { b: { N: '2' } } }] },
  m: { M: { '0': { S: 'a name, not an index' }, L: { S: 'named L' } } },
  s: { S: 'text' },
}

describe('readPath', () => {
  const found: [DocumentPath, unknown][] = [
    [['s'], { S: 'text' }],
    [['a', 0], { S: 'first' }],
    [['a', 1, 'b'], { N: '2' }],
    [['m', '0'], { S: 'a name, not an index' }],
    [['m', 'L'], { S: 'named L' }],
  ]
  test.each(found)('%j', (path, value) => {
    expect(readPath(item, path)).toEqual(value)
  })

  const missing: DocumentPath[] = [
    ['x'],
    ['a', 2],
    ['a', 'b'],
    ['m', 0],
    ['s', 0],
    ['s', 'S'],
    ['a', 1, 'b', 0],
    ['a', 1, 'c', 'd'],
    ['toString'],
    ['__proto__'],
    ['m', 'constructor'],
  ]
  test.each(missing.map(path => [path]))('%j leads nowhere', path => {
    expect(readPath(item, path)).toBeUndefined()
  })
})

test('formatPath prints names bare and indexes in brackets', () => {
  expect(formatPath(['a'])).toBe('[a]')
  expect(formatPath(['a', 0, 'b'])).toBe('[a, [0], b]')
  expect(formatPath(['a', 1, 0])).toBe('[a, [1], [0]]')
})
