import { describe, expect, test } from 'vitest'
import { evaluateCondition } from '../expressions/evaluate.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { bindStatement } from './bind-statement.ts'
import type { BoundStatement } from './bound-statement.ts'
import { parsedStatement } from './parsed-statement.ts'

const bind = (text: string, ...parameters: AttributeValue[]): BoundStatement =>
  bindStatement(parsedStatement(text), parameters)

/** Whether an item is found by a condition. */
function finds(condition: string, item: Item): boolean {
  const bound = bind(`SELECT * FROM t WHERE ${condition}`)
  if (bound.kind !== 'select' || bound.where === undefined) throw new Error('A SELECT has a condition here')
  return evaluateCondition(bound.where, item)
}

const one: AttributeValue = { N: '1' }

describe('what comes out', () => {
  test('a SELECT', () => {
    expect(bind('SELECT a, b.c[0] FROM t."i" WHERE a = ? ORDER BY a DESC', one)).toEqual({
      kind: 'select',
      table: 't',
      index: 'i',
      columns: [
        { name: 'a', path: ['a'] },
        { name: 'c[0]', path: ['b', 'c', 0] },
      ],
      where: {
        kind: 'comparison',
        operator: '=',
        left: { kind: 'path', path: ['a'] },
        right: { kind: 'value', value: one },
      },
      orderBy: [{ path: ['a'], descending: true }],
    })
  })

  test('an UPDATE', () => {
    expect(
      bind("UPDATE t SET a = b + ?, s = set_add(s, ?), l = list_append([1], l) REMOVE c['d']", one, { SS: ['x'] }),
    ).toEqual({
      kind: 'update',
      table: 't',
      update: {
        legacy: false,
        actions: [
          {
            kind: 'set',
            path: ['a'],
            value: {
              kind: 'arithmetic',
              operator: '+',
              left: { kind: 'path', path: ['b'] },
              right: { kind: 'value', value: one },
            },
          },
          { kind: 'add', path: ['s'], value: { SS: ['x'] } },
          {
            kind: 'set',
            path: ['l'],
            value: {
              kind: 'list_append',
              first: { kind: 'value', value: { L: [one] } },
              second: { kind: 'path', path: ['l'] },
            },
          },
          { kind: 'remove', path: ['c', 'd'] },
        ],
      },
      where: undefined,
      returning: undefined,
    })
  })

  test('if_not_exists, as update expressions have it', () => {
    expect(bind('UPDATE t SET n = if_not_exists(n, 0) + 1')).toMatchObject({
      update: { actions: [{ value: { left: { kind: 'if_not_exists', path: ['n'] } } }] },
    })
  })

  test('an INSERT, an EXISTS, a DELETE', () => {
    expect(bind("INSERT INTO t VALUE {'a': ?, '__proto__': 1}", one)).toMatchObject({ kind: 'insert', table: 't' })
    const insert = bind("INSERT INTO t VALUE {'a': ?, '__proto__': 1}", one)
    expect(insert.kind === 'insert' && Object.keys(insert.item)).toEqual(['a', '__proto__'])
    expect(bind('exists(SELECT * FROM t)')).toMatchObject({ kind: 'exists', select: { table: 't' } })
    expect(bind('DELETE FROM t RETURNING ALL OLD *')).toMatchObject({ kind: 'delete', returning: 'ALL OLD' })
  })

  test('of an attribute given twice the later value', () => {
    expect(bind("INSERT INTO t VALUE {'a': 1, 'a': 2}")).toMatchObject({ item: { a: { N: '2' } } })
  })
})

describe('what is missing', () => {
  test.each<[string, Item, boolean]>([
    ['a <> 1', {}, false],
    ['a <> 1', { a: { N: '2' } }, true],
    ['1 <> a', {}, false],
    ['a <> b', { a: one }, false],
    ['size(a) <> 1', {}, false],
    ['size(a) <> 1', { a: one }, false],
    ['size(a) <> 1', { a: { S: 'xy' } }, true],
    ['attribute_exists(a) <> true', {}, true],
    ['NOT a <> 1', {}, true],
    ['(a <> 1) = false', {}, true],
    ['a IN [1, b]', { a: one }, true],
    ['a IN []', { a: one }, false],
    ['a IN <<1>>', { a: one }, true],
  ])('%s of %j is %s', (condition, item, expected) => {
    expect(finds(condition, item)).toBe(expected)
  })
})

describe('what is refused', () => {
  test.each([
    ['SELECT * FROM my-t', 'Unexpected from source'],
    ["SELECT * FROM 't'", 'Unexpected from source'],
    ['SELECT * FROM t[0]', 'Unexpected path component at 1:17:1'],
    ['SELECT * FROM t.*', 'Unexpected path component at 1:17:1'],
    ['SELECT a.* FROM t', 'Unexpected path component at 1:10:1'],
    ['SELECT a[b] FROM t', 'Unexpected path component at 1:10:1'],
    ['SELECT a[1.5] FROM t', 'List index is not within the allowable range; index: [1.5] at 1:10:3'],
    ['SELECT DISTINCT a FROM t', 'Unsupported clause: DISTINCT at 1:8:8'],
    ['SELECT * FROM t, u', 'Unsupported clause: JOIN at 1:16:1'],
    ['SELECT * FROM t ORDER BY 1', 'Unexpected path component at 1:26:1'],
    ['SELECT * FROM t WHERE a', 'Unsupported operation: Id'],
    ['SELECT * FROM t WHERE a.b', 'Unsupported operation: Path'],
    ['SELECT * FROM t WHERE true', 'Unsupported operation: Lit'],
    ["SELECT * FROM t WHERE a LIKE 'x'", 'Unsupported operation: Like'],
    ['SELECT * FROM t WHERE a IN 1', 'Unsupported operation: Lit'],
    ['SELECT * FROM t WHERE a IN (SELECT * FROM u)', 'Unsupported operation: Select'],
    ['SELECT * FROM t WHERE a || b = c', 'Unsupported operator in Condition Expression. Operator: ||'],
    ['SELECT * FROM t WHERE a = MISSING', 'Unsupported data type: UNKNOWN under key root at 1:27:7'],
    [
      "SELECT * FROM t WHERE 'a' IS MISSING",
      'Operator or function requires a document path; operator or function: attribute_not_exists',
    ],
    [
      'SELECT * FROM t WHERE size(a)',
      'The function is not allowed to be used this way in an expression; function: size',
    ],
    [
      'SELECT * FROM t WHERE a = a',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
    ],
    [
      `SELECT * FROM t WHERE ${'a.'.repeat(32)}a = 1`,
      'The document path has too many nesting levels; nesting levels: 33',
    ],
    ['UPDATE t SET a = b * 2', 'Unsupported operation: Times'],
    ['UPDATE t SET a = b = 2', 'Unsupported operation: Eq'],
    [
      'UPDATE t SET a = -b',
      'Incorrect number of operands for operator or function; operator or function: -, number of operands: 1',
    ],
    ['UPDATE t SET a = [set_add(a, <<1>>)]', 'Unsupported data type: set_add under key root[0] at 1:19:7'],
    [
      'UPDATE t SET a = list_append(a)',
      'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
    ],
    ['UPDATE t.i.j SET a = 1', 'A path may contain at most 2 components in the FROM clause'],
    ["INSERT INTO t {'a': 1}", 'Unsupported operation: Insert'],
    ['INSERT INTO t VALUE 1', 'Unsupported data type: UNKNOWN under key root at 1:21:1'],
    ['INSERT INTO t VALUE {a: 1}', 'Attribute names of a tuple are strings at 1:22:1'],
    ["INSERT INTO t VALUE {'': 1}", 'Empty attribute name'],
    ['a = 1', 'Unsupported operation: Eq'],
    ['[SELECT * FROM t]', 'Unsupported operation: List'],
    ['EXISTS(a)', 'Unsupported operation: Call'],
  ])('%s', (statement, message) => {
    expect(() => bind(statement)).toThrow(message)
  })

  test('literals of more than 32 levels, with the place', () => {
    const nested = (levels: number) =>
      `INSERT INTO t VALUE {'v': ${"{'a': [".repeat(levels / 2)}1${']}'.repeat(levels / 2)}}`
    expect(bind(nested(30))).toMatchObject({ kind: 'insert' })
    expect(() => bind(nested(32))).toThrow(
      `Nesting Levels have exceeded supported limits under root${'.a[0]'.repeat(16)}`,
    )
  })

  test('chains beyond all measure', () => {
    const deep = "Statement wasn't well formed, can't be processed: Expressions are nested too deep"
    expect(() => bind(`SELECT * FROM t WHERE ${'a = '.repeat(2000)}1`)).toThrow(deep)
    expect(() => bind(`UPDATE t SET a = ${'1 + '.repeat(2000)}1`)).toThrow(deep)
  })
})
