import { describe, expect, test } from 'vitest'
import { CONDITION_FAILED, enveloped, refusedCall } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** ConditionExpression of PutItem stands for the grammar that UpdateItem, DeleteItem and the filters share. */

const S = (value: string) => ({ S: value })
const N = (value: string) => ({ N: value })

async function fault(expression: string, values?: Record<string, object>, names?: Record<string, string>) {
  return refusedCall('PutItem', {
    TableName: tables.hash,
    Item: { pk: S('a') },
    ConditionExpression: expression,
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
  })
}
const invalid = (text: string) => enveloped(`Invalid ConditionExpression: ${text}`)
const syntax = (token: string, near: string) => invalid(`Syntax error; token: "${token}", near: "${near}"`)

describe('syntax', () => {
  test.each([
    ['a b', 'b', 'a b'],
    ['a = ', '<EOF>', '='],
    ['a', '<EOF>', 'a'],
    ['= a', '=', '= a'],
    ['a == :v', '=', '== :v'],
    ['a != :v', '!', 'a !='],
    ["a = 'x'", "'", "= 'x"],
    ['a = 5', '5', '= 5'],
    ['_x = :v', '_', '_x'],
    ['a = :v AND', '<EOF>', 'AND'],
    ['(a = :v', '<EOF>', ':v'],
    ['a = :v)', ')', ':v)'],
    ['a[x] = :v', 'x', '[x]'],
    ['a[-1] = :v', '-', '[-1'],
    ['a. = :v', '=', '. = :v'],
    ['a IN ()', ')', '()'],
    ['a BETWEEN :v', '<EOF>', ':v'],
    ['a + :v = :v', '+', 'a + :v'],
  ])('%s', async (expression, token, near) => {
    expect(await fault(expression, { ':v': S('x') })).toEqual(syntax(token, near))
  })

  test('is judged before anything else of the expression', async () => {
    expect((await fault('status = :undefined b', { ':v': S('x') })).message).toContain('Syntax error')
    expect((await fault('((nothing(a))) AND b c')).message).toContain('Syntax error')
  })
})

describe('names and values', () => {
  test.each(['name', 'NAME', 'Name', 'size', 'ttl', 'date', 'status', 'key', 'values'])(
    '%s is reserved',
    async word => {
      expect(await fault(`${word} = :v`, { ':v': S('x') })).toEqual(
        invalid(`Attribute name is a reserved keyword; reserved keyword: ${word}`),
      )
    },
  )

  test('a nested name may be reserved too', async () => {
    expect(await fault('a.status = :v', { ':v': S('x') })).toEqual(
      invalid('Attribute name is a reserved keyword; reserved keyword: status'),
    )
  })

  test.each(['id', 'pk', 'sk', 'title', 'email', 'client'])('%s is not reserved', async word => {
    expect(await fault(`attribute_exists(${word}) AND attribute_exists(nothing)`)).toEqual(CONDITION_FAILED)
  })

  test('an undefined name', async () => {
    expect(await fault('#n = :v', { ':v': S('x') })).toEqual(
      invalid('An expression attribute name used in the document path is not defined; attribute name: #n'),
    )
  })

  test('an undefined value', async () => {
    expect(await fault('a = :w', { ':v': S('x') })).toEqual(
      invalid('An expression attribute value used in expression is not defined; attribute value: :w'),
    )
  })
})

describe('functions', () => {
  test('unknown', async () => {
    expect(await fault('nothing(a)')).toEqual(invalid('Invalid function name; function: nothing'))
  })

  test('in upper case are unknown', async () => {
    expect(await fault('ATTRIBUTE_EXISTS(a)')).toEqual(invalid('Invalid function name; function: ATTRIBUTE_EXISTS'))
  })

  test.each([
    ['attribute_exists(a, b)', 'attribute_exists', 2],
    ['attribute_not_exists(a, b)', 'attribute_not_exists', 2],
    ['begins_with(a)', 'begins_with', 1],
    ['begins_with(a, :v, :v)', 'begins_with', 3],
    ['contains(a)', 'contains', 1],
    ['attribute_type(a)', 'attribute_type', 1],
    ['size(a, b) > :v', 'size', 2],
  ])('%s: wrong number of operands', async (expression, name, count) => {
    expect(await fault(expression, { ':v': S('x') })).toEqual(
      invalid(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
      ),
    )
  })

  test.each([
    ['begins_with(a, :n)', 'begins_with', 'N'],
    ['begins_with(:n, a)', 'begins_with', 'N'],
    ['size(:n) > :n', 'size', 'N'],
    ['a < :bool', '<', 'BOOL'],
    ['a >= :list', '>=', 'L'],
    ['a BETWEEN :bool AND :bool', 'BETWEEN', 'BOOL'],
    ['attribute_type(a, :n)', 'attribute_type', 'N'],
  ])('%s: wrong type of operand', async (expression, operator, type) => {
    expect(
      await fault(expression, {
        ...(expression.includes(':n') ? { ':n': N('1') } : {}),
        ...(expression.includes(':bool') ? { ':bool': { BOOL: true } } : {}),
        ...(expression.includes(':list') ? { ':list': { L: [] } } : {}),
      }),
    ).toEqual(
      invalid(
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
      ),
    )
  })

  test.each(['attribute_exists(:v)', 'attribute_not_exists(:v)'])('%s needs a path', async expression => {
    expect(await fault(expression, { ':v': S('x') })).toEqual(
      invalid(
        `Operator or function requires a document path; operator or function: ${expression.slice(0, expression.indexOf('('))}`,
      ),
    )
  })

  test.each([
    ['size(a)', 'size'],
    ['attribute_exists(a) = :v', 'attribute_exists'],
    ['contains(begins_with(a, :v), :v)', 'begins_with'],
  ])('%s is misplaced', async (expression, name) => {
    expect(await fault(expression, { ':v': S('x') })).toEqual(
      invalid(`The function is not allowed to be used this way in an expression; function: ${name}`),
    )
  })

  test('an attribute type that does not exist', async () => {
    const { message } = await fault('attribute_type(a, :v)', { ':v': S('STRING') })
    const envelope = enveloped('').message
    expect(message.slice(0, envelope.length)).toBe(envelope)
    expect(message.slice(envelope.length)).toMatch(
      /^Invalid ConditionExpression: Invalid attribute type name found; type: STRING, valid types: \{[A-Z,]+\}$/,
    )
    const types = message.slice(message.indexOf('{') + 1, -1).split(',')
    expect(types.sort()).toEqual(['B', 'BOOL', 'BS', 'L', 'M', 'N', 'NS', 'NULL', 'S', 'SS'])
  })
})

describe('operands', () => {
  test.each([
    ['a = a', '=', '[a]'],
    ['a[0].b < a[0].b', '<', '[a, [0], b]'],
    ['a IN (:v, a)', 'IN', '[a]'],
    ['a BETWEEN a AND :v', 'BETWEEN', '[a]'],
    ['contains(a, a)', 'contains', '[a]'],
  ])('%s: the same one twice', async (expression, operator, path) => {
    expect(await fault(expression, { ':v': S('x') })).toEqual(
      invalid(
        `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${path}`,
      ),
    )
  })

  test('BETWEEN with bounds the wrong way round', async () => {
    expect(await fault('a BETWEEN :x AND :b', { ':x': S('x'), ':b': S('b') })).toEqual(
      invalid(
        'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {S:b}',
      ),
    )
  })

  test('BETWEEN with bounds of two types', async () => {
    expect(await fault('a BETWEEN :x AND :n', { ':x': S('x'), ':n': N('1') })).toEqual(
      invalid(
        'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {N:1}',
      ),
    )
  })
})

describe('parentheses', () => {
  test('two pairs around the same are redundant', async () => {
    expect(await fault('((attribute_exists(a)))')).toEqual(invalid('The expression has redundant parentheses;'))
    expect(await fault('((a = :v)) OR b = :v', { ':v': S('x') })).toEqual(
      invalid('The expression has redundant parentheses;'),
    )
  })
})

describe('of several faults in one expression the order is', () => {
  test('parentheses, then an unknown function', async () => {
    expect((await fault('((nothing(a)))')).message).toContain('redundant parentheses')
  })

  test('an unknown function, then a misplaced one', async () => {
    expect((await fault('size(a) AND nothing(b)')).message).toContain('Invalid function name')
  })

  test('a misplaced function, then a reserved word', async () => {
    expect((await fault('status = :v AND size(a)', { ':v': S('x') })).message).toContain('not allowed to be used')
  })

  test('a reserved word, then an undefined name', async () => {
    expect((await fault('#n = :v AND status = :v', { ':v': S('x') })).message).toContain('reserved keyword')
  })

  test('condition by condition: the first one with a fault', async () => {
    const { message } = await fault('begins_with(a) AND b = :undefined', { ':v': S('x') })
    expect(message).toContain('Incorrect number of operands')
  })
})
