import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const NO_MATCH = validation('The provided key element does not match the schema')
const EMPTY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty'

const update = (TableName: string, Key: object, UpdateExpression: string, value?: object) =>
  refusedCall('UpdateItem', {
    TableName,
    Key,
    UpdateExpression,
    ...(value === undefined ? {} : { ExpressionAttributeValues: { ':v': value } }),
  })

describe('Key', () => {
  test.each<[string, object]>([
    ['without the sort key', { pk: { S: 'a' } }],
    ['with one attribute too many', { pk: { S: 'a' }, sk: { S: 'b' }, x: { S: 'c' } }],
    ['with another name', { pk: { S: 'a' }, other: { S: 'b' } }],
    ['of another type', { pk: { S: 'a' }, sk: { N: '1' } }],
    ['empty', {}],
  ])('%s', async (_, Key) => {
    expect(await refusedCall('UpdateItem', { TableName: tables.range, Key })).toEqual(NO_MATCH)
  })

  test('with an empty value', async () => {
    expect(await refusedCall('UpdateItem', { TableName: tables.hash, Key: { pk: { S: '' } } })).toEqual(
      validation(`${EMPTY} string value. Key: pk`),
    )
  })

  test('too long', async () => {
    const Key = { pk: { S: 'x'.repeat(2049) } }
    expect(await refusedCall('UpdateItem', { TableName: tables.hash, Key })).toEqual(
      validation(`${INVALID}Size of hashkey has exceeded the maximum size limit of2048 bytes`),
    )
  })
})

describe('key attributes in the update', () => {
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } }

  test.each(['SET pk = :v', 'SET sk = :v', 'ADD sk :v'])('%s', async expression => {
    const name = expression.includes('pk') ? 'pk' : 'sk'
    const value = expression.startsWith('ADD') ? { N: '1' } : { S: 'x' }
    expect(await update(tables.range, Key, expression, value)).toEqual(
      validation(`${INVALID}Cannot update attribute ${name}. This attribute is part of the key`),
    )
  })

  test('REMOVE sk', async () => {
    expect(await update(tables.range, Key, 'REMOVE sk')).toEqual(
      validation(`${INVALID}Cannot update attribute sk. This attribute is part of the key`),
    )
  })

  test('by AttributeUpdates', async () => {
    const AttributeUpdates = { pk: { Value: { S: 'x' } } }
    expect(await refusedCall('UpdateItem', { TableName: tables.range, Key, AttributeUpdates })).toEqual(
      validation(`${INVALID}Cannot update attribute pk. This attribute is part of the key`),
    )
  })

  test.each(['SET pk.x = :v', 'SET sk = :v, pk = :v', 'SET a = pk[0], pk[1] = :v'])(
    '%s: pk comes first',
    async expression => {
      expect(await update(tables.range, Key, expression, { S: 'x' })).toEqual(
        validation(`${INVALID}Cannot update attribute pk. This attribute is part of the key`),
      )
    },
  )

  test('a path into a key among the operands', async () => {
    expect(await update(tables.range, Key, 'SET a = pk[0], b = :v', { S: 'x' })).toEqual(
      validation(
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
      ),
    )
  })

  test('a path into an index key', async () => {
    expect(await update(tables.global, Key, 'SET gpk.x = :v', { S: 'x' })).toEqual(
      validation(
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: gpk",
      ),
    )
  })
})

describe('index keys in the update', () => {
  const newKey = () => ({ pk: { S: uniqueKey() }, sk: { S: 's' } })

  test('of a wrong type', async () => {
    expect(await update(tables.global, newKey(), 'SET gpk = :v', { N: '1' })).toEqual(
      validation(`${INVALID}Type mismatch for Index Key gpk Expected: S Actual: N IndexName: all`),
    )
  })

  test('of a wrong type by computation', async () => {
    const Key = newKey()
    await call('PutItem', { TableName: tables.global, Item: { ...Key, n: { N: '1' } } })
    const { message } = await refusedCall('UpdateItem', {
      TableName: tables.global,
      Key,
      UpdateExpression: 'SET gpk = n',
    })
    expect(message).toBe('The update expression attempted to update the secondary index key to unsupported type')
  })

  test.each([
    ['SET gpk = n + :v', 'N'],
    ['SET a = gsk[1], gpk = n - :v', 'N'],
    ['ADD gpk :v', 'N'],
    ['SET gpk = if_not_exists(a, :v)', 'N'],
  ])('of a wrong type that is known before: %s', async (expression, actual) => {
    expect(await update(tables.global, newKey(), expression, { N: '1' })).toEqual(
      validation(`${INVALID}Type mismatch for Index Key gpk Expected: S Actual: ${actual} IndexName: all`),
    )
  })

  test('to an empty value', async () => {
    expect(await update(tables.global, newKey(), 'SET gpk = :v', { S: '' })).toEqual(
      validation(
        'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
      ),
    )
  })
})
