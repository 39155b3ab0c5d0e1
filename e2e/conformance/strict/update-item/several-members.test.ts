import { describe, expect, test } from 'vitest'
import { nestedValue } from '../../nested-value.ts'
import { refusedCall, validation, violation } from '../../refusal.ts'

const FAILED = 'failed to satisfy constraint: '
const update = { UpdateExpression: 'SET a = :a', ExpressionAttributeValues: { ':a': { S: 'x' } } }
const EMPTY_NAME = `Value '' at 'tableName' ${FAILED}Member must have length greater than or equal to 1`
const NO_KEY = `Value null at 'key' ${FAILED}Member must not be null`
const CAPACITY = `Value 'X' at 'returnConsumedCapacity' ${FAILED}Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`
const VALUES = `Value 'X' at 'returnValues' ${FAILED}Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]`
const OPERATOR = `Value 'XOR' at 'conditionalOperator' ${FAILED}Member must satisfy enum value set: [OR, AND]`

/** Without its Key a request is answered by the older layer, which lists all faults, in an order of its own. */
describe('without Key', () => {
  test('an empty table name', async () => {
    expect(await refusedCall('UpdateItem', { TableName: '', ...update })).toEqual(
      validation(`2 validation errors detected: ${EMPTY_NAME}; ${NO_KEY}`),
    )
  })

  test('an empty table name and two enums', async () => {
    const request = { TableName: '', ...update, ReturnConsumedCapacity: 'X', ReturnValues: 'X' }
    expect(await refusedCall('UpdateItem', request)).toEqual(
      validation(`4 validation errors detected: ${CAPACITY}; ${EMPTY_NAME}; ${VALUES}; ${NO_KEY}`),
    )
  })

  test('an unknown ConditionalOperator', async () => {
    const request = {
      TableName: 'no-such-table-here',
      AttributeUpdates: { x: { Action: 'PUT', Value: { S: '1' } } },
      Expected: { a: { Exists: false }, b: { Exists: false } },
      ConditionalOperator: 'XOR',
    }
    expect(await refusedCall('UpdateItem', request)).toEqual(
      validation(`2 validation errors detected: ${OPERATOR}; ${NO_KEY}`),
    )
  })
})

test('beyond 62 maps within one another the older layer answers', async () => {
  const request = {
    TableName: 'no-such-table-here',
    Key: { pk: { S: 'a' } },
    AttributeUpdates: { x: { Action: 'PUT', Value: { S: '1' } } },
    Expected: { a: { Value: nestedValue(100) }, b: { Exists: false } },
    ConditionalOperator: 'XOR',
  }
  expect(await refusedCall('UpdateItem', request)).toEqual(violation(OPERATOR))
})
