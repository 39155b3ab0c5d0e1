import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const BYTES = 300 * 1024
/** Fifteen of them are more than 4 MB together. */
const pks = (count: number) => Array.from({ length: count }, () => ({ S: uniqueKey() }))
const puts = (keys: readonly { S: string }[]) =>
  keys.map(pk => ({ Put: { TableName: tables.hash, Item: itemOfSize(BYTES, { pk }) } }))
const stored = async (keys: readonly { S: string }[]) => {
  for (const pk of keys) await db.putItem({ TableName: tables.hash, Item: itemOfSize(BYTES, { pk }) })
  return keys
}

describe('a transaction is measured by what it sends', () => {
  test('puts of 4.4 MB are too many, and none is done', async () => {
    const keys = pks(15)
    const { name, message } = await refusalOf(db.transactWriteItems({ TransactItems: puts(keys) }))
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/size cannot exceed 4 ?MB/)
    for (const pk of keys)
      expect(await db.getItem({ TableName: tables.hash, Key: { pk } })).not.toHaveProperty('Item')
  })

  test('puts of 3.5 MB go through', async () => {
    const keys = pks(12)
    await db.transactWriteItems({ TransactItems: puts(keys) })
    const last = keys.at(-1) as { S: string }
    expect((await db.getItem({ TableName: tables.hash, Key: { pk: last } })).Item?.pk).toEqual(last)
  })

  test('large items can be deleted, checked and changed a little', async () => {
    const keys = await stored(pks(15))
    await db.transactWriteItems({
      TransactItems: keys.map(pk => ({
        Update: {
          TableName: tables.hash,
          Key: { pk },
          UpdateExpression: 'SET n = :n',
          ExpressionAttributeValues: { ':n': { N: '1' } },
        },
      })),
    })
    const here = {
      TableName: tables.hash,
      ConditionExpression: 'n = :n',
      ExpressionAttributeValues: { ':n': { N: '1' } },
    }
    await db.transactWriteItems({ TransactItems: keys.map(pk => ({ ConditionCheck: { ...here, Key: { pk } } })) })
    await db.transactWriteItems({ TransactItems: keys.map(pk => ({ Delete: { ...here, Key: { pk } } })) })
    for (const pk of keys)
      expect(await db.getItem({ TableName: tables.hash, Key: { pk } })).not.toHaveProperty('Item')
  })
})
