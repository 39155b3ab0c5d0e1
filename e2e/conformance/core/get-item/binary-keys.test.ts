import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

test('a binary partition key is found by its bytes', async () => {
  const pk = { B: Uint8Array.from(randomBytes(16)) }
  await db.putItem({ TableName: tables.binaryHash, Item: { pk, v: { S: 'found' } } })
  expect((await db.getItem({ TableName: tables.binaryHash, Key: { pk } })).Item).toEqual({ pk, v: { S: 'found' } })
})

test('binary sort keys with zero bytes and prefixes of each other are different items', async () => {
  const pk = { S: uniqueKey() }
  const values = [[0], [0, 0], [0, 0, 0], [255], [255, 0]].map(each => Uint8Array.from(each))
  for (const [i, B] of values.entries()) {
    await db.putItem({ TableName: tables.binaryRange, Item: { pk, sk: { B }, i: { N: String(i) } } })
  }
  for (const [i, B] of values.entries()) {
    const { Item } = await db.getItem({ TableName: tables.binaryRange, Key: { pk, sk: { B } } })
    expect(Item?.i).toEqual({ N: String(i) })
  }
})
