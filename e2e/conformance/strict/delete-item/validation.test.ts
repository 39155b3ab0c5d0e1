import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { enveloped, INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const Key = { pk: { S: 'a' } }
const remove = (more: object) => refusedCall('DeleteItem', { TableName: tables.hash, Key, ...more })

describe('Key', () => {
  test.each<[string, object]>([
    ['without the sort key', { pk: { S: 'a' } }],
    ['with one attribute too many', { pk: { S: 'a' }, sk: { S: 'b' }, x: { S: 'c' } }],
    ['of another type', { pk: { S: 'a' }, sk: { N: '1' } }],
  ])('%s', async (_, key) => {
    expect(await remove({ TableName: tables.range, Key: key })).toEqual(
      validation('The provided key element does not match the schema'),
    )
  })

  test('with a bad number has the envelope', async () => {
    expect(await remove({ Key: { pk: { N: 'x' } } })).toEqual(
      enveloped('The parameter cannot be converted to a numeric value: x'),
    )
  })

  test('with two types has none', async () => {
    expect(await remove({ Key: { pk: { S: 'a', N: '1' } } })).toEqual(
      validation(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      ),
    )
  })
})

test.each(['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'])('ReturnValues %s', async ReturnValues => {
  expect(await remove({ ReturnValues })).toEqual(enveloped('ReturnValues can only be ALL_OLD or NONE'))
})

test('a condition with a syntax error', async () => {
  expect(await remove({ ConditionExpression: 'a b' })).toEqual(
    enveloped('Invalid ConditionExpression: Syntax error; token: "b", near: "a b"'),
  )
})

test('Expected mixed with an expression', async () => {
  expect(await remove({ Expected: { a: { Exists: false } }, ConditionExpression: 'attribute_exists(a)' })).toEqual(
    enveloped(
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}',
    ),
  )
})

test('a malformed Expected', async () => {
  expect(await remove({ Expected: { a: { Exists: true } } })).toEqual(
    enveloped(`${INVALID}Value must be provided when Exists is true for Attribute: a`),
  )
})

describe('Expected', () => {
  const pk = { S: uniqueKey() }
  beforeEach(() => call('PutItem', { TableName: tables.hash, Item: { pk, n: { N: '1' } } }))

  test('that holds lets the item go', async () => {
    const { status } = await call('DeleteItem', {
      TableName: tables.hash,
      Key: { pk },
      Expected: { n: { Value: { N: '1.0' } } },
    })
    expect(status).toBe(200)
    expect((await call('GetItem', { TableName: tables.hash, Key: { pk } })).json).toEqual({})
  })

  test('that fails keeps it', async () => {
    const refusal = await remove({ Key: { pk }, Expected: { n: { ComparisonOperator: 'NULL' } } })
    expect(refusal.name).toBe('ConditionalCheckFailedException')
    expect((await call('GetItem', { TableName: tables.hash, Key: { pk } })).json).toHaveProperty('Item')
  })
})
