import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { enveloped, refusedCall } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const S = (value: string) => ({ S: value })
const N = (value: string) => ({ N: value })

const body = (UpdateExpression: string, values?: Record<string, object>, names?: Record<string, string>) => ({
  TableName: tables.hash,
  Key: { pk: S(uniqueKey()) },
  UpdateExpression,
  ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
})
const fault = (...parts: Parameters<typeof body>) => refusedCall('UpdateItem', body(...parts))
const invalid = (text: string) => enveloped(`Invalid UpdateExpression: ${text}`)
const V = { ':v': S('x') }

test('an empty expression', async () => {
  expect(await fault('')).toEqual(invalid('The expression can not be empty;'))
})

describe('syntax', () => {
  test.each([
    ['a = :v', 'a', 'a ='],
    ['SET', '<EOF>', 'SET'],
    ['SET a', '<EOF>', 'a'],
    ['SET a = ', '<EOF>', '='],
    ['SET a = :v,', '<EOF>', ','],
    ['SET a = :v SET', '<EOF>', 'SET'],
    ['SET a = b + c + d', '+', 'c + d'],
    ['SET a = 5', '5', '= 5'],
    ['SET a == :v', '=', '== :v'],
    ['REMOVE', '<EOF>', 'REMOVE'],
    ['REMOVE a = :v', '=', 'a = :v'],
    ['ADD a', '<EOF>', 'a'],
    ['ADD a b', 'b', 'a b'],
    ['DELETE a = :v', '=', 'a = :v'],
    ['SET a = :v; REMOVE b', ';', ':v; REMOVE'],
    ['SET a[b] = :v', 'b', '[b]'],
  ])('%s', async (expression, token, near) => {
    expect(await fault(expression, V)).toEqual(invalid(`Syntax error; token: "${token}", near: "${near}"`))
  })
})

describe('names and values', () => {
  test('a reserved word', async () => {
    expect(await fault('SET status = :v', V)).toEqual(
      invalid('Attribute name is a reserved keyword; reserved keyword: status'),
    )
  })

  test('an undefined name', async () => {
    expect(await fault('SET #a = :v', V)).toEqual(
      invalid('An expression attribute name used in the document path is not defined; attribute name: #a'),
    )
  })

  test('an undefined value', async () => {
    expect(await fault('SET a = :w', V)).toEqual(
      invalid('An expression attribute value used in expression is not defined; attribute value: :w'),
    )
  })

  test('unused ones', async () => {
    expect(await fault('REMOVE a', V)).toEqual(
      enveloped('Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}'),
    )
    expect(await fault('REMOVE a', undefined, { '#b': 'b' })).toEqual(
      enveloped('Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}'),
    )
  })

  test('values without expression', async () => {
    const request = { TableName: tables.hash, Key: { pk: S('a') }, ExpressionAttributeValues: V }
    expect(await refusedCall('UpdateItem', request)).toEqual(
      enveloped(
        'ExpressionAttributeValues can only be specified when using expressions',
        'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null',
      ),
    )
  })

  test('names are shared with the condition', async () => {
    const { status } = await call('UpdateItem', {
      ...body('SET #a = :v', { ':v': S('x'), ':w': S('y') }, { '#a': 'a', '#b': 'b' }),
      ConditionExpression: '#b <> :w',
    })
    expect(status).toBe(200)
  })
})

describe('functions', () => {
  test('unknown', async () => {
    expect(await fault('SET a = nothing(b)')).toEqual(invalid('Invalid function name; function: nothing'))
  })

  test.each([
    ['SET a = if_not_exists(b)', 'if_not_exists', 1],
    ['SET a = if_not_exists(b, :v, :v)', 'if_not_exists', 3],
    ['SET a = list_append(b)', 'list_append', 1],
  ])('%s: wrong number of operands', async (expression, name, count) => {
    expect(await fault(expression, expression.includes(':v') ? V : undefined)).toEqual(
      invalid(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
      ),
    )
  })

  test.each(['list_append(list_append(b, c), d)', 'list_append(b, list_append(c, d))'])(
    'lists are joined two at a time, not as %s',
    async value => {
      expect(await fault(`SET a = ${value}`)).toEqual(
        invalid('The function is not allowed to be used this way in an expression; function: list_append'),
      )
    },
  )

  test.each([
    ['SET a = list_append(b, :v)', 'list_append', 'S'],
    ['SET a = b + :v', '+', 'S'],
    ['SET a = b - :v', '-', 'S'],
  ])('%s: wrong type of operand', async (expression, operator, type) => {
    expect(await fault(expression, V)).toEqual(
      invalid(
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
      ),
    )
  })

  test('if_not_exists needs a path', async () => {
    expect(await fault('SET a = if_not_exists(:v, b)', V)).toEqual(
      invalid('Operator or function requires a document path; operator or function: if_not_exists'),
    )
  })

  test.each(['attribute_exists', 'size'])('%s is of conditions only', async name => {
    expect((await fault(`SET a = ${name}(b)`)).name).toBe('ValidationException')
  })
})

describe('ADD and DELETE take', () => {
  test.each<[string, object, string]>([
    ['ADD', S('x'), 'STRING'],
    ['ADD', { B: 'AA==' }, 'BINARY'],
    ['ADD', { BOOL: true }, 'BOOLEAN'],
    ['ADD', { NULL: true }, 'NULL'],
    ['ADD', { M: {} }, 'MAP'],
    ['DELETE', S('x'), 'STRING'],
    ['DELETE', N('1'), 'NUMBER'],
    ['DELETE', { L: [] }, 'LIST'],
  ])('%s not %o', async (operator, value, type) => {
    expect(await fault(`${operator} a :v`, { ':v': value })).toEqual(
      invalid(`Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}`),
    )
  })
})

describe('sections', () => {
  test.each(['SET', 'REMOVE', 'ADD', 'DELETE'])('%s twice', async section => {
    const clause = { SET: 'SET x = :v', REMOVE: 'REMOVE x', ADD: 'ADD x :v', DELETE: 'DELETE x :v' }[section] ?? ''
    const again = clause.replace('x', 'y')
    const values = section === 'REMOVE' ? undefined : { ':v': { SS: ['x'] } }
    expect(await fault(`${clause} ${again}`, values)).toEqual(
      invalid(`The "${section}" section can only be used once in an update expression;`),
    )
  })
})

describe('paths', () => {
  test.each([
    ['SET a = :v, a = :v', '[a]', '[a]'],
    ['SET a = :v, a.b = :v', '[a]', '[a, b]'],
    ['SET a = :v REMOVE a', '[a]', '[a]'],
    ['SET a.b[1] = :v, a.b[1].c = :v', '[a, b, [1]]', '[a, b, [1], c]'],
  ])('%s overlap', async (expression, one, two) => {
    expect(await fault(expression, V)).toEqual(
      invalid(
        `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`,
      ),
    )
  })

  test('that take one attribute for a map and for a list conflict', async () => {
    expect(await fault('SET a.b = :v, a[1] = :v', V)).toEqual(
      invalid(
        'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]',
      ),
    )
  })

  test('that only begin alike do not overlap', async () => {
    // The update fails later, because the item has no a: it was understood.
    expect((await fault('SET a.b = :v, a.c = :v', V)).message).not.toContain('overlap')
  })

  test('on the right-hand side may overlap', async () => {
    expect((await call('UpdateItem', body('SET a = if_not_exists(a, :v)', V))).status).toBe(200)
  })
})

describe('of several faults in one expression the order is', () => {
  test('a reserved word, then an unknown function', async () => {
    expect((await fault('SET a = nothing(b), status = :v', V)).message).toContain('reserved keyword')
  })

  test('an unknown function, then a section twice', async () => {
    expect((await fault('SET a = :v SET b = nothing(c)', V)).message).toContain('Invalid function name')
  })

  test('a section twice, then an undefined name', async () => {
    expect((await fault('SET #a = :v SET b = :v', V)).message).toContain('can only be used once')
  })

  test('an undefined name, then an undefined value', async () => {
    expect((await fault('SET a = :w, #a = :v', V)).message).toContain('attribute name: #a')
  })

  test('an undefined value, then an overlap', async () => {
    expect((await fault('SET a = :v, a = :w', V)).message).toContain('attribute value: :w')
  })

  test('an overlap, then an operand of ADD', async () => {
    expect((await fault('SET a = :v, a = :v ADD b :v', V)).message).toContain('overlap')
  })

  test('an operand of ADD, then one of a function', async () => {
    expect((await fault('SET a = list_append(c, :v) ADD b :v', V)).message).toContain('operator: ADD')
  })

  test('the update, then the condition', async () => {
    const request = { ...body('SET status = :v', V), ConditionExpression: 'a b' }
    expect((await refusedCall('UpdateItem', request)).message).toContain('Invalid UpdateExpression')
  })
})
