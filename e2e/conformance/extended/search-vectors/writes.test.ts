import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey, uniqueTable } from '../../names.ts'
import { refusalOf } from '../../refusal.ts'
import { db } from '../../target.ts'
import { elements, filter, found, hash, vector, vectorIndex, vectorTable } from '../vectors.ts'

const TableName = uniqueTable('writes')
beforeAll(() => vectorTable(TableName, vectorIndex('vix', { SearchSchema: [hash('tenant'), filter('year')] })))

const item = (pk: string, more: object = {}) => ({
  pk: { S: pk },
  tenant: { S: pk },
  year: { N: '1999' },
  v: vector(1, 2),
  ...more,
})
const keysOf = (tenant: string, expected: number) =>
  found(
    {
      TableName,
      IndexName: 'vix',
      SearchVector: elements(0, 0),
      TopK: 100,
      SearchConditionExpression: 'tenant = :t',
      ExpressionAttributeValues: { ':t': { S: tenant } },
    },
    expected,
  )

describe('what an item needs', () => {
  const I = 'One or more parameter values were invalid. '
  test.each([
    [{ v: { S: 'x' } }, 'Invalid type for parameter v, Expected: 32-bit floating point number list IndexName: vix'],
    [
      { v: { L: [{ N: '1' }, { S: 'x' }] } },
      'Invalid type for parameter v[1], Expected: 32-bit floating point number, Actual: S. IndexName: vix',
    ],
    [{ year: { S: '1999' } }, "Attribute 'year' type mismatch. Expected: N, Actual: S. IndexName: vix"],
    [{ tenant: { N: '1' } }, "Attribute 'tenant' type mismatch. Expected: S, Actual: N. IndexName: vix"],
  ])('%j is refused', async (change, text) => {
    const { name, message } = await refusalOf(db.putItem({ TableName, Item: item(uniqueKey(), change) }))
    expect(name).toBe('ValidationException')
    expect(message).toBe(`${I}${text}`)
  })

  test('a vector of another length is refused', async () => {
    const { name, message } = await refusalOf(db.putItem({ TableName, Item: item(uniqueKey(), { v: vector(1) }) }))
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/Invalid size for parameter v, Expected: 2, Actual: 1[.]? IndexName: vix$/)
  })

  test('an update that would leave it so is refused, and leaves the item alone', async () => {
    const pk = uniqueKey()
    await db.putItem({ TableName, Item: item(pk) })
    const update = db.updateItem({
      TableName,
      Key: { pk: { S: pk } },
      UpdateExpression: 'SET v = :v',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
    })
    expect((await refusalOf(update)).name).toBe('ValidationException')
    expect((await db.getItem({ TableName, Key: { pk: { S: pk } } })).Item?.v).toEqual(vector(1, 2))
  })

  test('no vector, no filter: it may lack them', async () => {
    const pk = uniqueKey()
    const { year: _, ...unfiltered } = item(pk)
    await db.putItem({ TableName, Item: unfiltered })
    expect(await keysOf(pk, 1)).toEqual([pk])
    await db.putItem({ TableName, Item: { pk: { S: uniqueKey() }, tenant: { S: pk } } })
    expect(await keysOf(pk, 1)).toEqual([pk])
  })
})

test('the table keeps numbers as they were written', async () => {
  const pk = uniqueKey()
  const v = vector('0.1234567890123456789', '100000000000000000001')
  await db.putItem({ TableName, Item: item(pk, { v }) })
  expect((await db.getItem({ TableName, Key: { pk: { S: pk } }, ConsistentRead: true })).Item?.v).toEqual(v)
})

describe('bytes of a write', () => {
  const bytesOf = (answer: { ConsumedCapacity?: object | undefined }) =>
    (answer.ConsumedCapacity as { VectorIndexes?: Record<string, { VectorWriteRequestBytes: number }> } | undefined)
      ?.VectorIndexes

  test('are at least 1024, and not named where nothing changes', async () => {
    const Item = item(uniqueKey())
    const put = () => db.putItem({ TableName, Item, ReturnConsumedCapacity: 'INDEXES' })
    expect(bytesOf(await put())).toEqual({ vix: { VectorWriteRequestBytes: 1024 } })
    expect(bytesOf(await put())).toBeUndefined()
  })

  test('are no part of a total', async () => {
    const answer = await db.putItem({ TableName, Item: item(uniqueKey()), ReturnConsumedCapacity: 'TOTAL' })
    expect(answer.ConsumedCapacity).toEqual({ TableName, CapacityUnits: 1 })
  })
})
