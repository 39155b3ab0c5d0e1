import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import type { OperationName } from './operation-names.ts'
import { checkShape } from './shape-checker.ts'

const CAST =
  'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
  '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
  "loader 'bootstrap')"
const STRUCTURE = 'Start of structure or map found where not expected'

function fault(operation: OperationName, input: unknown): string {
  try {
    checkShape(operation, input)
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    return error.code === 'SerializationException' ? error.message : `not a type fault: ${error.message}`
  }
  return 'accepted'
}

const key = (value: unknown) => ({ TableName: 'tab', Key: { a: value } })

describe('SerializationException, by expected type', () => {
  test.each([
    [1, 'NUMBER_VALUE cannot be converted to String'],
    [-2147483648, 'NUMBER_VALUE cannot be converted to String'],
    [34.56, 'DECIMAL_VALUE cannot be converted to String'],
    [true, 'TRUE_VALUE cannot be converted to String'],
    [false, 'FALSE_VALUE cannot be converted to String'],
    [[], 'Unrecognized collection type class java.lang.String'],
    [{}, STRUCTURE],
  ])('String, found %j', (found, text) => {
    expect(fault('GetItem', { TableName: found })).toBe(text)
    expect(fault('GetItem', key({ N: found }))).toBe(text)
    expect(fault('GetItem', key({ SS: ['a', found] }))).toBe(text)
  })

  test.each([
    ['1', 'STRING_VALUE cannot be converted to Integer'],
    [true, 'TRUE_VALUE cannot be converted to Integer'],
    [false, 'FALSE_VALUE cannot be converted to Integer'],
    [[], 'Unrecognized collection type class java.lang.Integer'],
    [{}, STRUCTURE],
  ])('Integer, found %j', (found, text) => {
    expect(fault('Query', { TableName: 'tab', Limit: found })).toBe(text)
  })

  test('Long and Double are named as such', () => {
    const units = (found: unknown) => ({ TableName: 'tab', ProvisionedThroughput: { ReadCapacityUnits: found } })
    expect(fault('CreateTable', units('1'))).toBe('STRING_VALUE cannot be converted to Long')
    expect(fault('CreateTable', units([]))).toBe('Unrecognized collection type class java.lang.Long')
    const target = (found: unknown) => ({
      GlobalTableName: 'tab',
      GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate: {
        ScalingPolicyUpdate: { TargetTrackingScalingPolicyConfiguration: { TargetValue: found } },
      },
    })
    expect(fault('UpdateGlobalTableSettings', target(false))).toBe('FALSE_VALUE cannot be converted to Double')
    expect(fault('UpdateGlobalTableSettings', target(70.5))).toBe('accepted')
  })

  test.each([
    ['23', 'Unexpected token received from parser'],
    [23, 'NUMBER_VALUE cannot be converted to Boolean'],
    [34.56, 'DECIMAL_VALUE cannot be converted to Boolean'],
    [[], 'Unrecognized collection type class java.lang.Boolean'],
    [{}, STRUCTURE],
  ])('Boolean, found %j', (found, text) => {
    expect(fault('GetItem', { TableName: 'tab', ConsistentRead: found })).toBe(text)
    expect(fault('GetItem', key({ BOOL: found }))).toBe(text)
    expect(fault('GetItem', key({ NULL: found }))).toBe(text)
  })

  test.each([
    [true, 'only base-64-encoded strings are convertible to bytes'],
    [23, 'only base-64-encoded strings are convertible to bytes'],
    [[], 'Unrecognized collection type class java.nio.ByteBuffer'],
    [{}, STRUCTURE],
    ['23456', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
    ['=+/=', 'Invalid last non-pad Base64 character dectected'],
    ['+/+=', 'Invalid last non-pad Base64 character dectected'],
    ['AB==', 'Invalid last non-pad Base64 character dectected'],
    ['AA-_', "Invalid Base64 character: '-'"],
    ['A===', "Invalid Base64 character: '='"],
  ])('Blob, found %j', (found, text) => {
    expect(fault('GetItem', key({ B: found }))).toBe(text)
    expect(fault('GetItem', key({ BS: ['AA==', found] }))).toBe(text)
    expect(fault('GetItem', key({ L: [{ M: { x: { B: found } } }] }))).toBe(text)
  })

  test('Blob with zero unused bits is accepted', () => {
    for (const text of ['', 'AA==', 'AQ==', 'AAA=', 'AAE=', '+/+/'])
      expect(fault('GetItem', key({ B: text }))).toBe('accepted')
  })

  const scalars = ['23', true, 23, 34.56]

  test('list, as a member', () => {
    for (const found of scalars) {
      expect(fault('GetItem', { TableName: 'tab', AttributesToGet: found })).toBe('Unexpected field type')
      expect(fault('GetItem', key({ L: found }))).toBe('Unexpected field type')
      expect(fault('GetItem', key({ SS: found }))).toBe('Unexpected field type')
    }
    expect(fault('GetItem', { TableName: 'tab', AttributesToGet: {} })).toBe(STRUCTURE)
    expect(fault('GetItem', key({ BS: {} }))).toBe(STRUCTURE)
  })

  test('map, as a member', () => {
    for (const found of scalars) {
      expect(fault('GetItem', { TableName: 'tab', Key: found })).toBe('Unexpected field type')
      expect(fault('GetItem', key({ M: found }))).toBe('Unexpected field type')
      expect(fault('BatchGetItem', { RequestItems: found })).toBe('Unexpected field type')
    }
    const map = (element: string) => `Unrecognized collection type java.util.Map<java.lang.String, ${element}>`
    expect(fault('GetItem', { TableName: 'tab', Key: [] })).toBe(
      map('com.amazonaws.dynamodb.v20120810.AttributeValue'),
    )
    expect(fault('GetItem', key({ M: [] }))).toBe(map('com.amazonaws.dynamodb.v20120810.AttributeValue'))
    expect(fault('GetItem', { ExpressionAttributeNames: [] })).toBe(map('java.lang.String'))
    expect(fault('BatchGetItem', { RequestItems: [] })).toBe(
      map('com.amazonaws.dynamodb.v20120810.KeysAndAttributes'),
    )
    expect(fault('BatchWriteItem', { RequestItems: [] })).toBe(
      map('java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>'),
    )
    expect(fault('PutItem', { Expected: [] })).toBe(map('com.amazonaws.dynamodb.v20120810.ExpectedAttributeValue'))
  })

  test('lists and maps inside the lists and maps of batches', () => {
    for (const found of scalars) {
      expect(fault('BatchWriteItem', { RequestItems: { tab: found } })).toBe(CAST)
      expect(fault('BatchGetItem', { RequestItems: { tab: { Keys: [found] } } })).toBe(CAST)
    }
    expect(fault('BatchWriteItem', { RequestItems: { tab: {} } })).toBe(STRUCTURE)
  })

  test('structure, as a member, an element or a map value', () => {
    for (const found of scalars) {
      expect(fault('CreateTable', { ProvisionedThroughput: found })).toBe('Unexpected field type')
      expect(fault('CreateTable', { KeySchema: [found] })).toBe('Unexpected value type in payload')
      expect(fault('PutItem', { Item: { a: found } })).toBe('Unexpected value type in payload')
      expect(fault('PutItem', { Item: { a: { L: [found] } } })).toBe('Unexpected value type in payload')
      expect(fault('PutItem', { Expected: { a: { Value: found } } })).toBe('Unexpected field type')
    }
    const type = 'Unrecognized collection type class com.amazonaws.dynamodb.v20120810.'
    expect(fault('CreateTable', { ProvisionedThroughput: [] })).toBe(`${type}ProvisionedThroughput`)
    expect(fault('CreateTable', { KeySchema: [[]] })).toBe(`${type}KeySchemaElement`)
    expect(fault('PutItem', { Item: { a: [] } })).toBe(`${type}AttributeValue`)
    expect(fault('GetItem', [])).toBe(`${type}GetItemInput`)
    expect(fault('GetItem', 'x')).toBe('Unexpected value type in payload')
    expect(fault('GetItem', null)).toBe('Unexpected value type in payload')
  })

  test('types are checked over the whole body before any constraint, the first in the document wins', () => {
    expect(fault('GetItem', { TableName: '', Key: { a: { N: 1 } } })).toBe(
      'NUMBER_VALUE cannot be converted to String',
    )
    expect(fault('GetItem', { Key: { a: { N: 1 } }, TableName: true })).toBe(
      'NUMBER_VALUE cannot be converted to String',
    )
    expect(fault('GetItem', { TableName: true, Key: { a: { N: 1 } } })).toBe(
      'TRUE_VALUE cannot be converted to String',
    )
  })
})

describe('what the type phase mends in place', () => {
  test('unknown members and nulls are dropped', () => {
    const input = JSON.parse(`{
      "TableName": "tab", "Nonsense": {"deep": 1}, "ConsistentRead": null, "__proto__": 1, "toString": 2,
      "Key": {"a": {"S": "x", "N": null, "T": 1, "__proto__": {}}, "__proto__": {"S": "own"}, "gone": null}
    }`)
    checkShape('GetItem', input)
    expect(Object.keys(input)).toEqual(['TableName', 'Key'])
    expect(JSON.stringify(input.Key)).toBe('{"a":{"S":"x"},"__proto__":{"S":"own"}}')
  })

  test('nulls leave lists, except in lists of attribute values, where they stay as values without a type', () => {
    const input = {
      TableName: 'tab',
      Key: { a: { SS: ['x', null], L: [null, { S: 'y' }] } },
      AttributesToGet: [null, 'a'],
    }
    checkShape('GetItem', input)
    expect(input).toEqual({
      TableName: 'tab',
      Key: { a: { SS: ['x'], L: [{}, { S: 'y' }] } },
      AttributesToGet: ['a'],
    })
  })

  test('fractions for integers are floored, numbers past exact integers capped', () => {
    const limit = (Limit: number) => {
      const input = { TableName: 'tab', Limit }
      checkShape('Scan', input)
      return input.Limit
    }
    expect([limit(3.99), limit(1.0), limit(1e300)]).toEqual([3, 1, Number.MAX_SAFE_INTEGER])
    expect(() => limit(0.99)).toThrow("Value '0' at 'limit'")
    expect(() => limit(-0.5)).toThrow("Value '-1' at 'limit'")
  })

  test('texts for booleans are read', () => {
    for (const [text, read] of Object.entries({
      true: true,
      TRUE: true,
      '1': true,
      Yes: true,
      false: false,
      '0': false,
      nO: false,
    })) {
      const input = { TableName: 'tab', Key: { a: { BOOL: text, NULL: text } }, ConsistentRead: text }
      checkShape('GetItem', input)
      expect(input).toEqual({ TableName: 'tab', Key: { a: { BOOL: read, NULL: read } }, ConsistentRead: read })
    }
  })

  test('a body nested far beyond what any reader accepts does not overflow the stack', () => {
    const deep = JSON.parse(`${'{"M":{"a":'.repeat(100_000)}{"S":"x"}${'}}'.repeat(100_000)}`)
    expect(fault('PutItem', { TableName: 'tab', Item: { a: deep } })).toBe('accepted')
    const wide = JSON.parse(`${'{"L":['.repeat(100_000)}{"S":"x"}${']}'.repeat(100_000)}`)
    expect(fault('PutItem', { TableName: 'tab', Item: { a: wide } })).toBe('accepted')
  })
})
