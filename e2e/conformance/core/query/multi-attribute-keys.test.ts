import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/** Global indexes whose keys have up to four partition and four sort attributes (since November 2025). */

const run = uniqueKey('h1')
const binary = (...bytes: number[]): AttributeValue => ({ B: Uint8Array.from(bytes) })
const partition = { h1: { S: run }, h2: { N: '2' }, h3: binary(3), h4: { S: 'h' } }
const sort = (r1: string, r2: string, r3: number, r4: string) => ({
  r1: { S: r1 },
  r2: { N: r2 },
  r3: binary(r3),
  r4: { S: r4 },
})
const id = (name: string) => ({ S: `${run}-${name}` })
beforeAll(async () => {
  const items = [
    { pk: id('c'), ...partition, ...sort('a', '10', 1, 'x') },
    { pk: id('a'), ...partition, ...sort('a', '9', 1, 'x') },
    { pk: id('b'), ...partition, ...sort('a', '9', 1, 'y') },
    { pk: id('e'), ...partition, ...sort('b', '1', 200, 'y') },
    { pk: id('d'), ...partition, ...sort('b', '1', 100, 'z') },
    { pk: id('other'), ...partition, h2: { N: '3' }, ...sort('a', '1', 1, 'x') },
    { pk: id('sparse'), ...partition, r1: { S: 'a' }, r2: { N: '1' }, r3: binary(1) },
  ]
  for (const Item of items) await db.putItem({ TableName: tables.multiKey, Item })
})

const EQUAL = 'h1 = :h1 AND h2 = :h2 AND h3 = :h3 AND h4 = :h4'
const HASH = { ':h1': partition.h1, ':h2': partition.h2, ':h3': partition.h3, ':h4': partition.h4 }

const found = async (condition: string, values: Record<string, AttributeValue> = {}, more: object = {}) => {
  const { Items = [] } = await db.query({
    TableName: tables.multiKey,
    IndexName: 'four-four',
    KeyConditionExpression: condition,
    ExpressionAttributeValues: { ...HASH, ...values },
    ...more,
  })
  return Items.map(item => item.pk?.S?.slice(run.length + 1)).join('')
}

test('only items with every key attribute are in the index, in the order of all sort attributes', async () => {
  expect(await found(EQUAL)).toBe('abcde')
  expect(await found(EQUAL, {}, { ScanIndexForward: false })).toBe('edcba')
})

describe('sort attributes', () => {
  test.each<[string, Record<string, AttributeValue>, string]>([
    ['r1 = :1', { ':1': { S: 'a' } }, 'abc'],
    ['r1 < :1', { ':1': { S: 'b' } }, 'abc'],
    ['r1 BETWEEN :1 AND :2', { ':1': { S: 'b' }, ':2': { S: 'c' } }, 'de'],
    ['begins_with(r1, :1)', { ':1': { S: 'a' } }, 'abc'],
    ['r1 = :1 AND r2 > :2', { ':1': { S: 'a' }, ':2': { N: '9' } }, 'c'],
    ['r1 = :1 AND r2 = :2 AND r3 >= :3', { ':1': { S: 'b' }, ':2': { N: '1' }, ':3': binary(101) }, 'e'],
    [
      'r1 = :1 AND r2 = :2 AND r3 = :3 AND r4 = :4',
      { ':1': { S: 'a' }, ':2': { N: '9' }, ':3': binary(1), ':4': { S: 'y' } },
      'b',
    ],
    [
      'r1 = :1 AND r2 = :2 AND r3 = :3 AND begins_with(r4, :4)',
      { ':1': { S: 'a' }, ':2': { N: '9' }, ':3': binary(1), ':4': { S: 'x' } },
      'a',
    ],
  ])('%s', async (condition, values, expected) => {
    expect(await found(`${EQUAL} AND ${condition}`, values)).toBe(expected)
  })

  test('the order of the clauses is free', async () => {
    expect(
      await found('r2 > :2 AND h4 = :h4 AND h2 = :h2 AND r1 = :1 AND h3 = :h3 AND h1 = :h1', {
        ':1': { S: 'a' },
        ':2': { N: '9' },
      }),
    ).toBe('c')
  })
})

describe('pages', () => {
  test('go through everything once', async () => {
    const seen: string[] = []
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined
    do {
      const answer = await db.query({
        TableName: tables.multiKey,
        IndexName: 'four-four',
        KeyConditionExpression: EQUAL,
        ExpressionAttributeValues: HASH,
        Limit: 2,
        ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
      })
      seen.push(...(answer.Items ?? []).map(item => item.pk?.S?.slice(run.length + 1) ?? ''))
      ExclusiveStartKey = answer.LastEvaluatedKey
    } while (ExclusiveStartKey !== undefined && seen.length < 20)
    expect(seen.join('')).toBe('abcde')
  })

  test('LastEvaluatedKey has the table key and all key attributes of the index', async () => {
    const answer = await db.query({
      TableName: tables.multiKey,
      IndexName: 'four-four',
      KeyConditionExpression: EQUAL,
      ExpressionAttributeValues: HASH,
      Limit: 1,
    })
    expect(answer.LastEvaluatedKey).toEqual({ pk: id('a'), ...partition, ...sort('a', '9', 1, 'x') })
  })
})

test('an index may have several partition attributes and no sort attribute', async () => {
  const { Items = [] } = await db.query({
    TableName: tables.multiKey,
    IndexName: 'two',
    KeyConditionExpression: 'h1 = :h1 AND h4 = :h4',
    ExpressionAttributeValues: { ':h1': partition.h1, ':h4': partition.h4 },
  })
  expect(Items.map(item => item.pk?.S?.slice(run.length + 1)).sort()).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'other',
    'sparse',
  ])
})

test('KEYS_ONLY holds the table key and all key attributes', async () => {
  const { Items = [] } = await db.query({
    TableName: tables.multiKey,
    IndexName: 'two-two',
    KeyConditionExpression: 'h1 = :h1 AND h2 = :h2 AND r1 = :r1 AND r2 = :r2',
    ExpressionAttributeValues: { ':h1': partition.h1, ':h2': { N: '3' }, ':r1': { S: 'a' }, ':r2': { N: '1' } },
  })
  expect(Items).toEqual([{ pk: id('other'), h1: partition.h1, h2: { N: '3' }, r1: { S: 'a' }, r2: { N: '1' } }])
})

test('partition attributes do not run together: "ab","c" is not "a","bc"', async () => {
  const [h1, h4] = [uniqueKey('x'), 'yz']
  await db.putItem({ TableName: tables.multiKey, Item: { pk: id('ran'), h1: { S: h1 }, h4: { S: h4 } } })
  const { Count } = await db.query({
    TableName: tables.multiKey,
    IndexName: 'two',
    KeyConditionExpression: 'h1 = :h1 AND h4 = :h4',
    ExpressionAttributeValues: { ':h1': { S: `${h1}y` }, ':h4': { S: 'z' } },
  })
  expect(Count).toBe(0)
})
