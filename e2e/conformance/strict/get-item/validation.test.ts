import { describe, expect, test } from 'vitest'
import { refusedCall, validation, violation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** GetItem answers in the words of the current layer, without the envelope of the writes. */

const Key = { pk: { S: 'a' } }
const get = (more: object) => refusedCall('GetItem', { TableName: tables.hash, Key, ...more })
const NO_MATCH = validation('The provided key element does not match the schema')
const EMPTY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty'

test('no table name', async () => {
  expect(await refusedCall('GetItem', { Key })).toEqual(
    validation(
      "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
    ),
  )
})

test('an empty table name', async () => {
  expect(await get({ TableName: '' })).toEqual(
    violation(
      "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
      "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  )
})

test('no key', async () => {
  const { name, message } = await refusedCall('GetItem', { TableName: tables.hash })
  expect(name).toBe('ValidationException')
  expect(message).toContain("'key' failed to satisfy constraint: Member must not be null")
})

describe('Key', () => {
  test.each<[string, object]>([
    ['empty', {}],
    ['without the sort key', { pk: { S: 'a' } }],
    ['with one attribute too many', { pk: { S: 'a' }, sk: { S: 'b' }, x: { S: 'c' } }],
    ['with another name', { pk: { S: 'a' }, other: { S: 'b' } }],
    ['of another type', { pk: { S: 'a' }, sk: { N: '1' } }],
    ['of a type no key has', { pk: { S: 'a' }, sk: { M: {} } }],
    ['of null', { pk: { S: 'a' }, sk: { NULL: true } }],
  ])('%s', async (_, key) => {
    expect(await get({ TableName: tables.range, Key: key })).toEqual(NO_MATCH)
  })

  test('with an empty value', async () => {
    expect(await get({ Key: { pk: { S: '' } } })).toEqual(validation(`${EMPTY} string value. Key: pk`))
    expect(await get({ TableName: tables.binaryHash, Key: { pk: { B: '' } } })).toEqual(
      validation(`${EMPTY} binary value. Key: pk`),
    )
  })

  test('too long', async () => {
    expect(await get({ Key: { pk: { S: 'x'.repeat(2049) } } })).toEqual(
      validation(
        'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
      ),
    )
  })

  test.each<[string, object, string]>([
    ['a bad number', { N: 'x' }, 'The parameter cannot be converted to a numeric value: x'],
    ['an empty set', { SS: [] }, 'One or more parameter values were invalid: An string set  may not be empty'],
    ['no type', {}, 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'],
  ])('%s has no envelope', async (_, pk, text) => {
    expect(await get({ Key: { pk } })).toEqual(validation(text))
  })
})

describe('ProjectionExpression', () => {
  const invalid = (text: string) => validation(`Invalid ProjectionExpression: ${text}`)
  const project = (ProjectionExpression: string, more: object = {}) => get({ ProjectionExpression, ...more })

  test('empty', async () => {
    expect(await project('')).toEqual(invalid('The expression can not be empty;'))
  })

  test.each([
    ['a,', '<EOF>', ','],
    ['a b', 'b', 'a b'],
    ['a,,b', ',', ',,b'],
    ['a.', '<EOF>', '.'],
    ['a[b]', 'b', '[b]'],
    ['a = b', '=', 'a = b'],
    [':v', ':v', ':v'],
  ])('%s', async (expression, token, near) => {
    expect(await project(expression)).toEqual(invalid(`Syntax error; token: "${token}", near: "${near}"`))
  })

  test('a reserved word', async () => {
    expect(await project('a, data')).toEqual(invalid('Attribute name is a reserved keyword; reserved keyword: data'))
  })

  test('an undefined name', async () => {
    expect(await project('#a')).toEqual(
      invalid('An expression attribute name used in the document path is not defined; attribute name: #a'),
    )
  })

  test.each([
    ['a, a', '[a]', '[a]'],
    ['a, a.b', '[a]', '[a, b]'],
    ['a[1].c, a[1]', '[a, [1], c]', '[a, [1]]'],
  ])('%s overlap', async (expression, one, two) => {
    expect(await project(expression)).toEqual(
      invalid(
        `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`,
      ),
    )
  })

  test('one attribute as map and list', async () => {
    expect(await project('a.b, a[0]')).toEqual(
      invalid(
        'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]',
      ),
    )
  })

  test('4096 bytes are read, 4097 are too long', async () => {
    expect((await project(`a${' '.repeat(4095)}`, { TableName: 'no-such-table-here' })).name).toBe(
      'ResourceNotFoundException',
    )
    expect(await project(`a${' '.repeat(4096)}`)).toEqual(
      invalid('Expression size has exceeded the maximum allowed size; expression size: 4097'),
    )
  })

  test('a path of 33 elements', async () => {
    const path = Array.from({ length: 33 }, (_, i) => `a${i}`).join('.')
    expect(await project(path)).toEqual(invalid('The document path has too many nesting levels; nesting levels: 33'))
  })

  test('names that are not used', async () => {
    expect(await project('a', { ExpressionAttributeNames: { '#b': 'b' } })).toEqual(
      validation('Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}'),
    )
  })

  test('names without expression', async () => {
    expect(await get({ ExpressionAttributeNames: { '#b': 'b' } })).toEqual(
      validation('ExpressionAttributeNames can only be specified when using expressions'),
    )
  })

  test('empty names', async () => {
    expect(await project('a', { ExpressionAttributeNames: {} })).toEqual(
      validation('ExpressionAttributeNames must not be empty'),
    )
  })

  test('a bad name key', async () => {
    expect(await project('#a', { ExpressionAttributeNames: { a: 'a' } })).toEqual(
      validation('ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'),
    )
  })

  test('mixed with AttributesToGet', async () => {
    expect(await project('a', { AttributesToGet: ['a'] })).toEqual(
      validation(
        'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
      ),
    )
  })
})

test('the same attribute twice in AttributesToGet', async () => {
  expect(await get({ AttributesToGet: ['a', 'b', 'a'] })).toEqual(
    validation('One or more parameter values were invalid: Duplicate value in attribute name: a'),
  )
})

describe('of several faults the earlier phase is reported:', () => {
  test('mixing before the value of the key', async () => {
    const { message } = await get({ Key: { pk: { N: 'x' } }, AttributesToGet: ['a'], ProjectionExpression: 'a' })
    expect(message).toContain('Can not use both')
  })

  test('the value of the key before the expression', async () => {
    const { message } = await get({ Key: { pk: { N: 'x' } }, ProjectionExpression: 'a b' })
    expect(message).toContain('numeric value')
  })

  test('the expression before the table', async () => {
    const { message } = await get({ TableName: 'no-such-table-here', ProjectionExpression: 'a b' })
    expect(message).toContain('Syntax error')
  })

  test('the table before the key', async () => {
    expect((await get({ TableName: 'no-such-table-here', Key: {} })).name).toBe('ResourceNotFoundException')
  })
})
