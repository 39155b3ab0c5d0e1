import { describe, expect, test } from 'vitest'
import type { Condition, ExpectedAttributeValue } from '../api/shapes/legacy-conditions.ts'
import { RequestFault } from '../errors/request-fault.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { evaluateCondition } from './evaluate.ts'
import { keyRange } from './key-range.ts'
import { lowerExpected, lowerFilter, lowerKeyConditions } from './legacy-conditions.ts'

const P = 'One or more parameter values were invalid: '
const S: AttributeValue = { S: 'x' }
const N: AttributeValue = { N: '1' }
const item: Item = {
  s: { S: 'hello' },
  n: { N: '5' },
  ss: { SS: ['a', 'b'] },
  l: { L: [{ S: 'a' }] },
  'dotted.name[0]': { S: 'odd' },
}

const expected = (member: ExpectedAttributeValue, name = 'a') => lowerExpected({ [name]: member }, undefined)
const filter = (condition: Condition, name = 's') => {
  const lowered = lowerFilter({ [name]: condition }, undefined)
  return lowered !== undefined && evaluateCondition(lowered, item)
}

describe('Expected faults', () => {
  test.each<[string, ExpectedAttributeValue, string]>([
    [
      'value and list',
      { Value: S, AttributeValueList: [S] },
      'Value and AttributeValueList cannot be used together for Attribute: a',
    ],
    [
      'exists and operator',
      { Exists: true, ComparisonOperator: 'EQ', Value: S },
      'Exists and ComparisonOperator cannot be used together for Attribute: a',
    ],
    [
      'operator without value',
      { ComparisonOperator: 'EQ' },
      'Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a',
    ],
    [
      'argument count',
      { ComparisonOperator: 'EQ', AttributeValueList: [S, S] },
      'Invalid number of argument(s) for the EQ ComparisonOperator',
    ],
    [
      'no arguments',
      { ComparisonOperator: 'IN', AttributeValueList: [] },
      'Invalid number of argument(s) for the IN ComparisonOperator',
    ],
    [
      'arguments of NULL',
      { ComparisonOperator: 'NULL', Value: S },
      'Invalid number of argument(s) for the NULL ComparisonOperator',
    ],
    [
      'one bound',
      { ComparisonOperator: 'BETWEEN', AttributeValueList: [S] },
      'Invalid number of argument(s) for the BETWEEN ComparisonOperator',
    ],
    [
      'mixed types',
      { ComparisonOperator: 'IN', AttributeValueList: [S, N] },
      'AttributeValues inside AttributeValueList must be of same type',
    ],
    [
      'type not allowed',
      { ComparisonOperator: 'LT', AttributeValueList: [{ SS: ['a'] }] },
      'ComparisonOperator LT is not valid for SS AttributeValue type',
    ],
    [
      'number prefix',
      { ComparisonOperator: 'BEGINS_WITH', Value: N },
      'ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type',
    ],
    [
      'list for CONTAINS',
      { ComparisonOperator: 'CONTAINS', Value: { L: [] } },
      'ComparisonOperator CONTAINS is not valid for L AttributeValue type',
    ],
    [
      'list without operator',
      { AttributeValueList: [S] },
      'AttributeValueList can only be used with a ComparisonOperator for Attribute: a',
    ],
    ['nothing', {}, 'Value must be provided when Exists is null for Attribute: a'],
    ['exists without value', { Exists: true }, 'Value must be provided when Exists is true for Attribute: a'],
    [
      'not exists with value',
      { Exists: false, Value: S },
      'Value cannot be used when Exists is false for Attribute: a',
    ],
  ])('%s', (_case, member, text) => expect(() => expected(member)).toThrow(new RequestFault(P + text)))

  test('bounds the wrong way round', () => {
    expect(() => expected({ ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '10' }, { N: '9' }] })).toThrow(
      new RequestFault(
        'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
      ),
    )
  })
})

describe('Expected', () => {
  const holds = (member: ExpectedAttributeValue, name: string) => {
    const condition = expected(member, name)
    return condition !== undefined && evaluateCondition(condition, item)
  }

  test('a value that must be there, of any type, or an attribute that must not', () => {
    expect(holds({ Value: { S: 'hello' } }, 's')).toBe(true)
    expect(holds({ Value: { L: [{ S: 'a' }] }, Exists: true }, 'l')).toBe(true)
    expect(holds({ Value: { S: 'other' } }, 's')).toBe(false)
    expect(holds({ Exists: false }, 'nope')).toBe(true)
    expect(holds({ Exists: false }, 's')).toBe(false)
  })

  test('names are names, whatever characters they have', () => {
    expect(holds({ Value: { S: 'odd' } }, 'dotted.name[0]')).toBe(true)
  })

  test('nothing expected is no condition', () => {
    expect(lowerExpected(undefined, undefined)).toBeUndefined()
    expect(lowerExpected({}, undefined)).toBeUndefined()
  })

  test('ConditionalOperator joins, AND if absent, and wants two', () => {
    const members = { s: { Value: { S: 'hello' } }, n: { Value: { N: '6' } } }
    const holdsFor = (operator: 'AND' | 'OR' | undefined) => {
      const condition = lowerExpected(members, operator)
      return condition !== undefined && evaluateCondition(condition, item)
    }
    expect([holdsFor('AND'), holdsFor(undefined), holdsFor('OR')]).toEqual([false, false, true])
    const two = 'ConditionalOperator can only be used when Filter or Expected has two or more elements'
    expect(() => lowerExpected({ s: { Value: S } }, 'AND')).toThrow(new RequestFault(two))
    expect(() => lowerFilter({}, 'OR')).toThrow(new RequestFault(two))
    expect(() => lowerFilter(undefined, 'OR')).toThrow(
      new RequestFault('ConditionalOperator cannot be used without Filter or Expected'),
    )
  })
})

describe('filters', () => {
  test.each<[string, Condition, string, boolean]>([
    ['EQ', { ComparisonOperator: 'EQ', AttributeValueList: [{ SS: ['b', 'a'] }] }, 'ss', true],
    ['NE', { ComparisonOperator: 'NE', AttributeValueList: [{ S: 'hello' }] }, 's', false],
    ['NE of a missing one', { ComparisonOperator: 'NE', AttributeValueList: [S] }, 'nope', true],
    ['LT', { ComparisonOperator: 'LT', AttributeValueList: [{ N: '10' }] }, 'n', true],
    ['LE', { ComparisonOperator: 'LE', AttributeValueList: [{ N: '5' }] }, 'n', true],
    ['GT', { ComparisonOperator: 'GT', AttributeValueList: [{ N: '5' }] }, 'n', false],
    ['GE', { ComparisonOperator: 'GE', AttributeValueList: [{ N: '5' }] }, 'n', true],
    ['IN', { ComparisonOperator: 'IN', AttributeValueList: [{ N: '4' }, { N: '5' }] }, 'n', true],
    ['IN does not look into sets', { ComparisonOperator: 'IN', AttributeValueList: [{ S: 'a' }] }, 'ss', false],
    ['BETWEEN', { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '5' }, { N: '6' }] }, 'n', true],
    ['BEGINS_WITH', { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [{ S: 'he' }] }, 's', true],
    ['CONTAINS in a string', { ComparisonOperator: 'CONTAINS', AttributeValueList: [{ S: 'ell' }] }, 's', true],
    ['CONTAINS in a set', { ComparisonOperator: 'CONTAINS', AttributeValueList: [{ S: 'a' }] }, 'ss', true],
    ['CONTAINS in a list', { ComparisonOperator: 'CONTAINS', AttributeValueList: [{ S: 'a' }] }, 'l', true],
    ['NOT_CONTAINS', { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [{ S: 'a' }] }, 'ss', false],
    [
      'NOT_CONTAINS of nothing',
      { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [{ S: 'a' }] },
      'nope',
      false,
    ],
    ['NE of nothing', { ComparisonOperator: 'NE', AttributeValueList: [{ S: 'a' }] }, 'nope', true],
    ['NULL', { ComparisonOperator: 'NULL' }, 'nope', true],
    ['NOT_NULL', { ComparisonOperator: 'NOT_NULL', AttributeValueList: [] }, 's', true],
  ])('%s', (_case, condition, name, result) => expect(filter(condition, name)).toBe(result))

  test('wrong conditions', () => {
    expect(() => filter({ ComparisonOperator: 'EQ' })).toThrow(
      new RequestFault(`${P}Invalid number of argument(s) for the EQ ComparisonOperator`),
    )
  })
})

describe('KeyConditions', () => {
  const key = { partition: [{ name: 'pk', type: 'S' as const }], sort: [{ name: 'sk', type: 'N' as const }] }

  test('are a key range', () => {
    const condition = lowerKeyConditions({
      sk: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '1' }, { N: '2' }] },
      pk: { ComparisonOperator: 'EQ', AttributeValueList: [S] },
    })
    expect(keyRange(condition, key)).toEqual({
      partition: [S],
      sortEquals: [],
      sortRange: { operator: 'between', values: [{ N: '1' }, { N: '2' }] },
    })
  })

  test.each(['NE', 'IN', 'CONTAINS', 'NOT_CONTAINS'] as const)('%s is not indexable', operator => {
    const condition = lowerKeyConditions({ pk: { ComparisonOperator: operator, AttributeValueList: [S] } })
    expect(() => keyRange(condition, key)).toThrow('Attempted conditional constraint is not an indexable operation')
  })

  test('wrong values come first', () => {
    expect(() => lowerKeyConditions({ pk: { ComparisonOperator: 'NE', AttributeValueList: [] } })).toThrow(
      new RequestFault(`${P}Invalid number of argument(s) for the NE ComparisonOperator`),
    )
  })
})
