import { expect, test } from 'vitest'
import { freshEngine } from '../testing/fresh-engine.ts'

/** What the service is not known to do in the same way, and what only the engine's inside shows. */

const TABLE = {
  TableName: 'Docs',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
}
const KILOBYTE = 1024
const puts = (sizes: readonly number[]) => ({
  TransactItems: sizes.map((size, i) => {
    const id = { S: `doc-${String(i).padStart(3, '0')}` }
    // id + 7 bytes of its value + v
    return { Put: { TableName: 'Docs', Item: { id, v: { S: 'x'.repeat(size - 10) } } } }
  }),
})
const FULL = [...Array.from({ length: 10 }, () => 400 * KILOBYTE), 96 * KILOBYTE]

test('4 MB go through, one byte more does not', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  await expect(
    engine.execute('TransactWriteItems', puts([...FULL.slice(0, -1), 96 * KILOBYTE + 1])),
  ).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringMatching(/^Transaction payload size cannot exceed 4MB[.].* Payload Size: 4194305$/),
  })
  expect(await engine.execute('Scan', { TableName: 'Docs', Select: 'COUNT' })).toMatchObject({ Count: 0 })
  await engine.execute('TransactWriteItems', puts(FULL))
  const { Table } = (await engine.execute('DescribeTable', { TableName: 'Docs' })) as {
    Table: { ItemCount: number; TableSizeBytes: number }
  }
  expect(Table).toMatchObject({ ItemCount: 11, TableSizeBytes: 4 * KILOBYTE * KILOBYTE })
})

test('one table under its name and its ARN is one table', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/Docs'
  const action = (TableName: string, id: string) => ({ Put: { TableName, Item: { id: { S: id } } } })
  await expect(
    engine.execute('TransactWriteItems', { TransactItems: [action('Docs', 'a'), action(arn, 'a')] }),
  ).rejects.toMatchObject({ message: 'Transaction request cannot include multiple operations on one item' })
  expect(
    await engine.execute('TransactWriteItems', {
      TransactItems: [action('Docs', 'a'), action(arn, 'b')],
      ReturnConsumedCapacity: 'TOTAL',
    }),
  ).toEqual({ ConsumedCapacity: [{ TableName: 'Docs', CapacityUnits: 4, WriteCapacityUnits: 4 }] })
})

test('an update with nothing to take away writes nothing', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const answer = await engine.execute('TransactWriteItems', {
    TransactItems: [{ Update: { TableName: 'Docs', Key: { id: { S: 'a' } }, UpdateExpression: 'REMOVE v' } }],
    ReturnConsumedCapacity: 'TOTAL',
  })
  expect(answer).toEqual({ ConsumedCapacity: [{ TableName: 'Docs', CapacityUnits: 2, WriteCapacityUnits: 2 }] })
  expect(await engine.execute('Scan', { TableName: 'Docs', Select: 'COUNT' })).toMatchObject({ Count: 0 })
})
