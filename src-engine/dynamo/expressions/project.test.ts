import { describe, expect, test } from 'vitest'
import type { Item } from '../values/attribute-value.ts'
import { bindProjection } from './bind.ts'
import { Bindings } from './bindings.ts'
import { projectItem } from './project.ts'

const item: Item = {
  a: { S: 'a' },
  l: { L: [{ S: '0' }, { S: '1' }, { M: { x: { S: 'x' }, y: { S: 'y' } } }] },
  m: { M: { b: { M: { c: { N: '1' }, d: { N: '2' } } }, e: { L: [] } } },
}
const bind = (text: string, names?: Record<string, string>) => bindProjection(text, new Bindings({ names }))
const project = (text: string) => projectItem(item, bind(text))

describe('projectItem', () => {
  test('top-level attributes, without those that are missing', () => {
    expect(project('a, m, nope')).toEqual({ a: item.a, m: item.m })
    expect(project('nope')).toEqual({})
  })

  test('nested members in their parents', () => {
    expect(project('m.b.c, a')).toEqual({ a: item.a, m: { M: { b: { M: { c: { N: '1' } } } } } })
    expect(project('m.b.c, m.b.d, m.e')).toEqual({ m: item.m })
  })

  test('list elements move together, in the order of the list', () => {
    expect(project('l[2].y, l[0]')).toEqual({ l: { L: [{ S: '0' }, { M: { y: { S: 'y' } } }] } })
    expect(project('l[9], l[1]')).toEqual({ l: { L: [{ S: '1' }] } })
  })

  test('nothing of a parent means no parent', () => {
    expect(project('l[9], m.nope, m.b.nope, a.b')).toEqual({})
    expect(project('a[0], l.x, m[0]')).toEqual({})
  })

  test('an attribute named __proto__ is one like any other', () => {
    const odd = JSON.parse('{"__proto__":{"S":"x"}}') as Item
    const projected = projectItem(odd, bind('#p', { '#p': '__proto__' }))
    expect(Object.entries(projected)).toEqual([['__proto__', { S: 'x' }]])
    expect(Object.entries(projectItem(item, bind('#p', { '#p': '__proto__' })))).toEqual([])
  })
})

describe('bindProjection faults', () => {
  test.each([
    ['', 'The expression can not be empty;'],
    ['a,', 'Syntax error; token: "<EOF>", near: ","'],
    ['a b', 'Syntax error; token: "b", near: "a b"'],
    ['a, , b', 'Syntax error; token: ",", near: ", , b"'],
    [':a', 'Syntax error; token: ":a", near: ":a"'],
    ['size(a)', 'Syntax error; token: "(", near: "size(a"'],
    ['a.b, status', 'Attribute name is a reserved keyword; reserved keyword: status'],
    ['and', 'Attribute name is a reserved keyword; reserved keyword: and'],
    ['#b, status', 'Attribute name is a reserved keyword; reserved keyword: status'],
    ['a, a, #b', 'An expression attribute name used in the document path is not defined; attribute name: #b'],
    [
      'a[0], a.b, c, #a',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a]',
    ],
    [
      'a[0], a.b',
      'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]',
    ],
    [`a${'.b'.repeat(32)}`, 'The document path has too many nesting levels; nesting levels: 33'],
  ])('%s', (text, expected) => {
    expect(() => bind(text, { '#a': 'a' })).toThrow(`Invalid ProjectionExpression: ${expected}`)
  })
})
