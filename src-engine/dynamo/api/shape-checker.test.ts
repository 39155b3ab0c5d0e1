import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import { inputShapeOf, shapeNamed } from './newer-shapes.ts'
import { OPERATION_NAMES, type OperationName } from './operation-names.ts'
import { checkShape } from './shape-checker.ts'

function fault(operation: OperationName, input: unknown): string {
  try {
    checkShape(operation, input)
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    return error.code === 'ValidationException' ? error.message : `${error.code}: ${error.message}`
  }
  return 'accepted'
}

const one = (text: string) => `1 validation error detected: ${text}`
const FAILED = 'failed to satisfy constraint: '
const NAME_PATTERN = 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+'
const Key = { a: { S: 'x' } }

describe('table names', () => {
  const dataCalls = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'] as const

  test('current layer: the table name is judged first and alone', () => {
    for (const operation of dataCalls) {
      const rest = { Item: Key, Key, Limit: 0, ReturnValues: 'X', ReturnConsumedCapacity: 'X' }
      expect(fault(operation, { ...rest, TableName: '' })).toBe(
        one(`Value at 'TableName' ${FAILED}Member must have length greater than or equal to 1`),
      )
      expect(fault(operation, { ...rest, TableName: 'x!' })).toBe(
        one(`Value 'x!' at 'tableName' ${FAILED}${NAME_PATTERN}`),
      )
    }
  })

  test('a request without a member it needs is answered by the older layer, which lists all', () => {
    expect(fault('GetItem', { Key })).toBe(one(`Value null at 'tableName' ${FAILED}Member must not be null`))
    expect(fault('UpdateItem', { TableName: '', ReturnValues: 'X' })).toBe(
      `3 validation errors detected: Value '' at 'tableName' ${FAILED}Member must have length greater than or equal to 1; ` +
        `Value 'X' at 'returnValues' ${FAILED}Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; ` +
        `Value null at 'key' ${FAILED}Member must not be null`,
    )
  })

  test('current layer: 255 characters pass, 256 do not; ARNs pass up to 1,024', () => {
    const name = 'a'.repeat(255)
    expect(fault('GetItem', { TableName: name, Key })).toBe('accepted')
    expect(fault('GetItem', { TableName: `${name}a`, Key })).toBe(
      one(`Value '${name}a' at 'tableName' ${FAILED}Member must have length less than or equal to 255`),
    )
    expect(fault('GetItem', { TableName: `${name}!`, Key })).toBe(
      `2 validation errors detected: Value '${name}!' at 'tableName' ${FAILED}Member must have length less than or equal to 255; ` +
        `Value '${name}!' at 'tableName' ${FAILED}${NAME_PATTERN}`,
    )
    const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/'.padEnd(1024, 'a')
    expect(fault('GetItem', { TableName: arn, Key })).toBe('accepted')
    expect(fault('GetItem', { TableName: `${arn}a`, Key })).toContain('less than or equal to 1024')
  })

  test('older layer: the table name is one fault among others, with its value', () => {
    expect(fault('Scan', { TableName: '' })).toBe(
      one(`Value '' at 'tableName' ${FAILED}Member must have length greater than or equal to 1`),
    )
    expect(fault('Scan', { Limit: 0 })).toBe(
      `2 validation errors detected: Value null at 'tableName' ${FAILED}Member must not be null; ` +
        `Value '0' at 'limit' ${FAILED}Member must have value greater than or equal to 1`,
    )
  })

  test('data plane takes one and two characters, control plane three', () => {
    for (const operation of [...dataCalls, 'Scan'] as const) {
      const input = operation === 'PutItem' ? { TableName: 'a', Item: {} } : { TableName: 'a', Key }
      expect(fault(operation, input)).toBe('accepted')
    }
    for (const operation of [
      'CreateTable',
      'DescribeTable',
      'UpdateTable',
      'DeleteTable',
      'DescribeTimeToLive',
    ] as const) {
      expect(fault(operation, { TableName: 'ab' })).toBe(
        one(`Value 'ab' at 'tableName' ${FAILED}Member must have length greater than or equal to 3`),
      )
      expect(fault(operation, { TableName: 'abc' })).toBe('accepted')
      expect(fault(operation, {})).toBe("The parameter 'TableName' is required but was not present in the request")
    }
  })
})

describe('constraints of the current layer', () => {
  test('ranges and lengths name the member with its capital and leave the value out', () => {
    expect(fault('Query', { TableName: 'tab', Limit: 0 })).toBe(
      one(`Value at 'Limit' ${FAILED}Member must have value greater than or equal to 1`),
    )
    expect(fault('Query', { TableName: 'tab', Limit: 1 })).toBe('accepted')
    expect(fault('Query', { TableName: 'tab', IndexName: 'ab' })).toBe(
      one(`Value at 'IndexName' ${FAILED}Member must have length greater than or equal to 3`),
    )
    expect(fault('GetItem', { TableName: 'tab', Key, AttributesToGet: [] })).toBe(
      one(`Value at 'AttributesToGet' ${FAILED}Member must have length greater than or equal to 1`),
    )
    const search = { TableName: 'tab', IndexName: 'idx', SearchVector: [{ N: '1' }], TopK: 1 }
    expect(fault('SearchVectors', search)).toBe('accepted')
    expect(fault('SearchVectors', { ...search, TopK: 0 })).toContain("Value at 'TopK'")
  })

  test('required members are null in the older words', () => {
    expect(fault('GetItem', { TableName: 'tab' })).toBe(one(`Value null at 'key' ${FAILED}Member must not be null`))
    expect(fault('PutItem', { TableName: 'tab' })).toBe(one(`Value null at 'item' ${FAILED}Member must not be null`))
    expect(fault('BatchGetItem', { RequestItems: { tab: {} } })).toBe(
      one(`Value null at 'requestItems.tab.member.keys' ${FAILED}Member must not be null`),
    )
    expect(fault('Query', { TableName: 'tab', KeyConditions: { a: {} } })).toBe(
      one(`Value null at 'keyConditions.a.member.comparisonOperator' ${FAILED}Member must not be null`),
    )
  })

  const RETURN_VALUES =
    'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]'
  const CAPACITY = `Value 'X' at 'returnConsumedCapacity' ${FAILED}Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`
  const METRICS = `Value at 'ReturnItemCollectionMetrics' ${FAILED}Member must satisfy enum value set: [SIZE, NONE]`

  test('enums, each in its own form', () => {
    const wrong = { ReturnValues: 'X', ReturnConsumedCapacity: 'X', ReturnItemCollectionMetrics: 'X' }
    expect(fault('PutItem', { TableName: 'tab', Item: {}, ...wrong })).toBe(
      `3 validation errors detected: ${CAPACITY}; ${METRICS}; ${RETURN_VALUES}`,
    )
    expect(fault('DeleteItem', { TableName: 'tab', Key, ReturnValues: 'X', ReturnConsumedCapacity: 'X' })).toBe(
      `2 validation errors detected: ${CAPACITY}; ${RETURN_VALUES}`,
    )
    expect(fault('UpdateItem', { TableName: 'tab', Key, ...wrong })).toBe(one(RETURN_VALUES))
    expect(fault('UpdateItem', { TableName: 'tab', Key, ReturnConsumedCapacity: 'X' })).toBe(one(CAPACITY))
    expect(fault('UpdateItem', { TableName: 'tab', Key, ConditionalOperator: 'X' })).toBe(
      one('Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]'),
    )
    expect(fault('Query', { TableName: 'tab', Select: 'X' })).toBe(
      one(
        `Value 'X' at 'select' ${FAILED}Member must satisfy enum value set: ` +
          '[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]',
      ),
    )
    expect(fault('Query', { TableName: 'tab', QueryFilter: { a: { ComparisonOperator: 'X' } } })).toBe(
      one(
        `Value 'X' at 'queryFilter.a.member.comparisonOperator' ${FAILED}Member must satisfy enum value set: ` +
          '[IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]',
      ),
    )
  })

  test('BatchGetItem: tables and keys per table', () => {
    const keys = (count: number) => ({ RequestItems: { tab: { Keys: Array.from({ length: count }, () => Key) } } })
    expect(fault('BatchGetItem', { RequestItems: {} })).toBe(
      one(`Value at 'RequestItems' ${FAILED}Member must have length greater than or equal to 1`),
    )
    expect(fault('BatchGetItem', keys(0))).toBe(
      one(`Value at 'RequestItems.tab.member.Keys' ${FAILED}Member must have length greater than or equal to 1`),
    )
    expect(fault('BatchGetItem', keys(100))).toBe('accepted')
    expect(fault('BatchGetItem', keys(101))).toBe(
      one(`Value at 'RequestItems.tab.member.Keys' ${FAILED}Member must have length less than or equal to 100`),
    )
    expect(fault('BatchGetItem', { RequestItems: { 'x!': { Keys: [Key] } } })).toBe(
      one(
        `Value '{"x!":{"Keys":[{"a":{"S":"x"}}]}}' at 'requestItems' ${FAILED}Map keys must satisfy constraint: ` +
          `[Member must have length less than or equal to 255, Member must have length greater than or equal to 3, ${NAME_PATTERN}]`,
      ),
    )
  })
})

describe('any body for any operation', () => {
  const memberNames = OPERATION_NAMES.flatMap(operation => {
    const shape = shapeNamed(inputShapeOf(operation))
    return shape.type === 'structure' ? Object.keys(shape.members) : []
  })
  const tags = [
    'S',
    'N',
    'B',
    'BOOL',
    'NULL',
    'SS',
    'NS',
    'BS',
    'L',
    'M',
    'Keys',
    'PutRequest',
    'Item',
    'Put',
    'Value',
    '__proto__',
  ]
  const names = fc.constantFrom(...new Set([...memberNames, ...tags]))
  const { node } = fc.letrec(tie => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, 0, 1.5, -1, 1e308, '', 'abc', 'x!', 'AA==', 'yes', 'ALL', 'a'.repeat(300)),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(names, tie('node'), { maxKeys: 8, noNullPrototype: true }),
    ),
  }))

  test('is accepted or ends in a DynamoError, and is JSON afterwards', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OPERATION_NAMES), node, (operation, body) => {
        const input: unknown = JSON.parse(JSON.stringify(body))
        const outcome = fault(operation, input)
        expect(outcome).not.toBe('')
        if (outcome === 'accepted') {
          const again: unknown = JSON.parse(JSON.stringify(input))
          checkShape(operation, again)
          expect(JSON.stringify(again)).toBe(JSON.stringify(input))
        }
      }),
      { numRuns: 3000 },
    )
  })
})
