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
      const rest = { Limit: 0, ReturnValues: 'X', ReturnConsumedCapacity: 'X' }
      expect(fault(operation, rest)).toBe(one(`Value null at 'tableName' ${FAILED}Member must not be null`))
      expect(fault(operation, { ...rest, TableName: '' })).toBe(
        one(`Value at 'TableName' ${FAILED}Member must have length greater than or equal to 1`),
      )
      expect(fault(operation, { ...rest, TableName: 'x!' })).toBe(
        one(`Value 'x!' at 'tableName' ${FAILED}${NAME_PATTERN}`),
      )
    }
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
    expect(fault('BatchGetItem', { RequestItems: { 'x!': { Keys: [Key] } } })).toMatch(
      /^1 validation error detected: Value '\{x!=KeysAndAttributes\(keys=\[\{a=com\.amazonaws\.dynamodb\.v20120810\.AttributeValue@[0-9a-f]{8}\}\], .*\)\}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: \[Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: \[a-zA-Z0-9_\.-\]\+\]$/,
    )
  })
})

describe('constraints of the older layer', () => {
  test('CreateTable: lengths, enums and nulls by path', () => {
    const table = {
      TableName: 'tab',
      AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'X' }],
      BillingMode: 'X',
    }
    expect(
      fault('CreateTable', { ...table, KeySchema: [{ AttributeName: '', KeyType: 'HASH' }, { KeyType: 'X' }] }),
    ).toBe(
      '5 validation errors detected: ' +
        `Value 'X' at 'attributeDefinitions.1.member.attributeType' ${FAILED}Member must satisfy enum value set: [B, N, S]; ` +
        `Value '' at 'keySchema.1.member.attributeName' ${FAILED}Member must have length greater than or equal to 1; ` +
        `Value null at 'keySchema.2.member.attributeName' ${FAILED}Member must not be null; ` +
        `Value 'X' at 'keySchema.2.member.keyType' ${FAILED}Member must satisfy enum value set: [HASH, RANGE]; ` +
        `Value 'X' at 'billingMode' ${FAILED}Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]`,
    )
  })

  test('CreateTable: three key elements are printed, eight are fine for a GSI', () => {
    const element = (name: string, type: string) => ({ AttributeName: name, KeyType: type })
    const three = [element('a', 'HASH'), element('b', 'RANGE'), element('c', 'RANGE')]
    expect(fault('CreateTable', { TableName: 'tab', KeySchema: three })).toBe(
      one(
        "Value '[KeySchemaElement(attributeName=a, keyType=HASH), KeySchemaElement(attributeName=b, keyType=RANGE), " +
          `KeySchemaElement(attributeName=c, keyType=RANGE)]' at 'keySchema' ${FAILED}Member must have length less than or equal to 2`,
      ),
    )
    const index = (count: number) => ({
      TableName: 'tab',
      GlobalSecondaryIndexes: [
        { IndexName: 'idx', KeySchema: Array.from({ length: count }, () => element('a', 'HASH')), Projection: {} },
      ],
    })
    expect(fault('CreateTable', index(8))).toBe('accepted')
    expect(fault('CreateTable', index(9))).toContain("at 'globalSecondaryIndexes.1.member.keySchema'")
    expect(fault('CreateTable', { TableName: 'tab', KeySchema: [] })).toBe(
      one(`Value '[]' at 'keySchema' ${FAILED}Member must have length greater than or equal to 1`),
    )
  })

  test('CreateTable: GSI faults come before LSI faults, the list ends at ten', () => {
    const index = (IndexName: string) => ({
      IndexName,
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      Projection: {},
    })
    expect(
      fault('CreateTable', {
        TableName: 'tab',
        LocalSecondaryIndexes: [index('l')],
        GlobalSecondaryIndexes: [index('g')],
      }),
    ).toMatch(
      /^2 validation errors detected: Value 'g' at 'globalSecondaryIndexes\.1\.member\.indexName'.*; Value 'l' at 'localSecondaryIndexes/,
    )
    const many = (count: number) => ({
      TableName: 'tab',
      GlobalSecondaryIndexes: Array.from({ length: count }, () => index('')),
    })
    // An empty index name breaks both the length and the pattern.
    for (const [indexes, listed] of [
      [1, 2],
      [4, 8],
      [5, 10],
      [6, 10],
      [5000, 10],
    ] as const) {
      const text = fault('CreateTable', many(indexes))
      expect(text).toMatch(new RegExp(`^${listed} validation errors detected: `))
      expect(text.split('; ')).toHaveLength(listed)
    }
  })

  test('ListTables, tags, TTL and transactions', () => {
    expect(fault('ListTables', { Limit: 101 })).toBe(
      one(`Value '101' at 'limit' ${FAILED}Member must have value less than or equal to 100`),
    )
    expect(fault('ListTables', { Limit: 100, ExclusiveStartTableName: 'abc' })).toBe('accepted')
    expect(fault('ListTables', { ExclusiveStartTableName: 'a;' })).toBe(
      `2 validation errors detected: Value 'a;' at 'exclusiveStartTableName' ${FAILED}Member must have length greater than or equal to 3; ` +
        `Value 'a;' at 'exclusiveStartTableName' ${FAILED}${NAME_PATTERN}`,
    )
    expect(fault('TagResource', {})).toBe('Invalid TableArn')
    expect(fault('TagResource', { ResourceArn: 'arn' })).toBe(
      one(`Value null at 'tags' ${FAILED}Member must not be null`),
    )
    expect(
      fault('UpdateTimeToLive', { TableName: 'tab', TimeToLiveSpecification: { AttributeName: '', Enabled: true } }),
    ).toBe(
      one(
        `Value '' at 'timeToLiveSpecification.attributeName' ${FAILED}Member must have length greater than or equal to 1`,
      ),
    )
    expect(fault('TransactWriteItems', { TransactItems: [] })).toBe(
      one(`Value '[]' at 'transactItems' ${FAILED}Member must have length greater than or equal to 1`),
    )
    const action = { Delete: { TableName: 'a!', Key } }
    expect(fault('TransactWriteItems', { TransactItems: [action], ClientRequestToken: 't'.repeat(37) })).toBe(
      `2 validation errors detected: Value 'a!' at 'transactItems.1.member.delete.tableName' ${FAILED}${NAME_PATTERN}; ` +
        `Value '${'t'.repeat(37)}' at 'clientRequestToken' ${FAILED}Member must have length less than or equal to 36`,
    )
  })

  test('BatchWriteItem: empty, too many writes in one table', () => {
    const write = { DeleteRequest: { Key } }
    const writes = (count: number) => ({ RequestItems: { tab: Array.from({ length: count }, () => write) } })
    const required = 'The requestItems parameter is required for BatchWriteItem'
    expect(fault('BatchWriteItem', {})).toBe(required)
    expect(fault('BatchWriteItem', { RequestItems: {} })).toBe(required)
    expect(fault('BatchWriteItem', writes(25))).toBe('accepted')
    for (const count of [0, 26]) {
      const text = fault('BatchWriteItem', writes(count))
      expect(text).toMatch(/^1 validation error detected: Value '\{tab=\[.*\]\}' at 'requestItems' failed/)
      expect(text).toContain(
        'Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]',
      )
    }
    expect(fault('BatchWriteItem', writes(26))).toContain(
      'WriteRequest(putRequest=null, deleteRequest=DeleteRequest(key={a=com.',
    )
    expect(fault('BatchWriteItem', { RequestItems: { tab: [{ PutRequest: {} }] } })).toBe(
      one(`Value null at 'requestItems.tab.member.1.member.putRequest.item' ${FAILED}Member must not be null`),
    )
  })

  test('UpdateTable knows what is newer than the model', () => {
    const input = { TableName: 'tab', DisassociationProtectionEnabled: 'yes', ReplicaUpdates: [{ Disassociate: {} }] }
    expect(fault('UpdateTable', input)).toBe(
      one(`Value null at 'replicaUpdates.1.member.disassociate.regionName' ${FAILED}Member must not be null`),
    )
    expect(input.DisassociationProtectionEnabled).toBe(true)
    expect(fault('StartBulkPutItems', { TableName: 'tab', MaxWriteRequestUnits: 1023 })).toContain(
      "Value '1023' at 'maxWriteRequestUnits' failed to satisfy constraint: Member must have value greater than or equal to 1024",
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
