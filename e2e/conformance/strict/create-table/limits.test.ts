import { expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { ALL, attributes, createTable, including, index, keys } from '../../tables.ts'
import { db } from '../../target.ts'

/** What is just allowed; one above is in the validation files. */

test('names of 3 and of 255 characters, of all characters there are', async () => {
  const end = uniqueTable('n')
  const short = `${end.slice(-1)}.Z`
  const long = `_A.z-9${'x'.repeat(249 - end.length)}${end}`
  for (const TableName of [short, long]) {
    const { status } = await call('CreateTable', {
      TableName,
      AttributeDefinitions: attributes({ pk: 'S' }),
      KeySchema: keys(['pk']),
      BillingMode: 'PAY_PER_REQUEST',
    })
    expect(status).toBe(200)
    await call('DeleteTable', { TableName })
  }
})

test('a key name of 255 bytes', async () => {
  const TableName = uniqueTable('key-name')
  const name = 'k'.repeat(255)
  await createTable({ TableName, AttributeDefinitions: attributes({ [name]: 'S' }), KeySchema: keys([name]) })
  await db.putItem({ TableName, Item: { [name]: { S: 'a' } } })
  expect((await db.scan({ TableName })).Count).toBe(1)
})

test('a key attribute may have a reserved or odd name', async () => {
  const TableName = uniqueTable('odd-key')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ 'date/time': 'S', size: 'N' }),
    KeySchema: keys(['date/time'], ['size']),
  })
  await db.putItem({ TableName, Item: { 'date/time': { S: 'a' }, size: { N: '1' } } })
  const { Count } = await db.query({
    TableName,
    KeyConditionExpression: '#d = :d AND #s = :s',
    ExpressionAttributeNames: { '#d': 'date/time', '#s': 'size' },
    ExpressionAttributeValues: { ':d': { S: 'a' }, ':s': { N: '1' } },
  })
  expect(Count).toBe(1)
})

test('100 projected attributes over all indexes', async () => {
  const TableName = uniqueTable('projected')
  const twenty = Array.from({ length: 20 }, (_, i) => `x${i}`)
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', a: 'S' }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: Array.from({ length: 5 }, (_, i) => index(`index-${i}`, ['a'], [], including(...twenty))),
  })
  expect((await db.describeTable({ TableName })).Table?.GlobalSecondaryIndexes).toHaveLength(5)
})

test('an index may have the key of its table, and its name', async () => {
  const TableName = uniqueTable('same')
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S' }),
    KeySchema: keys(['pk'], ['sk']),
    GlobalSecondaryIndexes: [index(TableName, ['pk'], ['sk'], ALL)],
  })
  await db.putItem({ TableName, Item: { pk: { S: 'a' }, sk: { S: 'b' } } })
  expect((await db.scan({ TableName, IndexName: TableName })).Count).toBe(1)
})
