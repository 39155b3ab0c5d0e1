import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const S = (value: string) => ({ S: value })
const request = (TransactItems: unknown, more: object = {}) =>
  refusedCall('TransactWriteItems', { TransactItems, ...more })
const put = (Item: object, more: object = {}) => ({ Put: { TableName: tables.hash, Item, ...more } })
const puts = (count: number) => Array.from({ length: count }, () => put({ pk: S(uniqueKey()) }))

describe('the number of actions', () => {
  test('none', async () => {
    expect((await request([])).message).toMatch(
      /^1 validation error detected: Value (?:'\[\]' )?at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1$/i,
    )
  })

  test('101', async () => {
    const { name, message } = await request(puts(101))
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/at 'transactItems' .*Member must have length less than or equal to 100$/i)
  })
})

test('a token of 37 characters', async () => {
  const token = 't'.repeat(37)
  const { name, message } = await request(puts(1), { ClientRequestToken: token })
  expect(name).toBe('ValidationException')
  expect(message).toMatch(/at 'clientRequestToken' .*Member must have length less than or equal to 36$/i)
})

describe('an action', () => {
  test.each<[string, object]>([
    ['that is none', {}],
    ['that is two', { ...put({ pk: S('a') }), Delete: { TableName: tables.hash, Key: { pk: S('b') } } }],
  ])('%s', async (_, action) => {
    expect(await request([action])).toEqual(
      validation('TransactItems can only contain one of Check, Put, Update or Delete'),
    )
  })

  test('on the item of another one', async () => {
    const pk = S(uniqueKey())
    const check = { TableName: tables.hash, Key: { pk }, ConditionExpression: 'attribute_not_exists(pk)' }
    expect(await request([put({ pk }), ...puts(1), { ConditionCheck: check }])).toEqual(
      validation('Transaction request cannot include multiple operations on one item'),
    )
  })
})

describe('refused as a whole, not by a reason', () => {
  test('an empty key value', async () => {
    expect(await request([...puts(1), put({ pk: S('') })])).toEqual(
      validation(
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
      ),
    )
  })

  test('a put over 400 KB', async () => {
    expect(await request([put(itemOfSize(400 * 1024 + 1, { pk: S(uniqueKey()) }))])).toEqual(
      validation('Item size has exceeded the maximum allowed size'),
    )
  })

  test('a fault of an expression', async () => {
    const { name, message } = await request([put({ pk: S('a') }, { ConditionExpression: 'attribute_exists(' })])
    expect(name).toBe('ValidationException')
    expect(message).toContain('Invalid ConditionExpression: Syntax error')
  })

  test('a bad number', async () => {
    const { name, message } = await request([...puts(1), put({ pk: S('a'), v: { N: 'x' } })])
    expect(name).toBe('ValidationException')
    expect(message).toContain('The parameter cannot be converted to a numeric value: x')
  })
})

test('of several faults, those of values come before an unknown table', async () => {
  const unknown = { Put: { TableName: 'no-such-table-here', Item: { pk: S('a') } } }
  const { message } = await request([unknown, put({ pk: S('a'), v: { N: 'x' } })])
  expect(message).toContain('numeric value')
})
