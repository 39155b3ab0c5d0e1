import { describe, expect, test } from 'vitest'
import { parseStatement } from './parse-statement.ts'
import { MalformedStatement } from './statement-fault.ts'

/** The tree without the places. */
function tree(statement: string): unknown {
  return JSON.parse(
    JSON.stringify(parseStatement(statement).tree, (key, value: unknown) => (key === 'at' ? undefined : value)),
  )
}

const path = (name: string, ...steps: object[]) => ({ kind: 'path', name, steps })
const number = (text: string) => ({ kind: 'number', text })
const equals = (left: object, right: object) => ({ kind: 'comparison', operator: '=', left, right })
const [a, b, c] = [path('a'), path('b'), path('c')]

describe('operators', () => {
  test.each<[string, object]>([
    [
      'a = b OR a AND NOT b',
      { kind: 'or', operands: [equals(a, b), { kind: 'and', operands: [a, { kind: 'not', operand: b }] }] },
    ],
    ['a AND b AND c', { kind: 'and', operands: [a, b, c] }],
    ['a AND (b AND c)', { kind: 'and', operands: [a, { kind: 'and', operands: [b, c] }] }],
    ['NOT a = b', { kind: 'not', operand: equals(a, b) }],
    ['a != b', { kind: 'comparison', operator: '<>', left: a, right: b }],
    ['a = b < c', equals(a, { kind: 'comparison', operator: '<', left: b, right: c })],
    [
      'a + b * c',
      { kind: 'arithmetic', operator: '+', left: a, right: { kind: 'arithmetic', operator: '*', left: b, right: c } },
    ],
    [
      'a - b - c',
      { kind: 'arithmetic', operator: '-', left: { kind: 'arithmetic', operator: '-', left: a, right: b }, right: c },
    ],
    ['a-1', { kind: 'arithmetic', operator: '-', left: a, right: number('1') }],
    ['- -1', number('1')],
    ['-/**/+1', number('-1')],
    ['-a', { kind: 'sign', operator: '-', operand: a }],
    ['a BETWEEN b AND c AND a', { kind: 'and', operands: [{ kind: 'between', operand: a, lower: b, upper: c }, a] }],
    ['a NOT BETWEEN b AND c', { kind: 'not', operand: { kind: 'between', operand: a, lower: b, upper: c } }],
    ['a IN (b)', { kind: 'in', operand: a, candidates: { kind: 'list', members: [b] } }],
    [
      'a NOT IN [b, c]',
      { kind: 'not', operand: { kind: 'in', operand: a, candidates: { kind: 'list', members: [b, c] } } },
    ],
    ['a NOT LIKE b', { kind: 'not', operand: { kind: 'like', operand: a, pattern: b } }],
    ['a IS NOT double PRECISION', { kind: 'not', operand: { kind: 'is', operand: a, type: 'double precision' } }],
    ['a IS MISSING = true', equals({ kind: 'is', operand: a, type: 'missing' }, { kind: 'boolean', value: true })],
    ['(a)', a],
    ['(a, b)', { kind: 'list', members: [a, b] }],
  ])('%s', (statement, expected) => {
    expect(tree(statement)).toEqual(expected)
  })
})

describe('terms', () => {
  test.each<[string, object]>([
    [
      "[1, 'x', [?]]",
      {
        kind: 'list',
        members: [
          number('1'),
          { kind: 'string', text: 'x' },
          { kind: 'list', members: [{ kind: 'parameter', position: 0 }] },
        ],
      },
    ],
    ['<<>>', { kind: 'bag', members: [] }],
    [
      "{'a': 1, 'b': {}}",
      {
        kind: 'tuple',
        fields: [
          { name: { kind: 'string', text: 'a' }, value: number('1') },
          { name: { kind: 'string', text: 'b' }, value: { kind: 'tuple', fields: [] } },
        ],
      },
    ],
    [
      'a.b[0][\'c\']."d e".*[*]',
      path(
        'a',
        { kind: 'name', name: 'b' },
        { kind: 'element', element: number('0') },
        { kind: 'element', element: { kind: 'string', text: 'c' } },
        { kind: 'name', name: 'd e' },
        { kind: 'all' },
        { kind: 'all' },
      ),
    ],
    ['Size(a)', { kind: 'call', name: 'size', operands: [a] }],
    ['Begins_With(a, b)', { kind: 'call', name: 'Begins_With', operands: [a, b] }],
    ['COUNT(*)', { kind: 'call', name: 'count', operands: [] }],
    ['null', { kind: 'null' }],
    ['MISSING', { kind: 'missing' }],
  ])('%s', (statement, expected) => {
    expect(tree(statement)).toEqual(expected)
  })

  test('parameters count in the order they stand', () => {
    const statement = 'UPDATE t SET a = ? WHERE b = ? AND c IN [?, ?]'
    expect(parseStatement(statement).parameters).toBe(4)
    const positions = JSON.stringify(tree(statement)).match(/"position":\d/g)
    expect(positions).toEqual(['"position":0', '"position":1', '"position":2', '"position":3'])
  })
})

describe('statements', () => {
  test('SELECT with all DynamoDB takes', () => {
    expect(tree('SELECT a, b.c FROM "t"."i" WHERE a = b ORDER BY a DESC, b ASC, c;')).toEqual({
      kind: 'select',
      columns: [a, path('b', { kind: 'name', name: 'c' })],
      source: path('t', { kind: 'name', name: 'i' }),
      where: equals(a, b),
      orderBy: [
        { by: a, descending: true },
        { by: b, descending: false },
        { by: c, descending: false },
      ],
      aliased: false,
    })
  })

  test.each([
    ['SELECT DISTINCT a FROM t', 'DISTINCT'],
    ['SELECT a FROM t, u', 'JOIN'],
    ['SELECT a FROM t LEFT OUTER JOIN u ON a = b', 'JOIN'],
    ['SELECT a FROM t GROUP BY a, b', 'GROUP BY'],
    ['SELECT a FROM t HAVING a = b', 'HAVING'],
    ['SELECT a FROM t LIMIT 1 OFFSET 2', 'LIMIT'],
    ['SELECT a FROM t OFFSET 2', 'OFFSET'],
  ])('%s is read and noted', (statement, name) => {
    expect(tree(statement)).toMatchObject({ kind: 'select', unsupported: { name } })
  })

  test.each(['SELECT a b FROM t', 'SELECT a AS b FROM t', 'SELECT a FROM t u', 'SELECT a FROM t AS u AT i BY k'])(
    '%s has another name in it',
    statement => {
      expect(tree(statement)).toMatchObject({ aliased: true })
    },
  )

  test('an update in either order is the same', () => {
    expect(tree('FROM t WHERE a = b SET a = 1 REMOVE c[0] RETURNING ALL OLD *')).toEqual(
      tree('UPDATE t SET a = 1 REMOVE c[0] WHERE a = b RETURNING all old *'),
    )
  })

  test('a statement is an expression', () => {
    expect(tree('EXISTS(SELECT * FROM t)')).toMatchObject({
      kind: 'call',
      name: 'exists',
      operands: [{ kind: 'select' }],
    })
    expect(tree('(DELETE FROM t)')).toMatchObject({ kind: 'delete', target: path('t') })
  })
})

describe('faults', () => {
  test.each([
    ['', 'Unexpected term'],
    [';', 'Unexpected term'],
    ['SELECT 1 FROM t; SELECT 2 FROM t', 'Unexpected token after semicolon. (Only one query is allowed.)'],
    ['SELECT a', 'Expected FROM after SELECT list'],
    [
      'SELECT *, a FROM t',
      "Other expressions may not be present in the select list when '*' is used without dot notation.",
    ],
    ['SELECT a FROM t AS 5', 'Expected identifier for alias'],
    ['()', 'Expression group cannot be empty'],
    ['a IN ()', 'Expression group cannot be empty'],
    ['(a', 'Expected RIGHT_PAREN'],
    ['[a', 'Expected RIGHT_BRACKET'],
    ['a[0', 'Expected RIGHT_BRACKET'],
    ['<<a', 'Expected RIGHT_DOUBLE_ANGLE_BRACKET'],
    ["{'a': 1", 'Expected RIGHT_CURLY'],
    ["{'a' 1}", 'Expected COLON'],
    ['[a,]', 'Unexpected term'],
    ['a BETWEEN b', 'Expected expression after AND'],
    ['a NOT b', 'Unexpected token after expression'],
    ['a IS double', 'Expected type name'],
    ['DELETE t', 'Expected FROM after DELETE'],
    ['UPDATE t SET a', "Expected '='"],
    ['UPDATE t SET 5 = 1', 'Expected identifier for simple path'],
    ['INSERT t', 'Expected INTO after INSERT'],
    ['SET a = 1', 'Unexpected keyword'],
    ['@a', 'Unexpected operator'],
    ['* = 1', 'Unexpected term'],
  ])('%s', (statement, detail) => {
    expect(() => parseStatement(statement)).toThrow(new MalformedStatement(detail))
  })
})

describe('nesting', () => {
  const deep = (open: string, close = '') => `${open.repeat(Math.floor(8000 / open.length))}a${close}`

  test.each(['(', '[', '<<', 'NOT ', '- ', "{'a':", 'f(', 'a[', 'a IN (', 'SELECT a FROM '])(
    'of 8,000 characters of %j is refused, not overflowed',
    open => {
      expect(() => parseStatement(deep(open))).toThrow(MalformedStatement)
    },
  )

  test('is as deep as anybody writes', () => {
    expect(parseStatement(`${'('.repeat(250)}a${')'.repeat(250)}`).tree).toMatchObject({ kind: 'path' })
  })

  test('does not count what stands side by side', () => {
    expect(parseStatement(`a${' AND a'.repeat(1300)}`).tree).toMatchObject({ kind: 'and' })
    expect(parseStatement(`a${'.a'.repeat(4000)}`).tree).toMatchObject({ kind: 'path' })
  })
})
