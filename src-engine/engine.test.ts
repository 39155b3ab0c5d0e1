import { describe, expect, test } from 'vitest'
import { freshEngine } from './testing/fresh-engine.ts'

const ORDERS = {
  TableName: 'Orders',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'customer', AttributeType: 'S' },
    { AttributeName: 'order', AttributeType: 'N' },
    { AttributeName: 'status', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' },
    { AttributeName: 'order', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'ByStatus',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
}

describe('engine', () => {
  test('a written item is read back, through the table and through its index', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', ORDERS)
    const item = { customer: { S: 'ann' }, order: { N: '007' }, status: { S: 'open' }, note: { S: 'é😀' } }
    await engine.execute('PutItem', { TableName: 'Orders', Item: item })
    const canonical = { ...item, order: { N: '7' } }
    expect(
      await engine.execute('GetItem', { TableName: 'Orders', Key: { customer: { S: 'ann' }, order: { N: '7.0' } } }),
    ).toEqual({ Item: canonical })
    expect(
      await engine.execute('Query', {
        TableName: 'Orders',
        IndexName: 'ByStatus',
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':s': { S: 'open' } },
        ReturnConsumedCapacity: 'INDEXES',
      }),
    ).toEqual({
      Items: [canonical],
      Count: 1,
      ScannedCount: 1,
      ConsumedCapacity: {
        TableName: 'Orders',
        CapacityUnits: 0.5,
        Table: { CapacityUnits: 0 },
        GlobalSecondaryIndexes: { ByStatus: { CapacityUnits: 0.5 } },
      },
    })
  })

  test('an update moves the item in its index and a delete takes it out', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', ORDERS)
    const Key = { customer: { S: 'ann' }, order: { N: '1' } }
    await engine.execute('PutItem', { TableName: 'Orders', Item: { ...Key, status: { S: 'open' }, n: { N: '1' } } })
    const updated = await engine.execute('UpdateItem', {
      TableName: 'Orders',
      Key,
      UpdateExpression: 'SET #s = :s, n = n + :one',
      ConditionExpression: 'n = :one',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': { S: 'paid' }, ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    })
    expect(updated).toEqual({ Attributes: { status: { S: 'paid' }, n: { N: '2' } } })
    const inIndex = async (): Promise<unknown> =>
      (await engine.execute('Scan', { TableName: 'Orders', IndexName: 'ByStatus' })).Items
    expect(await inIndex()).toEqual([{ ...Key, status: { S: 'paid' }, n: { N: '2' } }])
    await engine.execute('DeleteItem', { TableName: 'Orders', Key })
    expect(await inIndex()).toEqual([])
  })

  test('a refused write leaves nothing behind', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', ORDERS)
    const Item = { customer: { S: 'ann' }, order: { N: '1' } }
    await engine.execute('PutItem', { TableName: 'Orders', Item })
    await expect(
      engine.execute('PutItem', {
        TableName: 'Orders',
        Item: { ...Item, status: { S: 'new' } },
        ConditionExpression: 'attribute_not_exists(customer)',
      }),
    ).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' })
    expect(await engine.execute('Scan', { TableName: 'Orders' })).toEqual({
      Items: [Item],
      Count: 1,
      ScannedCount: 1,
    })
  })

  test('a global index added to a filled table is filled from it', async () => {
    await using engine = freshEngine()
    const { GlobalSecondaryIndexes, AttributeDefinitions, ...table } = ORDERS
    await engine.execute('CreateTable', { ...table, AttributeDefinitions: AttributeDefinitions.slice(0, 2) })
    for (let n = 0; n < 450; n++) {
      const status = n % 3 === 0 ? {} : { status: { S: n % 2 ? 'odd' : 'even' } }
      await engine.execute('PutItem', {
        TableName: 'Orders',
        Item: { customer: { S: `c${n}` }, order: { N: String(n) }, ...status },
      })
    }
    await engine.execute('UpdateTable', {
      TableName: 'Orders',
      AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: GlobalSecondaryIndexes[0] }],
    })
    for (;;) {
      const { Table } = (await engine.execute('DescribeTable', { TableName: 'Orders' })) as {
        Table: { GlobalSecondaryIndexes: { IndexStatus: string }[] }
      }
      if (Table.GlobalSecondaryIndexes[0]?.IndexStatus === 'ACTIVE') break
      await new Promise(resolve => setImmediate(resolve))
    }
    const { Count } = await engine.execute('Scan', { TableName: 'Orders', IndexName: 'ByStatus' })
    expect(Count).toBe(300)
  })
})
