import { expect, test } from 'vitest'
import type { Item } from '#dynamo'
import { freshEngine } from '../testing/fresh-engine.ts'

const TableName = 'Files'

/** Paths as names: the parser of V8 takes some of them for the first (dynamo/values/parse-json.ts). */
const NAMES = ['C:\\', 'C:\\Users', 'C:"', 'C:\n', '\\', '"', '\\\\', 'é']

test('names that end in a backslash are not taken for others, written, read, filtered and updated', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  })
  // Items of one form but for the name that comes last, in both orders, so that each is expected after each.
  const names = [...NAMES, ...NAMES.toReversed()]
  const items = names.map(
    (name, i): Item => ({ pk: { S: `${i}` }, [name]: { M: { a: { L: [] }, [name]: { N: '1' } } } }),
  )
  for (const Item of items) await engine.execute('PutItem', { TableName, Item })
  for (const [i, name] of names.entries()) {
    const Key = { pk: { S: `${i}` } }
    expect((await engine.execute('GetItem', { TableName, Key })).Item).toEqual(items[i])
    const { Attributes } = await engine.execute('UpdateItem', {
      TableName,
      Key,
      UpdateExpression: 'SET #n.#n = #n.#n + :one',
      ConditionExpression: 'attribute_exists(#n.#n)',
      ExpressionAttributeNames: { '#n': name },
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    })
    expect(Attributes).toEqual({ ...Key, [name]: { M: { a: { L: [] }, [name]: { N: '2' } } } })
    const { Count } = await engine.execute('Scan', {
      TableName,
      FilterExpression: 'attribute_exists(#n)',
      ExpressionAttributeNames: { '#n': name },
    })
    expect(Count).toBe(2)
  }
})
