import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { enveloped, INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const put = (v: unknown) => refusedCall('PutItem', { TableName: tables.hash, Item: { pk: { S: uniqueKey() }, v } })

describe('types', () => {
  test('none', async () => {
    expect(await put({})).toEqual(
      validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'),
    )
  })

  test('only unknown ones are none', async () => {
    expect(await put({ X: 'a' })).toEqual(
      validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'),
    )
  })

  test('two', async () => {
    expect(await put({ S: 'a', N: '1' })).toEqual(
      validation(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      ),
    )
  })

  test('none inside a list', async () => {
    expect(await put({ L: [{ S: 'a' }, {}] })).toEqual(
      validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'),
    )
  })
})

describe('sets', () => {
  test.each<[name: string, value: unknown, current: string, older?: string]>([
    ['no strings', { SS: [] }, `${INVALID}An string set  may not be empty`],
    ['no numbers', { NS: [] }, `${INVALID}An number set  may not be empty`],
    ['no binaries', { BS: [] }, `${INVALID}Binary sets should not be empty`],
    [
      'a string twice',
      { SS: ['b', 'a', 'b'] },
      `${INVALID}Input collection ["a", "b", "b"] contains duplicates.`,
      `${INVALID}Input collection [b, a, b] contains duplicates.`,
    ],
    [
      'a number twice',
      { NS: ['1', '2', '1'] },
      `${INVALID}Input collection contains duplicates.`,
      'Input collection contains duplicates',
    ],
    [
      'a number twice, spelt differently',
      { NS: ['10', '1e1'] },
      `${INVALID}Input collection contains duplicates.`,
      'Input collection contains duplicates',
    ],
    [
      'a binary twice',
      { BS: ['AA==', '/w==', 'AA=='] },
      `${INVALID}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.`,
      `${INVALID}Input collection [AA==, /w==, AA==]of type BS contains duplicates.`,
    ],
    ['no strings, deep inside', { M: { a: { L: [{ SS: [] }] } } }, `${INVALID}An string set  may not be empty`],
  ])('%s', async (_, value, current, older) => {
    expect(await put(value)).toEqual(enveloped(current, older))
  })
})

describe('numbers', () => {
  const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range'
  const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range'
  const DIGITS = 'Attempting to store more than 38 significant digits in a Number'
  const no = (text: string) => `The parameter cannot be converted to a numeric value: ${text}`

  test.each<[number: string, current: string, older?: string]>([
    ['', no(''), 'The parameter cannot be converted to a numeric value'],
    ['abc', no('abc')],
    [' 1', no(' 1')],
    ['1 ', no('1 ')],
    ['0x10', no('0x10')],
    ['NaN', no('NaN')],
    ['Infinity', no('Infinity')],
    ['1e', no('1e')],
    ['1.2.3', no('1.2.3')],
    ['--1', no('--1')],
    ['1'.repeat(39), DIGITS],
    [`1${'0'.repeat(37)}1`, DIGITS],
    [`0.${'1'.repeat(39)}`, DIGITS],
    ['1e126', OVERFLOW],
    ['-1e126', OVERFLOW],
    ['9.99999999999999999999999999999999999999e125', DIGITS],
    ['1e-131', UNDERFLOW],
    ['-1e-131', UNDERFLOW],
    ['1e2147483647', OVERFLOW, UNDERFLOW],
    ['1e-99999999999', UNDERFLOW, no('1e-99999999999')],
    ['1e9223372036854775807', OVERFLOW, no('1e9223372036854775807')],
    ['1e9223372036854775808', no('1e9223372036854775808')],
  ])('%j', async (N, current, older) => {
    expect(await put({ N })).toEqual(enveloped(current, older))
  })

  test.each([['0e126'], ['0e-131']])('%s is refused although it is zero', async N => {
    expect((await put({ N })).name).toBe('ValidationException')
  })

  test('0.0e126 is zero', async () => {
    const pk = { S: uniqueKey() }
    await call('PutItem', { TableName: tables.hash, Item: { pk, v: { N: '0.0e126' } } })
    expect((await call('GetItem', { TableName: tables.hash, Key: { pk } })).json).toEqual({
      Item: { pk, v: { N: '0' } },
    })
  })

  test('in a set', async () => {
    expect(await put({ NS: ['1', 'b'] })).toEqual(enveloped(no('b')))
  })

  test('deep inside', async () => {
    expect(await put({ L: [{ M: { a: { N: 'b' } } }] })).toEqual(enveloped(no('b')))
  })
})

describe('nesting', () => {
  /** A value of this many levels, the attribute itself being level 1. */
  const nested = (levels: number): object => (levels === 1 ? { S: 'x' } : { L: [nested(levels - 1)] })

  test('32 levels are stored', async () => {
    const Item = { pk: { S: uniqueKey() }, v: nested(32) }
    await call('PutItem', { TableName: tables.hash, Item })
    expect((await call('GetItem', { TableName: tables.hash, Key: { pk: Item.pk } })).json).toEqual({ Item })
  })

  test('33 levels are refused', async () => {
    expect(await put(nested(33))).toEqual(
      validation(
        'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
      ),
    )
  })
})

test('an empty attribute name', async () => {
  const { message } = await refusedCall('PutItem', {
    TableName: tables.hash,
    Item: { pk: { S: 'a' }, '': { S: 'b' } },
  })
  expect(message).toContain('Empty attribute name')
})

test('the first fault in the order of the document is reported', async () => {
  const body = (values: object) => ({ TableName: tables.hash, Item: { pk: { S: 'a' }, ...values } })
  const number = enveloped('The parameter cannot be converted to a numeric value: x')
  const set = enveloped(`${INVALID}An string set  may not be empty`)
  expect(await refusedCall('PutItem', body({ a: { N: 'x' }, b: { SS: [] } }))).toEqual(number)
  expect(await refusedCall('PutItem', body({ b: { SS: [] }, a: { N: 'x' } }))).toEqual(set)
})
