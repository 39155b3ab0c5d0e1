import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/** Writes to one item are serial, however many arrive at once. */

const times = <T>(count: number, write: (i: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, i) => write(i)))
const succeeded = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(outcome => outcome.status === 'fulfilled').length

test('every one of 50 increments counts', async () => {
  const Key = { pk: { S: uniqueKey() } }
  const outcomes = await times(50, () =>
    db.updateItem({
      TableName: tables.hash,
      Key,
      UpdateExpression: 'ADD hits :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    }),
  )
  const seen = outcomes.map(outcome => (outcome.status === 'fulfilled' ? outcome.value.Attributes?.hits?.N : ''))
  // Each answer shows a value of its own: no two writes saw the same item.
  expect(new Set(seen).size).toBe(50)
  expect((await db.getItem({ TableName: tables.hash, Key, ConsistentRead: true })).Item?.hits).toEqual({ N: '50' })
})

describe('of many writers that want the same', () => {
  test('one creates the item', async () => {
    const pk = { S: uniqueKey() }
    const outcomes = await times(20, i =>
      db.putItem({
        TableName: tables.hash,
        Item: { pk, writer: { N: String(i) } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    )
    expect(succeeded(outcomes)).toBe(1)
    const winner = outcomes.findIndex(outcome => outcome.status === 'fulfilled')
    const { Item } = await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })
    expect(Item?.writer).toEqual({ N: String(winner) })
  })

  test('one takes a version further', async () => {
    const Key = { pk: { S: uniqueKey() } }
    await db.putItem({ TableName: tables.hash, Item: { ...Key, version: { N: '1' } } })
    const outcomes = await times(20, () =>
      db.updateItem({
        TableName: tables.hash,
        Key,
        UpdateExpression: 'SET version = version + :one',
        ConditionExpression: 'version = :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    )
    expect(succeeded(outcomes)).toBe(1)
    const { Item } = await db.getItem({ TableName: tables.hash, Key, ConsistentRead: true })
    expect(Item?.version).toEqual({ N: '2' })
  })
})

test('an index never shows an item twice or not at all', async () => {
  const [one, two] = [{ S: uniqueKey('g') }, { S: uniqueKey('g') }]
  const Key = { pk: { S: uniqueKey() }, sk: { S: 's' } }
  await times(40, i =>
    db.putItem({ TableName: tables.global, Item: { ...Key, gpk: i % 2 === 0 ? one : two, a: { N: String(i) } } }),
  )
  const count = async (gpk: { S: string }) =>
    (
      await db.query({
        TableName: tables.global,
        IndexName: 'include',
        KeyConditionExpression: 'gpk = :g',
        ExpressionAttributeValues: { ':g': gpk },
      })
    ).Count ?? 0
  expect((await count(one)) + (await count(two))).toBe(1)
})
