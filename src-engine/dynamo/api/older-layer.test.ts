import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import type { OperationName } from './operation-names.ts'
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
        `Value 'X' at 'billingMode' ${FAILED}Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; ` +
        `Value '' at 'keySchema.1.member.attributeName' ${FAILED}Member must have length greater than or equal to 1; ` +
        `Value null at 'keySchema.2.member.attributeName' ${FAILED}Member must not be null; ` +
        `Value 'X' at 'keySchema.2.member.keyType' ${FAILED}Member must satisfy enum value set: [HASH, RANGE]; ` +
        `Value 'X' at 'attributeDefinitions.1.member.attributeType' ${FAILED}Member must satisfy enum value set: [B, N, S]`,
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
