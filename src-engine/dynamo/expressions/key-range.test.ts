import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import { withOlderWording } from '../errors/request-fault.ts'
import type { KeyDefinition } from '../schema/table-definition.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { bindCondition } from './bind.ts'
import { asKeyCondition } from './bind-key-condition.ts'
import { Bindings } from './bindings.ts'
import { keyRange } from './key-range.ts'

const VALUES: Record<string, AttributeValue> = {
  ':p': { S: 'p' },
  ':s': { S: 's' },
  ':t': { S: 't' },
  ':n': { N: '1' },
  ':bin': { B: 'YQ==' },
  ':e': { S: '' },
  ':eb': { B: '' },
  ':long': { S: 'x'.repeat(2049) },
}
const S = (name: string) => ({ name, type: 'S' as const })

const HASH: KeyDefinition = { partition: [S('pk')], sort: [] }
const RANGE: KeyDefinition = { partition: [S('pk')], sort: [S('sk')] }
const MULTI: KeyDefinition = { partition: [S('p1'), S('p2')], sort: [S('a'), { name: 'b', type: 'N' }, S('c')] }

const bind = (text: string) =>
  asKeyCondition(
    bindCondition(text, 'KeyConditionExpression', new Bindings({ names: { '#p': 'pk' }, values: VALUES })),
  )
const range = (text: string, key = RANGE) => keyRange(bind(text), key)

function fault(text: string, key = RANGE, indexName?: string): string {
  try {
    keyRange(bind(text), key, indexName)
    return 'none'
  } catch (error) {
    expect(error).toBeInstanceOf(DynamoError)
    return (error as DynamoError).message
  }
}

describe('keyRange', () => {
  test('the partition alone', () => {
    expect(range('pk = :p')).toEqual({ partition: [{ S: 'p' }], sortEquals: [], sortRange: undefined })
    expect(range('#p = :p', HASH)).toEqual({ partition: [{ S: 'p' }], sortEquals: [], sortRange: undefined })
  })

  test.each(['<', '<=', '>', '>='] as const)('sort %s', operator => {
    expect(range(`pk = :p AND sk ${operator} :s`).sortRange).toEqual({ operator, values: [{ S: 's' }] })
  })

  test('equality, BETWEEN, begins_with', () => {
    expect(range('pk = :p AND sk = :s')).toEqual({
      partition: [{ S: 'p' }],
      sortEquals: [{ S: 's' }],
      sortRange: undefined,
    })
    expect(range('sk BETWEEN :s AND :t AND pk = :p').sortRange).toEqual({
      operator: 'between',
      values: [{ S: 's' }, { S: 't' }],
    })
    expect(range('pk = :p AND begins_with(sk, :s)').sortRange).toEqual({
      operator: 'begins_with',
      values: [{ S: 's' }],
    })
  })

  test.each([
    ['<', '>'],
    ['<=', '>='],
    ['>', '<'],
    ['>=', '<='],
  ])('a value in front is mirrored: :s %s sk', (written, meant) => {
    expect(range(`:p = pk AND :s ${written} sk`)).toEqual({
      partition: [{ S: 'p' }],
      sortEquals: [],
      sortRange: { operator: meant, values: [{ S: 's' }] },
    })
  })

  test('parts of a multi-attribute key, in key order', () => {
    const whole = { partition: [{ S: 'p' }, { S: 't' }] }
    expect(range('p2 = :t AND p1 = :p', MULTI)).toEqual({ ...whole, sortEquals: [], sortRange: undefined })
    expect(range('b > :n AND a = :s AND p2 = :t AND p1 = :p', MULTI)).toEqual({
      ...whole,
      sortEquals: [{ S: 's' }],
      sortRange: { operator: '>', values: [{ N: '1' }] },
    })
    expect(range('p1 = :p AND p2 = :t AND a = :s AND b = :n AND c = :t', MULTI)).toEqual({
      ...whole,
      sortEquals: [{ S: 's' }, { N: '1' }, { S: 't' }],
      sortRange: undefined,
    })
  })
})

describe('key conditions without a table', () => {
  test.each([
    ['pk = :p OR sk = :s', 'OR'],
    ['NOT pk = :p', 'NOT'],
    ['pk IN (:p)', 'IN'],
    ['pk = :p AND sk <> :s', '<>'],
    ['pk = :p AND contains(sk, :s)', 'contains'],
    ['attribute_exists(pk)', 'attribute_exists'],
    ['attribute_not_exists(pk)', 'attribute_not_exists'],
    ['pk = :p AND (sk = :s OR sk = :t)', 'OR'],
  ])('operator: %s', (text, operator) => {
    expect(fault(text)).toBe(`Invalid operator used in KeyConditionExpression: ${operator}`)
  })

  test.each([
    ['pk = :p AND size(sk) > :n', 'KeyConditionExpressions cannot contain nested operations'],
    ['pk = :p AND begins_with(sk, size(pk))', 'Incorrect operand type'],
    [
      'pk = :p AND sk.a = :s',
      'Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes',
    ],
    [
      'pk = :p AND pk = :s',
      'Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key',
    ],
    ['pk = sk', 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'],
    [
      'sk BETWEEN :s AND pk',
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    ],
    [':p = :s', 'Invalid condition in KeyConditionExpression: No key attribute specified'],
    [
      'begins_with(:s, sk)',
      'Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand',
    ],
    [
      ':s BETWEEN sk AND :t',
      'Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand',
    ],
    ['pk = ', 'Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="'],
    ['status = :p', 'Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: status'],
    [
      'begins_with(pk, :n)',
      'Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    ],
    ['pk BETWEEN :t AND :s', 'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound'],
    ['size(pk)', 'Invalid KeyConditionExpression: The function is not allowed to be used this way'],
  ])('%s', (text, expected) => expect(fault(text)).toContain(expected))

  test('the older layer leaves the prefix of two of them out', () => {
    for (const text of ['pk.a = :p', 'pk = :p AND pk = :s']) {
      let older: unknown
      try {
        bind(text)
      } catch (error) {
        older = withOlderWording(error)
      }
      expect(String((older as Error).message)).toMatch(/^KeyConditionExpressions /)
    }
  })
})

describe('key conditions against a key', () => {
  test('too many', () => {
    expect(fault('pk = :p AND sk = :s AND x = :t')).toBe(
      'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
    )
    expect(fault('pk = :p AND sk = :s AND x = :t', HASH)).toBe(
      'The number of query conditions (3) exceeds the number of key attributes defined in the schema (1)',
    )
  })

  test('a part without a condition', () => {
    expect(fault('sk = :s')).toBe('Query condition missed key schema element: pk')
    expect(fault('x = :s')).toBe('Query condition missed key schema element: pk')
    expect(fault('pk = :p AND x = :s')).toBe('Query condition missed key schema element: sk')
    expect(fault('p1 = :p AND p2 = :p AND x = :s', MULTI)).toBe('Query condition missed key schema element: a')
  })

  test('several partition parts want equality together', () => {
    const both = 'HASH key attributes p1, p2 must have equality conditions specified in the query'
    const one = 'HASH key attributes p2 must have equality conditions specified in the query'
    expect(fault('a = :s', MULTI)).toBe(both)
    expect(fault('p1 = :p AND a = :s', MULTI)).toBe(one)
    expect(fault('p1 = :p AND p2 > :p', MULTI)).toBe(one)
  })

  test('not supported', () => {
    expect(fault('pk > :p')).toBe('Query key condition not supported')
    expect(fault('begins_with(pk, :p) AND sk = :s')).toBe('Query key condition not supported')
    expect(fault('pk = :p AND x = :s', HASH)).toBe('Query key condition not supported')
    expect(fault('x = :s AND y = :s', HASH)).toBe('Query key condition not supported')
  })

  test('value types', () => {
    const text = 'One or more parameter values were invalid: Condition parameter type does not match schema type'
    expect(fault('pk = :n')).toBe(text)
    expect(fault('pk = :p AND sk > :n')).toBe(text)
    expect(fault('pk = :p AND begins_with(sk, :bin)')).toBe(text)
    expect(fault('p1 = :p AND p2 = :p AND a = :s AND b = :s', MULTI)).toBe(text)
  })

  test('empty values', () => {
    const rule = 'The AttributeValue for a key attribute cannot contain an empty'
    expect(fault('pk = :e')).toBe(`One or more parameter values are not valid. ${rule} string value. Key: pk`)
    expect(fault('pk = :p AND begins_with(sk, :e)')).toBe(
      `One or more parameter values are not valid. ${rule} string value. Key: sk`,
    )
    const binary: KeyDefinition = { partition: [{ name: 'pk', type: 'B' }], sort: [] }
    expect(fault('pk = :eb', binary, 'byPk')).toBe(
      `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${rule} binary value. IndexName: byPk, IndexKey: pk`,
    )
  })

  test('a partition value that no item can have', () => {
    const text =
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes'
    expect(fault('pk = :long')).toBe(text)
    expect(fault('p1 = :p AND p2 = :long', MULTI)).toBe(text)
  })

  test('before the last sort part used, all must be fixed', () => {
    const text = (loose: string, last: string) =>
      `RANGE key attributes ${loose} must have equality conditions specified in the query because a condition is present on key attribute ${last}`
    expect(fault('p1 = :p AND p2 = :p AND a > :s AND b = :n', MULTI)).toBe(text('a', 'b'))
    expect(fault('p1 = :p AND p2 = :p AND a = :s AND c = :t', MULTI)).toBe(text('b', 'c'))
    expect(fault('p1 = :p AND p2 = :p AND c = :t', MULTI)).toBe(text('a, b', 'c'))
  })
})
