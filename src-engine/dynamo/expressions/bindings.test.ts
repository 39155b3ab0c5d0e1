import { describe, expect, test } from 'vitest'
import { RequestFault } from '../errors/request-fault.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { bindCondition, bindProjection, bindUpdate } from './bind.ts'
import { Bindings } from './bindings.ts'

const S: AttributeValue = { S: 'x' }
const make = (names?: Record<string, string>, values?: Record<string, AttributeValue>) =>
  new Bindings({ names, values })

describe('Bindings maps', () => {
  test('empty ones are refused, names first', () => {
    expect(() => make({}, {})).toThrow(new RequestFault('ExpressionAttributeNames must not be empty'))
    expect(() => make(undefined, {})).toThrow(new RequestFault('ExpressionAttributeValues must not be empty'))
  })

  test.each(['a', '#', '#a-b', '#a.b', ':a', '', '#ü', '# a'])('"%s" is no key of names', key => {
    expect(() => make({ [key]: 'a' })).toThrow(
      new RequestFault(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${key}"`),
    )
  })

  test.each(['a', ':', ':a-b', '#a'])('"%s" is no key of values', key => {
    expect(() => make(undefined, { [key]: S })).toThrow(
      new RequestFault(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${key}"`),
    )
  })

  test('a key of 255 bytes passes, one of 256 does not', () => {
    const key = `#${'a'.repeat(254)}`
    expect(() => make({ [key]: 'a' })).not.toThrow()
    expect(() => make({ [`${key}a`]: 'a' })).toThrow(
      'ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; size of key: 256',
    )
  })

  test('a name stands for something', () => {
    expect(() => make({ '#a': '' })).toThrow(
      new RequestFault('ExpressionAttributeNames contains invalid value: Empty attribute name for key #a'),
    )
  })
})

describe('Bindings.finish', () => {
  test('is content when every name and value was used in any of the expressions', () => {
    const bindings = make({ '#a': 'a', '#b': 'b' }, { ':a': S, ':b': S })
    bindUpdate('SET #a = :a', bindings)
    bindCondition('c = :b', 'ConditionExpression', bindings)
    bindProjection('#b', bindings)
    expect(() => bindings.finish()).not.toThrow()
  })

  test('refuses names that none used, then values', () => {
    const bindings = make({ '#a': 'a', '#b': 'b', '#c': 'c' }, { ':a': S, ':b': S })
    bindCondition('#b = :b', 'ConditionExpression', bindings)
    expect(() => bindings.finish()).toThrow(
      new RequestFault('Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #c}'),
    )
    bindProjection('#a, #c', bindings)
    expect(() => bindings.finish()).toThrow(
      new RequestFault('Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}'),
    )
  })

  test('placeholders are told apart by case', () => {
    const bindings = make({ '#a': 'a', '#A': 'b' })
    bindProjection('#A', bindings)
    expect(() => bindings.finish()).toThrow('keys: {#a}')
  })
})
