import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { refusedCall, serialization } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** JSON of the wrong type, found before anything is validated. One row per pair of found and expected type. */

const TableName = tables.hash
const MAP_OF_VALUES = 'java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>'

describe('where text is expected', () => {
  test.each<[string, unknown, string]>([
    ['an integer', 23, 'NUMBER_VALUE cannot be converted to String'],
    ['a fraction', 1.5, 'DECIMAL_VALUE cannot be converted to String'],
    ['true', true, 'TRUE_VALUE cannot be converted to String'],
    ['false', false, 'FALSE_VALUE cannot be converted to String'],
    ['an array', ['a'], 'Unrecognized collection type class java.lang.String'],
    ['an object', {}, 'Start of structure or map found where not expected'],
  ])('%s', async (_, value, text) => {
    expect(await refusedCall('GetItem', { TableName: value })).toEqual(serialization(text))
  })
})

describe('where an integer is expected', () => {
  test.each<[string, unknown, string]>([
    ['text', '1', 'STRING_VALUE cannot be converted to Integer'],
    ['true', true, 'TRUE_VALUE cannot be converted to Integer'],
    ['false', false, 'FALSE_VALUE cannot be converted to Integer'],
    ['an array', [1], 'Unrecognized collection type class java.lang.Integer'],
    ['an object', {}, 'Start of structure or map found where not expected'],
  ])('%s', async (_, value, text) => {
    expect(await refusedCall('Query', { TableName, Limit: value })).toEqual(serialization(text))
  })

  test('text for a long', async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: '1', WriteCapacityUnits: 1 }
    expect(await refusedCall('CreateTable', { TableName, ProvisionedThroughput })).toEqual(
      serialization('STRING_VALUE cannot be converted to Long'),
    )
  })
})

describe('where a boolean is expected', () => {
  test.each<[string, unknown, string]>([
    ['a number', 1, 'NUMBER_VALUE cannot be converted to Boolean'],
    ['other text', 'maybe', 'Unexpected token received from parser'],
    ['an array', [true], 'Unrecognized collection type class java.lang.Boolean'],
    ['an object', {}, 'Start of structure or map found where not expected'],
  ])('%s', async (_, value, text) => {
    expect(await refusedCall('GetItem', { TableName, ConsistentRead: value })).toEqual(serialization(text))
  })
})

describe('where a list is expected', () => {
  test.each<[string, unknown, string]>([
    ['text', 'a', 'Unexpected field type'],
    ['a number', 1, 'Unexpected field type'],
    ['true', true, 'Unexpected field type'],
    ['an object', {}, 'Start of structure or map found where not expected'],
  ])('%s', async (_, value, text) => {
    expect(await refusedCall('GetItem', { TableName, AttributesToGet: value })).toEqual(serialization(text))
  })
})

describe('where a map is expected', () => {
  test.each<[string, unknown, string]>([
    ['text', 'a', 'Unexpected field type'],
    ['a number', 1, 'Unexpected field type'],
    ['an array', [], `Unrecognized collection type ${MAP_OF_VALUES}`],
  ])('%s', async (_, value, text) => {
    expect(await refusedCall('GetItem', { TableName, Key: value })).toEqual(serialization(text))
  })
})

describe('where a structure is expected', () => {
  test.each<[string, unknown, string]>([
    ['text', 'a', 'Unexpected field type'],
    ['an array', [], 'Unrecognized collection type class com.amazonaws.dynamodb.v20120810.ProvisionedThroughput'],
  ])('%s', async (_, value, text) => {
    const body = { TableName, ProvisionedThroughput: value }
    expect(await refusedCall('CreateTable', body)).toEqual(serialization(text))
  })
})

describe('where an attribute value is expected', () => {
  test.each<[string, unknown, string]>([
    ['text', 'a', 'Unexpected value type in payload'],
    ['a number', 1, 'Unexpected value type in payload'],
    ['true', true, 'Unexpected value type in payload'],
    ['an array', [], 'Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue'],
  ])('%s', async (_, value, text) => {
    expect(await refusedCall('GetItem', { TableName, Key: { pk: value } })).toEqual(serialization(text))
  })
})

describe('inside an attribute value', () => {
  test.each<[string, unknown, string]>([
    ['S as a number', { S: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    ['N as a number', { N: 123 }, 'NUMBER_VALUE cannot be converted to String'],
    ['N as a fraction', { N: 1.5 }, 'DECIMAL_VALUE cannot be converted to String'],
    ['S as an array', { S: ['a'] }, 'Unrecognized collection type class java.lang.String'],
    ['S as an object', { S: {} }, 'Start of structure or map found where not expected'],
    ['BOOL as a number', { BOOL: 1 }, 'NUMBER_VALUE cannot be converted to Boolean'],
    ['BOOL as other text', { BOOL: 'x' }, 'Unexpected token received from parser'],
    ['NULL as a number', { NULL: 0 }, 'NUMBER_VALUE cannot be converted to Boolean'],
    ['B as true', { B: true }, 'only base-64-encoded strings are convertible to bytes'],
    ['B as a number', { B: 1 }, 'only base-64-encoded strings are convertible to bytes'],
    ['B as an array', { B: ['AA=='] }, 'Unrecognized collection type class java.nio.ByteBuffer'],
    ['B of a wrong length', { B: 'AAA' }, 'Base64 encoded length is expected a multiple of 4 bytes but found: 3'],
    ['B with a bad end', { B: 'AB==' }, 'Invalid last non-pad Base64 character dectected'],
    ['SS as text', { SS: 'a' }, 'Unexpected field type'],
    ['SS as an object', { SS: {} }, 'Start of structure or map found where not expected'],
    ['SS with a number in it', { SS: [1] }, 'NUMBER_VALUE cannot be converted to String'],
    ['NS with a number in it', { NS: [1] }, 'NUMBER_VALUE cannot be converted to String'],
    ['L as text', { L: 'a' }, 'Unexpected field type'],
    ['L with text in it', { L: ['a'] }, 'Unexpected value type in payload'],
    ['M as text', { M: 'a' }, 'Unexpected field type'],
    ['M as an array', { M: [] }, `Unrecognized collection type ${MAP_OF_VALUES}`],
    ['deep inside', { M: { a: { L: [{ S: 1 }] } } }, 'NUMBER_VALUE cannot be converted to String'],
  ])('%s', async (_, value, text) => {
    expect(await refusedCall('PutItem', { TableName, Item: { pk: { S: 'a' }, v: value } })).toEqual(
      serialization(text),
    )
  })
})

describe('in batches', () => {
  const CAST =
    'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
    '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
    "loader 'bootstrap')"

  test('text where the writes of a table are expected', async () => {
    expect(await refusedCall('BatchWriteItem', { RequestItems: { [TableName]: 'a' } })).toEqual(serialization(CAST))
  })
})

test('a wrong type is found before a missing member and an unknown table', async () => {
  expect(await refusedCall('PutItem', { Item: { pk: { S: 1 } } })).toEqual(
    serialization('NUMBER_VALUE cannot be converted to String'),
  )
})

describe('what is read although it is written oddly', () => {
  test.each(['true', 'TRUE', '1', 'yes', 'Yes'])('text %s for true', async text => {
    const answer = await call('GetItem', {
      TableName,
      Key: { pk: { S: 'absent' } },
      ConsistentRead: text,
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(answer.json).toEqual({ ConsumedCapacity: { TableName, CapacityUnits: 1 } })
  })

  test.each(['false', 'False', '0', 'no'])('text %s for false', async text => {
    const answer = await call('GetItem', {
      TableName,
      Key: { pk: { S: 'absent' } },
      ConsistentRead: text,
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(answer.json).toEqual({ ConsumedCapacity: { TableName, CapacityUnits: 0.5 } })
  })

  test('a fraction for an integer is floored', async () => {
    const pk = { S: uniqueKey() }
    for (const sk of ['1', '2', '3']) await call('PutItem', { TableName: tables.range, Item: { pk, sk: { S: sk } } })
    const { json } = await call('Query', {
      TableName: tables.range,
      Limit: 2.9,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    })
    expect(json?.Count).toBe(2)
  })
})
