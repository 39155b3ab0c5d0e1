import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { refusalOf } from '../../refusal.ts'
import { attributes, createTable, index, KEYS_ONLY, keys, tableActive } from '../../tables.ts'
import { db } from '../../target.ts'

let TableName = ''
beforeEach(async () => {
  TableName = uniqueTable('gsi')
  await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
})

const put = (Item: Record<string, AttributeValue>) => db.putItem({ TableName, Item })
const create = (type: 'S' | 'N' = 'S') =>
  db.updateTable({
    TableName,
    AttributeDefinitions: attributes({ g: type, pk: 'S' }),
    GlobalSecondaryIndexUpdates: [{ Create: index('by-g', ['g'], ['pk']) }],
  })
const inIndex = async (g: AttributeValue) =>
  (
    await db.query({
      TableName,
      IndexName: 'by-g',
      KeyConditionExpression: 'g = :g',
      ExpressionAttributeValues: { ':g': g },
    })
  ).Items?.map(item => item.pk?.S)

test('a new index is CREATING at first and holds the existing items when it is ACTIVE', async () => {
  for (let i = 0; i < 500; i++) {
    const writes = i % 25 === 0 ? Array.from({ length: 25 }, (_, n) => n + i) : []
    if (writes.length === 0) continue
    await db.batchWriteItem({
      RequestItems: {
        [TableName]: writes.map(n => ({
          PutRequest: { Item: { pk: { S: `item-${String(n).padStart(3, '0')}` }, g: { S: `g${n % 3}` } } },
        })),
      },
    })
  }
  const { TableDescription } = await create()
  expect(TableDescription?.TableStatus).toBe('UPDATING')
  expect(TableDescription?.GlobalSecondaryIndexes?.[0]).toMatchObject({
    IndexName: 'by-g',
    IndexStatus: 'CREATING',
  })
  await tableActive(TableName)
  const found = await inIndex({ S: 'g1' })
  expect(found).toHaveLength(167)
  expect(found).toEqual([...(found ?? [])].sort())
  expect((await db.scan({ TableName, IndexName: 'by-g', Select: 'COUNT' })).Count).toBe(500)
})

test('the attribute definitions of the new index join those of the table', async () => {
  await create()
  await tableActive(TableName)
  const definitions = (await db.describeTable({ TableName })).Table?.AttributeDefinitions ?? []
  expect(definitions.map(each => each.AttributeName).sort()).toEqual(['g', 'pk'])
})

test('items whose key attribute is missing or of another type are left out', async () => {
  await put({ pk: { S: 'fits' }, g: { N: '1.0' } })
  await put({ pk: { S: 'text' }, g: { S: '1' } })
  await put({ pk: { S: 'without' } })
  await create('N')
  await tableActive(TableName)
  expect(await inIndex({ N: '1' })).toEqual(['fits'])
  expect((await db.scan({ TableName, IndexName: 'by-g' })).Count).toBe(1)
})

test('writes of another type are refused once the index is there', async () => {
  await create('N')
  await tableActive(TableName)
  expect((await refusalOf(put({ pk: { S: 'text' }, g: { S: '1' } }))).name).toBe('ValidationException')
})

test('writes after the creation reach the index', async () => {
  await put({ pk: { S: 'before' }, g: { S: 'x' } })
  await create()
  await tableActive(TableName)
  await put({ pk: { S: 'after' }, g: { S: 'x' } })
  await db.deleteItem({ TableName, Key: { pk: { S: 'before' } } })
  expect(await inIndex({ S: 'x' })).toEqual(['after'])
})

test('a deleted index is gone, and its attribute definition with it', async () => {
  await create()
  await tableActive(TableName)
  const { TableDescription } = await db.updateTable({
    TableName,
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-g' } }],
  })
  expect(TableDescription?.TableStatus).toBe('UPDATING')
  await tableActive(TableName)
  const { Table } = await db.describeTable({ TableName })
  expect(Table).not.toHaveProperty('GlobalSecondaryIndexes')
  expect(Table?.AttributeDefinitions).toEqual(attributes({ pk: 'S' }))
  expect((await refusalOf(db.scan({ TableName, IndexName: 'by-g' }))).message).toBe(
    'The table does not have the specified index: by-g',
  )
})

test('an index of the same name can be made again with another key', async () => {
  await put({ pk: { S: 'a' }, g: { S: 'x' }, h: { S: 'y' } })
  await create()
  await tableActive(TableName)
  await db.updateTable({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-g' } }] })
  await tableActive(TableName)
  await db.updateTable({
    TableName,
    AttributeDefinitions: attributes({ h: 'S' }),
    GlobalSecondaryIndexUpdates: [{ Create: index('by-g', ['h'], [], KEYS_ONLY) }],
  })
  await tableActive(TableName)
  expect((await db.scan({ TableName, IndexName: 'by-g' })).Items).toEqual([{ pk: { S: 'a' }, h: { S: 'y' } }])
})

test('an index with several key attributes can be added', async () => {
  await put({ pk: { S: 'whole' }, a: { S: '1' }, b: { N: '2' }, c: { S: '3' } })
  await put({ pk: { S: 'part' }, a: { S: '1' }, b: { N: '2' } })
  await db.updateTable({
    TableName,
    AttributeDefinitions: attributes({ a: 'S', b: 'N', c: 'S' }),
    GlobalSecondaryIndexUpdates: [{ Create: index('wide', ['a', 'b'], ['c']) }],
  })
  await tableActive(TableName)
  expect((await db.scan({ TableName, IndexName: 'wide' })).Items?.map(item => item.pk?.S)).toEqual(['whole'])
})
