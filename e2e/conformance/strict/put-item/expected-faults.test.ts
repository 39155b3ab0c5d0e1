import { expect, test } from 'vitest'
import { enveloped, INVALID, refusedCall } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const put = (Expected: object, more: object = {}) =>
  refusedCall('PutItem', { TableName: tables.hash, Item: { pk: { S: 'a' } }, Expected, ...more })
const S = (text: string) => ({ S: text })
const N = (text: string) => ({ N: text })
const op = (ComparisonOperator: string, ...AttributeValueList: object[]) => ({
  a: { ComparisonOperator, AttributeValueList },
})

test.each<[string, object, string]>([
  [
    'Value and list',
    { a: { Value: S('x'), AttributeValueList: [S('x')], ComparisonOperator: 'EQ' } },
    'Value and AttributeValueList cannot be used together for Attribute: a',
  ],
  [
    'Exists and operator',
    { a: { Exists: true, ComparisonOperator: 'EQ', Value: S('x') } },
    'Exists and ComparisonOperator cannot be used together for Attribute: a',
  ],
  [
    'operator without value',
    { a: { ComparisonOperator: 'EQ' } },
    'Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a',
  ],
  [
    'list without operator',
    { a: { AttributeValueList: [S('x')] } },
    'AttributeValueList can only be used with a ComparisonOperator for Attribute: a',
  ],
  ['nothing at all', { a: {} }, 'Value must be provided when Exists is null for Attribute: a'],
  [
    'Exists true without value',
    { a: { Exists: true } },
    'Value must be provided when Exists is true for Attribute: a',
  ],
  [
    'Exists false with value',
    { a: { Exists: false, Value: S('x') } },
    'Value cannot be used when Exists is false for Attribute: a',
  ],
  ['EQ with two values', op('EQ', S('x'), S('y')), 'Invalid number of argument(s) for the EQ ComparisonOperator'],
  [
    'BETWEEN with one value',
    op('BETWEEN', S('x')),
    'Invalid number of argument(s) for the BETWEEN ComparisonOperator',
  ],
  ['NULL with a value', op('NULL', S('x')), 'Invalid number of argument(s) for the NULL ComparisonOperator'],
  ['IN with two types', op('IN', S('x'), N('1')), 'AttributeValues inside AttributeValueList must be of same type'],
  ['LT with a set', op('LT', { SS: ['x'] }), 'ComparisonOperator LT is not valid for SS AttributeValue type'],
  [
    'BEGINS_WITH a number',
    op('BEGINS_WITH', N('1')),
    'ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type',
  ],
  [
    'CONTAINS a list',
    op('CONTAINS', { L: [] }),
    'ComparisonOperator CONTAINS is not valid for L AttributeValue type',
  ],
])('%s', async (_, expected, text) => {
  expect(await put(expected)).toEqual(enveloped(INVALID + text))
})

test('BETWEEN with bounds the wrong way round', async () => {
  const { message } = await put(op('BETWEEN', S('b'), S('a')))
  expect(message).toContain(
    'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
  )
})

test('ConditionalOperator with one condition', async () => {
  const { message } = await put({ a: { Exists: false } }, { ConditionalOperator: 'OR' })
  expect(message).toContain('ConditionalOperator can only be used when Filter or Expected has two or more elements')
})
