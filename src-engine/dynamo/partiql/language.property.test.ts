// Over 250 lines: every kind of tree is generated and written here, and nowhere else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { bindStatement } from './bind-statement.ts'
import { isKeyword } from './keywords.ts'
import { parseStatement } from './parse-statement.ts'
import { parsedStatement } from './parsed-statement.ts'

/*
 * Random statements: what is written of a tree is read as this tree again, whatever the blanks, comments and letters;
 * and whatever is sent, it is read or refused, never anything else.
 */

/** Trees of expressions without places. */
type Tree = { readonly kind: string; readonly [member: string]: unknown }

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'Pk', '$x', '_'),
  fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
)
const text = fc.string({ maxLength: 8, unit: 'grapheme' })
const digits = fc.constantFrom('0', '1', '-2', '3.5', '-.5', '1e3', '12345678901234567890')

const path = fc.record({
  kind: fc.constant('path'),
  name,
  steps: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('name'), name }),
      fc.record({
        kind: fc.constant('element'),
        element: fc.oneof(
          fc.record({ kind: fc.constant('number'), text: fc.constantFrom('0', '7') }),
          fc.record({ kind: fc.constant('string'), text }),
        ),
      }),
    ),
    { maxLength: 3 },
  ),
})

const { expression } = fc.letrec<{ expression: Tree }>(tie => {
  const operand = tie('expression')
  const pair = { left: operand, right: operand }
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      path as fc.Arbitrary<Tree>,
      fc.record({ kind: fc.constant('string'), text }),
      fc.record({ kind: fc.constant('number'), text: digits }),
      fc.record({ kind: fc.constant('boolean'), value: fc.boolean() }),
      fc.record({ kind: fc.constantFrom('null', 'missing') }),
      fc.record({ kind: fc.constantFrom('list', 'bag'), members: fc.array(operand, { maxLength: 3 }) }),
      fc.record({
        kind: fc.constant('tuple'),
        fields: fc.array(fc.record({ name: operand, value: operand }), { maxLength: 2 }),
      }),
      fc.record({
        kind: fc.constant('call'),
        name: fc.constantFrom('contains', 'size', 'Unheard'),
        operands: fc.array(operand, { maxLength: 2 }),
      }),
      fc.record({ kind: fc.constant('not'), operand }),
      fc.record({ kind: fc.constantFrom('and', 'or'), operands: fc.array(operand, { minLength: 2, maxLength: 3 }) }),
      fc.record({
        kind: fc.constant('comparison'),
        operator: fc.constantFrom('=', '<>', '<', '<=', '>', '>='),
        ...pair,
      }),
      fc.record({
        kind: fc.constant('arithmetic'),
        operator: fc.constantFrom('+', '-', '*', '/', '%', '||'),
        ...pair,
      }),
      fc.record({ kind: fc.constant('between'), operand, lower: operand, upper: operand }),
      fc.record({
        kind: fc.constant('in'),
        operand,
        candidates: fc.record({
          kind: fc.constant('list'),
          members: fc.array(operand, { minLength: 1, maxLength: 3 }),
        }),
      }),
      fc.record({ kind: fc.constant('like'), operand, pattern: operand }),
      fc.record({
        kind: fc.constant('is'),
        operand,
        type: fc.constantFrom('missing', 'string', 'double precision', 'int4'),
      }),
    ),
  }
})

const statement: fc.Arbitrary<Tree> = fc.oneof(
  fc.record({
    kind: fc.constant('select'),
    columns: fc.oneof(fc.constant('all'), fc.array(expression, { minLength: 1, maxLength: 3 })),
    source: path,
    where: fc.option(expression, { nil: undefined }),
    orderBy: fc.array(fc.record({ by: path, descending: fc.boolean() }), { maxLength: 2 }),
    aliased: fc.constant(false),
    unsupported: fc.constant(undefined),
  }),
  fc.record({ kind: fc.constant('insert'), target: path, value: expression }),
  fc.record({
    kind: fc.constant('update'),
    target: path,
    aliased: fc.constant(false),
    actions: fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('set'), target: path, value: expression }),
        fc.record({ kind: fc.constant('remove'), target: path }),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    where: fc.option(expression, { nil: undefined }),
    returning: fc.constantFrom(undefined, 'ALL OLD', 'MODIFIED NEW'),
  }),
  fc.record({
    kind: fc.constant('delete'),
    target: path,
    aliased: fc.constant(false),
    where: fc.option(expression, { nil: undefined }),
    returning: fc.constantFrom(undefined, 'ALL OLD'),
  }),
)

/** Writes a tree as tokens; every operand that is not a term stands in parentheses. */
function write(tree: unknown): string[] {
  const node = tree as Tree
  const many = (members: unknown): string[] =>
    (members as readonly unknown[]).flatMap((member, i) => (i === 0 ? write(member) : [',', ...write(member)]))
  const grouped = (member: unknown): string[] => ['(', ...write(member), ')']
  const where = node.where === undefined ? [] : ['WHERE', ...write(node.where)]
  const returning = node.returning === undefined ? [] : ['RETURNING', ...String(node.returning).split(' '), '*']
  switch (node.kind) {
    case 'path':
      return [writeName(String(node.name)), ...(node.steps as readonly Tree[]).flatMap(writeStep)]
    case 'string':
      return [`'${String(node.text).replaceAll("'", "''")}'`]
    case 'number':
      return [String(node.text)]
    case 'boolean':
      return [String(node.value)]
    case 'null':
    case 'missing':
      return [node.kind]
    case 'list':
      return ['[', ...many(node.members), ']']
    case 'bag':
      return ['<<', ...many(node.members), '>>']
    case 'tuple':
      return [
        '{',
        ...(node.fields as readonly Tree[]).flatMap((field, i) => [
          ...(i === 0 ? [] : [',']),
          ...write(field.name),
          ':',
          ...write(field.value),
        ]),
        '}',
      ]
    case 'call':
      return [String(node.name), '(', ...many(node.operands), ')']
    case 'not':
      return ['NOT', ...grouped(node.operand)]
    case 'and':
    case 'or':
      return (node.operands as readonly unknown[]).flatMap((each, i) =>
        i === 0 ? grouped(each) : [node.kind, ...grouped(each)],
      )
    case 'comparison':
    case 'arithmetic':
      return [...grouped(node.left), String(node.operator), ...grouped(node.right)]
    case 'between':
      return [...grouped(node.operand), 'BETWEEN', ...grouped(node.lower), 'AND', ...grouped(node.upper)]
    case 'in':
      return [...grouped(node.operand), 'IN', ...write(node.candidates)]
    case 'like':
      return [...grouped(node.operand), 'LIKE', ...grouped(node.pattern)]
    case 'is':
      return [...grouped(node.operand), 'IS', ...String(node.type).split(' ')]
    case 'select':
      return [
        'SELECT',
        ...(node.columns === 'all' ? ['*'] : many(node.columns)),
        'FROM',
        ...write(node.source),
        ...where,
        ...(node.orderBy as readonly Tree[]).flatMap(({ by, descending }, i) => [
          ...(i === 0 ? ['ORDER', 'BY'] : [',']),
          ...write(by),
          ...(descending === true ? ['DESC'] : []),
        ]),
      ]
    case 'insert':
      return ['INSERT', 'INTO', ...write(node.target), 'VALUE', ...write(node.value)]
    case 'update':
      return [
        'UPDATE',
        ...write(node.target),
        ...(node.actions as readonly Tree[]).flatMap(action =>
          action.kind === 'set'
            ? ['SET', ...write(action.target), '=', ...write(action.value)]
            : ['REMOVE', ...write(action.target)],
        ),
        ...where,
        ...returning,
      ]
    case 'delete':
      return ['DELETE', 'FROM', ...write(node.target), ...where, ...returning]
    default:
      throw new Error(`Nobody writes ${node.kind}`)
  }
}

function writeName(text: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text) && !isKeyword(text) ? text : `"${text.replaceAll('"', '""')}"`
}

function writeStep(step: Tree): string[] {
  return step.kind === 'name' ? ['.', writeName(String(step.name))] : ['[', ...write(step.element), ']']
}

const blank = fc.constantFrom(' ', '\n', '\t ', ' -- comment\n', '/* comment */', ' /* \n */ ')

function withoutPlaces(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'at' ? undefined : value)))
}

test('a statement that is written and read is the same', () => {
  fc.assert(
    fc.property(fc.oneof(statement, expression), fc.infiniteStream(blank), (tree, blanks) => {
      const written = write(tree)
        .map(token => token + (blanks.next().value as string))
        .join('')
      expect(withoutPlaces(parseStatement(written).tree)).toEqual(withoutPlaces(tree))
    }),
    { numRuns: 1000 },
  )
})

test('every token is where its place says', () => {
  fc.assert(
    fc.property(statement, fc.infiniteStream(blank), (tree, blanks) => {
      const written = write(tree)
        .map(token => token + (blanks.next().value as string))
        .join('')
      const lines = written.split('\n').map(line => [...line])
      JSON.stringify(parseStatement(written).tree, (key, value: unknown) => {
        if (key === 'at') {
          const { line, column } = value as { line: number; column: number }
          expect(lines[line - 1]?.[column - 1]).toMatch(/\S/)
        }
        return value
      })
    }),
    { numRuns: 200 },
  )
})

const soup = fc.constantFrom(
  ...`SELECT FROM WHERE ORDER BY INSERT INTO VALUE UPDATE SET REMOVE DELETE RETURNING ALL OLD * AND OR NOT IN BETWEEN IS
  MISSING NULL LIKE EXISTS size ( ) [ ] { } << >> , : ; . ? = <> < + - / a "b" 'c' 1 1e200 -2.5 true null t.i a[0] contains
  set_add list_append`.split(/\s+/),
)

test('whatever is sent, a statement is bound or refused as the service refuses', () => {
  const values: AttributeValue[] = [{ S: 'x' }, { N: '1' }, { SS: ['a'] }]
  fc.assert(
    fc.property(fc.array(soup, { maxLength: 25 }), fc.subarray(values), (tokens, parameters) => {
      try {
        bindStatement(parsedStatement(tokens.join(' ')), parameters)
      } catch (error) {
        expect(error).toBeInstanceOf(DynamoError)
        expect(error).toMatchObject({ code: 'ValidationException' })
      }
    }),
    { numRuns: 3000 },
  )
})

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'binary' }), statement => {
      try {
        parsedStatement(statement)
      } catch (error) {
        expect(error).toBeInstanceOf(DynamoError)
      }
    }),
  )
})
