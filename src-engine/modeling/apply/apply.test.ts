import { describe, expect, test } from 'vitest'
import type { Item } from '../document/model-document.ts'
import { ordersModel } from '../testing/orders-model.ts'
import { applyPlan } from './apply-plan.ts'
import { itemsOfTables } from './item-rows.ts'
import { tableInputs } from './table-input.ts'

describe('tableInputs', () => {
  test('states keys, indexes and on-demand billing', () => {
    const modeler = ordersModel().run('change-index', {
      indexId: 'index-1',
      projection: { type: 'INCLUDE', attributes: ['PK', 'total', 'status', 'total2'] },
    })
    expect(tableInputs(modeler.document)).toEqual([
      {
        TableName: 'Orders',
        AttributeDefinitions: [
          { AttributeName: 'PK', AttributeType: 'S' },
          { AttributeName: 'SK', AttributeType: 'S' },
          { AttributeName: 'status', AttributeType: 'S' },
          { AttributeName: 'placed', AttributeType: 'S' },
          { AttributeName: 'total', AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byStatus',
            KeySchema: [
              { AttributeName: 'status', KeyType: 'HASH' },
              { AttributeName: 'placed', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total', 'total2'] },
          },
        ],
        LocalSecondaryIndexes: [
          {
            IndexName: 'byTotal',
            KeySchema: [
              { AttributeName: 'PK', KeyType: 'HASH' },
              { AttributeName: 'total', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
        BillingMode: 'PAY_PER_REQUEST',
      },
    ])
  })

  test('a projection of nothing but keys is KEYS_ONLY', () => {
    const modeler = ordersModel().run('change-index', {
      indexId: 'index-1',
      projection: { type: 'INCLUDE', attributes: ['SK', 'PK'] },
    })
    expect(tableInputs(modeler.document)[0]?.GlobalSecondaryIndexes?.[0]?.Projection).toEqual({
      ProjectionType: 'KEYS_ONLY',
    })
  })

  test('provisioned capacity goes to the global indexes too; other settings are stated when the model states them', () => {
    const modeler = ordersModel().run('change-table-settings', {
      tableId: 'table-1',
      billing: { mode: 'PROVISIONED', throughput: { read: 3, write: 4 } },
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      stream: 'KEYS_ONLY',
      deletionProtection: true,
      tags: { b: '2', a: '1' },
    })
    const throughput = { ReadCapacityUnits: 3, WriteCapacityUnits: 4 }
    const [input] = tableInputs(modeler.document)
    expect(input).toMatchObject({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: throughput,
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      DeletionProtectionEnabled: true,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    })
    expect(input?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput).toEqual(throughput)
    expect(input?.LocalSecondaryIndexes?.[0]).not.toHaveProperty('ProvisionedThroughput')
  })
})

describe('itemsOfTables', () => {
  const withThird = (item: Item) =>
    itemsOfTables(ordersModel().run('change-item', { itemId: 'item-3', item }).document)

  test('every good item is a row, in order', () => {
    const { rows, report } = itemsOfTables(ordersModel().document)
    expect(rows.map(({ itemId, tableName }) => [itemId, tableName])).toEqual([
      ['item-1', 'Orders'],
      ['item-2', 'Orders'],
      ['item-3', 'Orders'],
    ])
    expect(report).toEqual([])
  })

  test.each([
    [{ PK: { S: 'a' } }, 'missing-key-attribute'],
    [{ PK: { S: '' }, SK: { S: 'b' } }, 'empty-key-value'],
    [{ PK: { S: 'a' }, SK: { N: '1' } }, 'wrong-key-type'],
    [{ PK: { S: 'a' }, SK: { S: 'b' }, status: { N: '1' } }, 'wrong-index-key-type'],
    [{ PK: { S: 'a' }, SK: { S: 'b' }, x: { S: 'y'.repeat(400 * 1024) } }, 'item-too-large'],
  ] as const)('%j is left out', (item, code) => {
    const { rows, report } = withThird(item)
    expect(rows.map(({ itemId }) => itemId)).toEqual(['item-1', 'item-2'])
    expect(report).toMatchObject([{ code, recordId: 'item-3', severity: 'error' }])
    expect(report[0]?.message).toMatch(/^Item 3 of Orders is left out\. /)
  })

  test('an empty index key is dropped from the item', () => {
    const { rows, report } = withThird({ PK: { S: 'a' }, SK: { S: 'b' }, status: { S: '' }, placed: { S: 'x' } })
    expect(rows[2]?.item).toEqual({ PK: { S: 'a' }, SK: { S: 'b' }, placed: { S: 'x' } })
    expect(report).toMatchObject([{ code: 'empty-index-key', severity: 'warning', attribute: 'status' }])
  })

  test('of two items with one key the last is written', () => {
    const { rows, report } = withThird({ PK: { S: 'o#1' }, SK: { S: 'meta' }, x: { S: 'last' } })
    expect(rows.map(({ itemId }) => itemId)).toEqual(['item-2', 'item-3'])
    expect(report).toMatchObject([{ code: 'duplicate-primary-key', recordId: 'item-1' }])
  })
})

describe('applyPlan', () => {
  test('puts the requests of a table together', () => {
    const modeler = ordersModel().run('change-table-settings', {
      tableId: 'table-1',
      timeToLive: 'expires',
      pointInTimeRecovery: true,
    })
    const { tables, report } = applyPlan(modeler.document)
    expect(report).toEqual([])
    expect(tables).toMatchObject([
      {
        tableId: 'table-1',
        create: { TableName: 'Orders' },
        timeToLive: { TableName: 'Orders', TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } },
        pointInTimeRecovery: {
          TableName: 'Orders',
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      },
    ])
    expect(tables[0]?.rows).toHaveLength(3)
    expect(applyPlan(ordersModel().document).tables[0]).not.toHaveProperty('timeToLive')
  })

  test('leaves out a table that DynamoDB would refuse, and says why', () => {
    const { document } = ordersModel()
    const table = document.records['table-1']
    if (table?.kind !== 'table') throw new Error('no table')
    const plan = applyPlan({ records: { ...document.records, 'table-1': { ...table, name: 'x' } } })
    expect(plan.tables).toEqual([])
    expect(plan.report).toMatchObject([{ code: 'invalid-table-name', recordId: 'table-1' }])
  })
})
