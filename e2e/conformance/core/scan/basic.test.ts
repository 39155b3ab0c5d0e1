import type { AttributeValue, ScanCommandInput } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey, uniqueTable } from '../../names.ts'
import { NOT_FOUND, refusalOf } from '../../refusal.ts'
import { ALL, attributes, createTable, index, KEYS_ONLY, keys } from '../../tables.ts'
import { db } from '../../target.ts'

/** A table of its own: a Scan sees what every other test writes. */
const TableName = uniqueTable('scan')
const ITEMS: Record<string, AttributeValue>[] = []
for (let p = 0; p < 6; p++) {
  for (let s = 0; s < 4; s++) {
    ITEMS.push({
      pk: { S: `p${p}` },
      sk: { N: String(s * 7) },
      n: { N: String(p * 4 + s) },
      ...(s === 0 ? { gpk: { S: `g${p % 2}` }, a: { S: 'x' } } : {}),
    })
  }
}
beforeAll(async () => {
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'N', gpk: 'S', n: 'N' }),
    KeySchema: keys(['pk'], ['sk']),
    GlobalSecondaryIndexes: [index('sparse', ['gpk'], [], KEYS_ONLY)],
    LocalSecondaryIndexes: [index('by-n', ['pk'], ['n'], ALL)],
  })
  for (const Item of ITEMS) await db.putItem({ TableName, Item })
})

const scan = (more: Partial<ScanCommandInput> = {}) => db.scan({ TableName, ...more })
const numbers = (items: Record<string, AttributeValue>[] | undefined) =>
  (items ?? []).map(item => Number(item.n?.N)).sort((a, b) => a - b)

/** All items, page by page. */
async function pages(more: Partial<ScanCommandInput>): Promise<Record<string, AttributeValue>[][]> {
  const found: Record<string, AttributeValue>[][] = []
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined
  for (let page = 0; page < 50; page++) {
    const answer = await scan({ ...more, ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }) })
    found.push(answer.Items ?? [])
    ExclusiveStartKey = answer.LastEvaluatedKey
    if (ExclusiveStartKey === undefined) return found
  }
  throw new Error('The pages do not end')
}

test('answers every item once', async () => {
  const answer = await scan()
  expect(answer).toMatchObject({ Count: 24, ScannedCount: 24 })
  expect(answer).not.toHaveProperty('LastEvaluatedKey')
  expect(numbers(answer.Items)).toEqual(ITEMS.map((_, i) => i))
})

test('keeps the items of a partition together, in the order of the sort key', async () => {
  const { Items = [] } = await scan()
  const partitions = Items.map(item => item.pk?.S)
  expect(partitions.filter((pk, i) => pk !== partitions[i - 1])).toHaveLength(6)
  for (let i = 1; i < Items.length; i++) {
    if (partitions[i] === partitions[i - 1]) {
      expect(Number(Items[i]?.sk?.N)).toBeGreaterThan(Number(Items[i - 1]?.sk?.N))
    }
  }
})

test('answers in the same order every time', async () => {
  expect((await scan()).Items).toEqual((await scan({ ConsistentRead: true })).Items)
})

describe('Limit', () => {
  test.each([1, 5, 23, 24, 25])('%i: pages hold every item once', async Limit => {
    const found = await pages({ Limit })
    expect(numbers(found.flat())).toEqual(ITEMS.map((_, i) => i))
    expect(found.every(page => page.length <= Limit)).toBe(true)
  })

  test('LastEvaluatedKey is the key of the last item', async () => {
    const { Items = [], LastEvaluatedKey } = await scan({ Limit: 3 })
    expect(LastEvaluatedKey).toEqual({ pk: Items[2]?.pk, sk: Items[2]?.sk })
  })

  test('counts items read, not items that pass the filter', async () => {
    const answer = await scan({
      Limit: 10,
      FilterExpression: 'n < :none',
      ExpressionAttributeValues: { ':none': { N: '0' } },
    })
    expect(answer).toMatchObject({ Items: [], Count: 0, ScannedCount: 10 })
    expect(answer.LastEvaluatedKey).toBeDefined()
  })
})

test('a filter may use the key attributes', async () => {
  const answer = await scan({
    FilterExpression: 'pk = :p AND sk > :s',
    ExpressionAttributeValues: { ':p': { S: 'p2' }, ':s': { N: '7' } },
  })
  expect(numbers(answer.Items)).toEqual([10, 11])
  expect(answer.ScannedCount).toBe(24)
})

test('a projection answers only what it names', async () => {
  const { Items = [] } = await scan({ ProjectionExpression: 'n' })
  expect(Items.every(item => Object.keys(item).join() === 'n')).toBe(true)
})

test('Select COUNT answers no items', async () => {
  const answer = await scan({ Select: 'COUNT' })
  expect(answer).toMatchObject({ Count: 24, ScannedCount: 24 })
  expect(answer).not.toHaveProperty('Items')
})

describe('an index', () => {
  test('a global one answers the items that are in it, as projected', async () => {
    const { Items = [] } = await scan({ IndexName: 'sparse' })
    expect(Items).toHaveLength(6)
    expect(Object.keys(Items[0] ?? {}).sort()).toEqual(['gpk', 'pk', 'sk'])
  })

  test('a global one pages with table key and index key', async () => {
    const first = await scan({ IndexName: 'sparse', Limit: 2 })
    expect(Object.keys(first.LastEvaluatedKey ?? {}).sort()).toEqual(['gpk', 'pk', 'sk'])
    const found = await pages({ IndexName: 'sparse', Limit: 2 })
    expect(new Set(found.flat().map(item => item.pk?.S)).size).toBe(6)
  })

  test('a local one reads strongly consistent', async () => {
    expect(numbers((await scan({ IndexName: 'by-n', ConsistentRead: true })).Items)).toEqual(ITEMS.map((_, i) => i))
  })
})

test('of an unknown table is refused', async () => {
  expect(await refusalOf(db.scan({ TableName: 'no-such-table-here' }))).toEqual(NOT_FOUND)
})

test('of an empty table answers an empty list', async () => {
  const empty = uniqueTable(`empty-${uniqueKey('t')}`)
  await createTable({ TableName: empty, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
  const { $metadata: _, ...answer } = await db.scan({ TableName: empty })
  expect(answer).toEqual({ Items: [], Count: 0, ScannedCount: 0 })
})
