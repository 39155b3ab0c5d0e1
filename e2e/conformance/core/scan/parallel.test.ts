import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { attributes, createTable, index, keys } from '../../tables.ts'
import { db } from '../../target.ts'

const TableName = uniqueTable('parallel')
const COUNT = 60
beforeAll(async () => {
  await createTable({
    TableName,
    AttributeDefinitions: attributes({ pk: 'S', g: 'S' }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: [index('by-g', ['g'])],
  })
  for (let i = 0; i < COUNT; i++) {
    await db.putItem({ TableName, Item: { pk: { S: `item-${i}` }, g: { S: `group-${i % 20}` } } })
  }
})

/** Keys that the segments answer, segment by segment. */
async function segments(TotalSegments: number, more: object = {}): Promise<string[][]> {
  const found: string[][] = []
  for (let Segment = 0; Segment < TotalSegments; Segment++) {
    const keysOfSegment: string[] = []
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined
    do {
      const answer = await db.scan({
        TableName,
        Segment,
        TotalSegments,
        ...more,
        ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
      })
      for (const item of answer.Items ?? []) keysOfSegment.push(item.pk?.S ?? '')
      ExclusiveStartKey = answer.LastEvaluatedKey
    } while (ExclusiveStartKey !== undefined && keysOfSegment.length <= COUNT)
    found.push(keysOfSegment)
  }
  return found
}

test.each([1, 2, 3, 8])('%i segments hold every item once', async total => {
  const all = (await segments(total)).flat()
  expect(all).toHaveLength(COUNT)
  expect(new Set(all).size).toBe(COUNT)
})

test('segments share the items about evenly', async () => {
  // Chance leaves one of four segments empty about once in ten million tables.
  for (const segment of await segments(4)) expect(segment.length).toBeGreaterThan(0)
})

test('segments can be paged', async () => {
  const all = (await segments(3, { Limit: 7 })).flat()
  expect(new Set(all).size).toBe(COUNT)
  expect(all).toHaveLength(COUNT)
})

test('segments of an index hold every entry once', async () => {
  const all = (await segments(4, { IndexName: 'by-g', Limit: 5 })).flat()
  expect(new Set(all).size).toBe(COUNT)
  expect(all).toHaveLength(COUNT)
})

test('the last of a million segments is a segment', async () => {
  const answer = await db.scan({ TableName, Segment: 999_999, TotalSegments: 1_000_000 })
  expect(answer.Count).toBe(answer.Items?.length)
})
