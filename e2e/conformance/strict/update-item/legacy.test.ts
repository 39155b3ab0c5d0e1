import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { CONDITION_FAILED, enveloped, INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

let pk = { S: '' }
beforeEach(async () => {
  pk = { S: uniqueKey() }
  await call('PutItem', {
    TableName: tables.hash,
    Item: { pk, n: { N: '10' }, s: { S: 'text' }, ss: { SS: ['a', 'b'] }, l: { L: [{ S: 'x' }] } },
  })
})

const request = (AttributeUpdates: object, more: object = {}) => ({
  TableName: tables.hash,
  Key: { pk },
  AttributeUpdates,
  ...more,
})
const update = async (AttributeUpdates: object, more: object = {}) => {
  const { status, json } = await call('UpdateItem', request(AttributeUpdates, { ReturnValues: 'ALL_NEW', ...more }))
  expect(status).toBe(200)
  return json?.Attributes as Record<string, Record<string, unknown>>
}
const fault = (AttributeUpdates: object, more?: object) => refusedCall('UpdateItem', request(AttributeUpdates, more))

describe('AttributeUpdates', () => {
  test('PUT sets, and is the default', async () => {
    const item = await update({ s: { Value: { N: '1' } }, fresh: { Action: 'PUT', Value: { BOOL: true } } })
    expect(item.s).toEqual({ N: '1' })
    expect(item.fresh).toEqual({ BOOL: true })
  })

  test('DELETE without a value removes', async () => {
    expect(await update({ s: { Action: 'DELETE' }, absent: { Action: 'DELETE' } })).not.toHaveProperty('s')
  })

  test('DELETE with a set takes members out', async () => {
    expect((await update({ ss: { Action: 'DELETE', Value: { SS: ['a', 'z'] } } })).ss).toEqual({ SS: ['b'] })
  })

  test('ADD adds numbers and makes missing ones', async () => {
    const item = await update({
      n: { Action: 'ADD', Value: { N: '-3' } },
      fresh: { Action: 'ADD', Value: { N: '4' } },
    })
    expect(item.n).toEqual({ N: '7' })
    expect(item.fresh).toEqual({ N: '4' })
  })

  test('ADD joins sets', async () => {
    const { ss } = await update({ ss: { Action: 'ADD', Value: { SS: ['b', 'c'] } } })
    expect(new Set(ss?.SS as string[])).toEqual(new Set(['a', 'b', 'c']))
  })

  test('on a missing item PUT makes it', async () => {
    pk = { S: uniqueKey() }
    expect(await update({ a: { Value: { S: 'x' } } })).toEqual({ pk, a: { S: 'x' } })
  })

  test('on a missing item DELETE makes nothing', async () => {
    pk = { S: uniqueKey() }
    await call('UpdateItem', request({ a: { Action: 'DELETE' } }))
    expect((await call('GetItem', { TableName: tables.hash, Key: { pk } })).json).toEqual({})
  })
})

describe('faults of AttributeUpdates', () => {
  test.each(['PUT', 'ADD'])('%s without a value', async Action => {
    expect(await fault({ a: { Action } })).toEqual(
      enveloped(`${INVALID}Only DELETE action is allowed when no attribute value is specified`),
    )
  })

  test.each<[object, string]>([
    [{ S: 'x' }, 'S'],
    [{ N: '1' }, 'N'],
    [{ L: [] }, 'L'],
  ])('DELETE of %o', async (Value, type) => {
    expect((await fault({ a: { Action: 'DELETE', Value } })).message).toContain(
      `${INVALID}DELETE action with value is not supported for the type ${type}`,
    )
  })

  test.each<[object, string]>([
    [{ S: 'x' }, 'S'],
    [{ B: 'AA==' }, 'B'],
    [{ BOOL: true }, 'BOOL'],
    [{ M: {} }, 'M'],
  ])('ADD of %o', async (Value, type) => {
    expect((await fault({ a: { Action: 'ADD', Value } })).message).toContain(
      `${INVALID}ADD action is not supported for the type ${type}`,
    )
  })

  test('come before those of Expected, attribute by attribute', async () => {
    const bad = { Value: { N: 'x' } }
    expect(await fault({ a: {}, b: bad }, { Expected: { a: {} } })).toEqual(
      enveloped(`${INVALID}Only DELETE action is allowed when no attribute value is specified`),
    )
    expect(await fault({ a: { Action: 'DELETE' } }, { Expected: { a: { Exists: false, ...bad }, b: {} } })).toEqual(
      enveloped(`${INVALID}Value cannot be used when Exists is false for Attribute: a`),
    )
  })

  test('ADD and DELETE on a stored value of another type', async () => {
    const mismatch = validation('Type mismatch for attribute to update')
    expect(await fault({ s: { Action: 'ADD', Value: { N: '1' } } })).toEqual(mismatch)
    expect(await fault({ s: { Action: 'DELETE', Value: { SS: ['a'] } } })).toEqual(mismatch)
  })

  test('mixed with expressions, all of them named', async () => {
    expect(
      await fault(
        { a: { Value: { S: 'x' } } },
        {
          Expected: { a: { Exists: false } },
          UpdateExpression: 'SET a = b',
          ConditionExpression: 'attribute_exists(b)',
        },
      ),
    ).toEqual(
      enveloped(
        'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}',
      ),
    )
  })

  test('a bad number', async () => {
    expect(await fault({ a: { Value: { N: 'x' } } })).toEqual(
      enveloped('The parameter cannot be converted to a numeric value: x'),
    )
  })
})

describe('Expected', () => {
  const guarded = (Expected: object, more: object = {}) =>
    request({ s: { Value: { S: 'new' } } }, { Expected, ...more })
  const holds = async (Expected: object, more?: object) => {
    const { status, json } = await call('UpdateItem', guarded(Expected, more))
    if (status === 200) return true
    expect(json?.message).toBe(CONDITION_FAILED.message)
    return false
  }
  const S = (text: string) => ({ S: text })
  const N = (text: string) => ({ N: text })

  test.each<[string, object, boolean]>([
    ['Value equals', { n: { Value: N('10.0') } }, true],
    ['Value differs', { n: { Value: N('11') } }, false],
    ['Exists true with Value', { n: { Exists: true, Value: N('10') } }, true],
    ['Exists false on a missing one', { absent: { Exists: false } }, true],
    ['Exists false on a stored one', { n: { Exists: false } }, false],
    ['EQ', { n: { ComparisonOperator: 'EQ', AttributeValueList: [N('10')] } }, true],
    [
      'EQ of a set in another order',
      { ss: { ComparisonOperator: 'EQ', AttributeValueList: [{ SS: ['b', 'a'] }] } },
      true,
    ],
    ['NE', { n: { ComparisonOperator: 'NE', AttributeValueList: [N('10')] } }, false],
    ['LT', { n: { ComparisonOperator: 'LT', AttributeValueList: [N('11')] } }, true],
    ['LE', { n: { ComparisonOperator: 'LE', AttributeValueList: [N('10')] } }, true],
    ['GT', { n: { ComparisonOperator: 'GT', AttributeValueList: [N('10')] } }, false],
    ['GE', { n: { ComparisonOperator: 'GE', AttributeValueList: [N('10')] } }, true],
    ['BETWEEN', { n: { ComparisonOperator: 'BETWEEN', AttributeValueList: [N('9'), N('10')] } }, true],
    ['IN', { n: { ComparisonOperator: 'IN', AttributeValueList: [N('1'), N('10')] } }, true],
    ['BEGINS_WITH', { s: { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [S('te')] } }, true],
    ['CONTAINS of a string', { s: { ComparisonOperator: 'CONTAINS', AttributeValueList: [S('ex')] } }, true],
    ['CONTAINS of a set', { ss: { ComparisonOperator: 'CONTAINS', AttributeValueList: [S('b')] } }, true],
    ['NOT_CONTAINS', { ss: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [S('b')] } }, false],
    [
      'NOT_CONTAINS of another type',
      { s: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [N('1')] } },
      true,
    ],
    [
      'NOT_CONTAINS of a missing attribute',
      { x: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [S('b')] } },
      false,
    ],
    ['NE of a missing attribute', { x: { ComparisonOperator: 'NE', AttributeValueList: [S('b')] } }, true],
    ['NULL', { absent: { ComparisonOperator: 'NULL' } }, true],
    ['NOT_NULL', { n: { ComparisonOperator: 'NOT_NULL' } }, true],
    ['Value with an operator', { n: { ComparisonOperator: 'GE', Value: N('10') } }, true],
  ])('%s', async (_, expected, result) => {
    expect(await holds(expected)).toBe(result)
  })

  test('several conditions are joined by AND, or by OR when asked', async () => {
    const two = { n: { Value: N('10') }, s: { Value: S('other') } }
    expect(await holds(two)).toBe(false)
    expect(await holds(two, { ConditionalOperator: 'AND' })).toBe(false)
    expect(await holds(two, { ConditionalOperator: 'OR' })).toBe(true)
  })
})
