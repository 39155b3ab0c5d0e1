import { describe, expect, test } from 'vitest'
import { INVALID, NOT_FOUND, refusedCall, validation, worded } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/*
 * Requests with several faults: the one that is answered tells the order of the checks. Of a table that is not there
 * the request alone is judged.
 */

const S = (value: string) => ({ S: value })
const N = (value: string) => ({ N: value })
const op = (ComparisonOperator: string, ...AttributeValueList: object[]) => ({
  ComparisonOperator,
  AttributeValueList,
})
const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
const START = 'The provided starting key is invalid'
const MISMATCH = 'The provided key element does not match the schema'

const absent = (more: object) => refusedCall('Query', { TableName: 'no-such-table-here', ...more })
const query = (more: object) => refusedCall('Query', { TableName: tables.range, ...more })

describe('the request', () => {
  const KeyConditions = { pk: op('EQ', {}) }
  const all = {
    QueryFilter: { a: op('LT', { BOOL: true }) },
    AttributesToGet: ['a', 'a'],
    ExclusiveStartKey: { pk: {} },
    KeyConditions,
  }

  test('the filter comes first, with its values, their number and their types', async () => {
    expect(await absent({ ...all, QueryFilter: { a: op('EQ', {}, S('a')) } })).toEqual(validation(EMPTY))
    expect(await absent({ ...all, QueryFilter: { a: op('EQ') } })).toEqual(
      validation(`${INVALID}Invalid number of argument(s) for the EQ ComparisonOperator`),
    )
    expect(await absent(all)).toEqual(
      validation(`${INVALID}ComparisonOperator LT is not valid for BOOL AttributeValue type`),
    )
  })

  test('then AttributesToGet', async () => {
    expect(await absent({ ...all, QueryFilter: {} })).toEqual(
      validation(`${INVALID}Duplicate value in attribute name: a`),
    )
  })

  test('then the values of the start key', async () => {
    expect(await absent({ ExclusiveStartKey: { pk: {} }, KeyConditions: { pk: op('EQ') } })).toEqual(
      worded(EMPTY, `${START}: ${EMPTY}`),
    )
    const number = { ExclusiveStartKey: { pk: N('b') }, KeyConditions }
    expect(await absent(number)).toEqual(validation('The parameter cannot be converted to a numeric value: b'))
  })

  test('then whether there is a key condition', async () => {
    const more = { FilterExpression: '', ExpressionAttributeNames: {} }
    expect(await absent({ ...more, ExclusiveStartKey: { pk: {} } })).toMatchObject({
      message: expect.stringContaining(EMPTY),
    })
    expect(await absent(more)).toEqual(
      validation('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'),
    )
  })

  test('then the key conditions', async () => {
    expect(await absent({ KeyConditions })).toEqual(validation(EMPTY))
    expect(await absent({ KeyConditions: { pk: op('CONTAINS', { SS: ['a'] }) } })).toEqual(
      validation(`${INVALID}ComparisonOperator CONTAINS is not valid for SS AttributeValue type`),
    )
    expect(await absent({ KeyConditions: { pk: op('NE', S('a')) } })).toEqual(NOT_FOUND)
  })

  test('a start key comes before the expressions', async () => {
    const message = (await absent({ ExclusiveStartKey: { pk: {} }, KeyConditionExpression: '' })).message
    expect(message).toContain(EMPTY)
  })

  test('a condition that keys do not take comes after what is wrong with the other expressions', async () => {
    const KeyConditionExpression = 'attribute_exists(pk)'
    expect(await absent({ KeyConditionExpression, FilterExpression: '' })).toEqual(
      validation('Invalid FilterExpression: The expression can not be empty;'),
    )
    expect(await absent({ KeyConditionExpression, ProjectionExpression: '' })).toEqual(
      validation('Invalid ProjectionExpression: The expression can not be empty;'),
    )
    expect(await absent({ KeyConditionExpression })).toEqual(
      validation('Invalid operator used in KeyConditionExpression: attribute_exists'),
    )
  })
})

describe('operands of a key condition, from left to right', () => {
  const SEVERAL = 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'
  const NESTED = 'KeyConditionExpressions cannot contain nested operations'

  test.each([
    ['a BETWEEN b AND size(a)', SEVERAL],
    ['b > a.b', SEVERAL],
    ['b BETWEEN c[1] AND d', SEVERAL],
    ['a BETWEEN size(b) AND size(a)', NESTED],
    ['a > size(b.d)', NESTED],
    ['size(b) > a AND a.b > b', NESTED],
  ])('%s', async (KeyConditionExpression, text) => {
    expect(await absent({ KeyConditionExpression })).toEqual(validation(text))
  })

  test(':a BETWEEN size(b) AND size(a)', async () => {
    expect(
      await absent({
        KeyConditionExpression: ':a BETWEEN size(b) AND size(a)',
        ExpressionAttributeValues: { ':a': S('1') },
      }),
    ).toEqual(
      validation(
        'Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand',
      ),
    )
  })
})

describe('the key', () => {
  const wrong = { KeyConditionExpression: 'z = :v', ExpressionAttributeValues: { ':v': N('1') } }
  const index = { TableName: tables.global, IndexName: 'keys' }

  test('the index is looked for first', async () => {
    expect(await query({ ...wrong, IndexName: 'nothing', ExclusiveStartKey: {} })).toEqual(
      validation('The table does not have the specified index: nothing'),
    )
  })

  test('then whether it can be read consistently', async () => {
    expect(await query({ ...wrong, ...index, ConsistentRead: true, ExclusiveStartKey: {} })).toEqual(
      validation('Consistent reads are not supported on global secondary indexes'),
    )
  })

  test('then the attributes of the start key are counted', async () => {
    expect(await query({ ...wrong, ExclusiveStartKey: {} })).toEqual(validation(START))
    expect(await query({ ...wrong, ExclusiveStartKey: { pk: N('1') } })).toEqual(validation(START))
  })

  test('then its partition key is looked at', async () => {
    expect(await query({ ...wrong, ExclusiveStartKey: { x: S('a'), y: S('a') } })).toEqual(validation(START))
    expect(await query({ ...wrong, ExclusiveStartKey: { pk: N('1'), y: S('a') } })).toEqual(validation(MISMATCH))
  })

  test('then the condition on the partition key', async () => {
    expect(await query({ ...wrong, ExclusiveStartKey: { pk: S('a'), y: S('a') } })).toEqual(
      validation('Query condition missed key schema element: pk'),
    )
  })

  test('its type comes before its operator', async () => {
    const more = { KeyConditionExpression: 'pk > :v', ExpressionAttributeValues: { ':v': N('1') } }
    expect(await query(more)).toEqual(validation(`${INVALID}Condition parameter type does not match schema type`))
    expect(await query({ KeyConditions: { pk: op('NE', N('1')) } })).toEqual(
      validation('Attempted conditional constraint is not an indexable operation'),
    )
  })

  test('then the same of the sort key', async () => {
    const more = { KeyConditions: { pk: op('EQ', S('a')), z: op('NE', N('1')) } }
    expect(await query({ ...more, ExclusiveStartKey: { pk: S('a'), y: S('a') } })).toEqual(validation(START))
    expect(await query({ ...more, ExclusiveStartKey: { pk: S('a'), sk: N('1') } })).toEqual(validation(MISMATCH))
    expect(await query({ ...more, ExclusiveStartKey: { pk: S('a'), sk: S('a') } })).toEqual(
      validation('Query condition missed key schema element: sk'),
    )
  })

  test('of a table without sort key, conditions are counted before they are read', async () => {
    const more = { KeyConditionExpression: 'y = :v AND z = :v', ExpressionAttributeValues: { ':v': S('1') } }
    expect(await query({ ...more, TableName: tables.hash })).toEqual(validation('Query key condition not supported'))
  })

  test('of an index, the key of the table comes last', async () => {
    const more = { ...index, KeyConditionExpression: 'gpk = :v', ExpressionAttributeValues: { ':v': S('b') } }
    const start = { gpk: S('a'), gsk: S('a'), pk: S('a'), sk: N('1') }
    expect(await query({ ...more, ExclusiveStartKey: start })).toEqual(validation(`${START}: ${MISMATCH}`))
    expect(await query({ ...more, ExclusiveStartKey: { ...start, sk: S('a') } })).toEqual(
      validation('The provided starting key is outside query boundaries based on provided conditions'),
    )
  })

  test('of a condition on the sort key, that is what a start key is held against first', async () => {
    const more = (comparison: string) => ({
      KeyConditionExpression: `pk = :v AND sk ${comparison} :v`,
      ExpressionAttributeValues: { ':v': S('b') },
      ExclusiveStartKey: { pk: S('a'), sk: S('a') },
    })
    expect(await query(more('>'))).toEqual(
      validation('The provided starting key does not match the range key predicate'),
    )
    expect(await query(more('<'))).toEqual(validation('The query can return at most one row and cannot be restarted'))
  })
})

describe('projection and filter', () => {
  const SCALARS = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "
  const read = (more: object) =>
    query({
      TableName: tables.global,
      IndexName: 'keys',
      KeyConditionExpression: 'gpk = :v',
      ExpressionAttributeValues: { ':v': S('b') },
      ...more,
    })

  test('a path into a key comes first in the projection', async () => {
    expect(await read({ ProjectionExpression: 'pk[0]', FilterExpression: 'gpk = pk' })).toEqual(
      validation(`${SCALARS}Key: pk`),
    )
    expect(await read({ ProjectionExpression: 'gsk.a, x' })).toEqual(validation(`${SCALARS}IndexKey: gsk`))
  })

  test('then a filter on the key, its first attribute first', async () => {
    expect(await read({ FilterExpression: 'gsk[0] = x OR gpk.a = y', Select: 'ALL_ATTRIBUTES' })).toEqual(
      validation('Filter Expression can only contain non-primary key attributes: Primary key attribute: gpk'),
    )
  })

  test('then ALL_ATTRIBUTES of a partial index', async () => {
    expect(await read({ FilterExpression: 'pk[0] = sk', Select: 'ALL_ATTRIBUTES' })).toEqual(
      validation(
        `${INVALID}Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL`,
      ),
    )
  })

  test('then a path into a key in the filter', async () => {
    expect(await read({ FilterExpression: 'pk[0] = sk' })).toEqual(validation(`${SCALARS}Key: pk`))
  })

  test('a filter may not use what a local index does not project, even if it is fetched', async () => {
    const more = { TableName: tables.local, IndexName: 'include', KeyConditionExpression: 'pk = :v' }
    expect(await read({ ...more, FilterExpression: 'a = y OR x = y', Select: 'ALL_ATTRIBUTES' })).toEqual(
      validation(`${INVALID}Secondary index include does not project one or more filter attributes: [x, y]`),
    )
  })
})
