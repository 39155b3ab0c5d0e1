import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const S = (value: string) => ({ S: value })
const N = (value: string) => ({ N: value })
const op = (ComparisonOperator: string, ...AttributeValueList: object[]) => ({
  ComparisonOperator,
  AttributeValueList,
})

const pk = S(uniqueKey())
beforeAll(async () => {
  for (const sk of ['1', '2', '10']) {
    const Item = {
      pk,
      sk: N(sk),
      a: S(`a${sk}`),
      n: N(sk),
      ss: { SS: ['x', `s${sk}`] },
      even: { BOOL: sk !== '1' },
      list: { L: [N(sk), { NULL: true }] },
    }
    await call('PutItem', { TableName: tables.numberRange, Item })
  }
})

const query = async (KeyConditions: object, more: object = {}) => {
  const { json } = await call('Query', { TableName: tables.numberRange, KeyConditions, ...more })
  return (json?.Items as { sk: { N: string } }[] | undefined)?.map(item => item.sk.N)
}
const fault = (KeyConditions: object, more: object = {}) =>
  refusedCall('Query', { TableName: tables.numberRange, KeyConditions, ...more })

describe('KeyConditions', () => {
  test.each<[string, object, string[]]>([
    ['EQ', op('EQ', N('2.0')), ['2']],
    ['LT', op('LT', N('2')), ['1']],
    ['LE', op('LE', N('2')), ['1', '2']],
    ['GT', op('GT', N('2')), ['10']],
    ['GE', op('GE', N('2')), ['2', '10']],
    ['BETWEEN', op('BETWEEN', N('1.5'), N('1e1')), ['2', '10']],
  ])('%s on the sort key', async (_, condition, expected) => {
    expect(await query({ pk: op('EQ', pk), sk: condition })).toEqual(expected)
  })

  test('on the partition key alone', async () => {
    expect(await query({ pk: op('EQ', pk) }, { ScanIndexForward: false })).toEqual(['10', '2', '1'])
  })

  test('BEGINS_WITH on a string sort key', async () => {
    const partition = S(uniqueKey())
    for (const sk of ['aa', 'ab', 'b']) {
      await call('PutItem', { TableName: tables.range, Item: { pk: partition, sk: S(sk) } })
    }
    const { json } = await call('Query', {
      TableName: tables.range,
      KeyConditions: { pk: op('EQ', partition), sk: op('BEGINS_WITH', S('a')) },
    })
    expect(json?.Count).toBe(2)
  })
})

describe('QueryFilter', () => {
  test.each<[string, object, string[]]>([
    ['EQ', { n: op('EQ', N('2')) }, ['2']],
    ['EQ of a BOOL', { even: op('EQ', { BOOL: true }) }, ['2', '10']],
    ['EQ of a list', { list: op('EQ', { L: [N('2.0'), { NULL: true }] }) }, ['2']],
    ['NE of a map', { list: op('NE', { M: {} }) }, ['1', '2', '10']],
    ['CONTAINS of NULL in a list', { list: op('CONTAINS', { NULL: true }) }, ['1', '2', '10']],
    ['NE', { n: op('NE', N('2')) }, ['1', '10']],
    ['GT', { n: op('GT', N('2')) }, ['10']],
    ['IN', { n: op('IN', N('1'), N('10')) }, ['1', '10']],
    ['CONTAINS of a set', { ss: op('CONTAINS', S('s2')) }, ['2']],
    ['NOT_CONTAINS of a set', { ss: op('NOT_CONTAINS', S('s2')) }, ['1', '10']],
    ['BEGINS_WITH', { a: op('BEGINS_WITH', S('a1')) }, ['1', '10']],
    ['NULL', { a: { ComparisonOperator: 'NULL' } }, []],
    ['NOT_NULL', { a: { ComparisonOperator: 'NOT_NULL' } }, ['1', '2', '10']],
    ['two, joined by AND', { n: op('GT', N('1')), a: op('EQ', S('a2')) }, ['2']],
  ])('%s', async (_, QueryFilter, expected) => {
    expect(await query({ pk: op('EQ', pk) }, { QueryFilter })).toEqual(expected)
  })

  test('two, joined by OR', async () => {
    const QueryFilter = { n: op('EQ', N('1')), a: op('EQ', S('a2')) }
    expect(await query({ pk: op('EQ', pk) }, { QueryFilter, ConditionalOperator: 'OR' })).toEqual(['1', '2'])
  })

  test('IN over a set matches scalars only', async () => {
    expect(await query({ pk: op('EQ', pk) }, { QueryFilter: { ss: op('IN', S('x')) } })).toEqual([])
  })
})

test('KeyConditions go with a FilterExpression', async () => {
  const more = {
    FilterExpression: 'n > :n',
    ExpressionAttributeValues: { ':n': N('1') },
    ProjectionExpression: 'sk, n',
  }
  expect(await query({ pk: op('EQ', pk) }, more)).toEqual(['2', '10'])
})

test('AttributesToGet', async () => {
  const { json } = await call('Query', {
    TableName: tables.numberRange,
    KeyConditions: { pk: op('EQ', pk), sk: op('EQ', N('1')) },
    AttributesToGet: ['a'],
  })
  expect(json?.Items).toEqual([{ a: S('a1') }])
})

describe('faults', () => {
  test.each(['NE', 'IN', 'CONTAINS', 'NOT_CONTAINS'])('%s is no condition for a key', async operator => {
    expect(await fault({ pk: op('EQ', pk), sk: op(operator, N('1')) })).toMatchObject({
      message: 'Attempted conditional constraint is not an indexable operation',
    })
  })

  test('the partition key not compared by EQ', async () => {
    expect(await fault({ pk: op('GT', pk) })).toEqual(validation('Query key condition not supported'))
  })

  test('no condition for the partition key', async () => {
    expect(await fault({ sk: op('EQ', N('1')) })).toEqual(validation('Query condition missed key schema element: pk'))
  })

  test('a value of another type than the key', async () => {
    expect(await fault({ pk: op('EQ', N('1')) })).toEqual(
      validation(`${INVALID}Condition parameter type does not match schema type`),
    )
  })

  test('the wrong number of values', async () => {
    expect(await fault({ pk: op('EQ', pk, pk) })).toEqual(
      validation(`${INVALID}Invalid number of argument(s) for the EQ ComparisonOperator`),
    )
  })

  test('a bad number', async () => {
    expect(await fault({ pk: op('EQ', pk), sk: op('EQ', N('x')) })).toEqual(
      validation('The parameter cannot be converted to a numeric value: x'),
    )
  })

  test('QueryFilter on a key', async () => {
    expect(await fault({ pk: op('EQ', pk) }, { QueryFilter: { sk: op('EQ', N('1')) } })).toEqual(
      validation('QueryFilter can only contain non-primary key attributes: Primary key attribute: sk'),
    )
  })

  test('ConditionalOperator with one condition', async () => {
    expect(
      await fault({ pk: op('EQ', pk) }, { QueryFilter: { n: op('EQ', N('1')) }, ConditionalOperator: 'OR' }),
    ).toEqual(validation('ConditionalOperator can only be used when Filter or Expected has two or more elements'))
  })

  test('mixed with expressions', async () => {
    const more = { FilterExpression: 'attribute_exists(a)', QueryFilter: {} }
    expect(await fault({ pk: op('EQ', pk) }, more)).toEqual(
      validation(
        'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {QueryFilter} Expression parameters: {FilterExpression}',
      ),
    )
  })
})
