import { beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../engine.ts'

/** A table that a request calls by its name and by its ARN: nobody here has seen what the service does. Here it is one. */

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/Notes'
const key = (pk: string) => ({ pk: { S: pk } })
const put = (pk: string) => ({ PutRequest: { Item: key(pk) } })
const DUPLICATES = { message: 'Provided list of item keys contains duplicates' }

describe('one table under two names', () => {
  let engine: Engine
  beforeEach(async () => {
    engine = createEngine({ storage: { kind: 'memory' } })
    await engine.execute('CreateTable', {
      TableName: 'Notes',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    })
  })

  test('is written in one batch, each item once, and metered once', async () => {
    const write = (name: string, arn: string) =>
      engine.execute('BatchWriteItem', {
        RequestItems: { Notes: [put(name)], [ARN]: [put(arn)] },
        ReturnConsumedCapacity: 'TOTAL',
      })
    expect(await write('a', 'b')).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [{ TableName: 'Notes', CapacityUnits: 2 }],
    })
    await expect(write('a', 'a')).rejects.toMatchObject(DUPLICATES)
  })

  test('is read in one batch, and answered by the names it was called', async () => {
    await engine.execute('PutItem', { TableName: ARN, Item: key('a') })
    const read = (name: string, arn: string) =>
      engine.execute('BatchGetItem', {
        RequestItems: { [ARN]: { Keys: [key(arn)] }, Notes: { Keys: [key(name)] } },
        ReturnConsumedCapacity: 'TOTAL',
      })
    expect(await read('b', 'a')).toEqual({
      Responses: { [ARN]: [key('a')], Notes: [] },
      UnprocessedKeys: {},
      ConsumedCapacity: [{ TableName: ARN, CapacityUnits: 1 }],
    })
    await expect(read('a', 'a')).rejects.toMatchObject(DUPLICATES)
  })

  test('is one in a transaction', async () => {
    const transact = (name: string, arn: string) =>
      engine.execute('TransactWriteItems', {
        TransactItems: [
          { Put: { TableName: 'Notes', Item: key(name) } },
          { Delete: { TableName: ARN, Key: key(arn) } },
        ],
        ReturnConsumedCapacity: 'TOTAL',
      })
    expect(await transact('a', 'b')).toEqual({
      ConsumedCapacity: [{ TableName: 'Notes', CapacityUnits: 4, WriteCapacityUnits: 4 }],
    })
    await expect(transact('a', 'a')).rejects.toMatchObject({
      message: 'Transaction request cannot include multiple operations on one item',
    })
  })
})
