import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const pk = { S: uniqueKey() }
const other = { S: uniqueKey() }
beforeAll(async () => {
  for (const sk of ['b', 'a', 'ab', 'c', 'B']) {
    await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: sk }, v: { S: sk.toUpperCase() } } })
  }
  await db.putItem({ TableName: tables.range, Item: { pk: other, sk: { S: 'a' } } })
})

const sortKeys = async (condition: string, values: Record<string, string> = {}, more: object = {}) => {
  const answer = await db.query({
    TableName: tables.range,
    KeyConditionExpression: condition,
    ExpressionAttributeValues: {
      ':pk': pk,
      ...Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }])),
    },
    ...more,
  })
  return answer.Items?.map(item => item.sk?.S)
}

test('answers the items of one partition in the order of the sort key', async () => {
  expect(await sortKeys('pk = :pk')).toEqual(['B', 'a', 'ab', 'b', 'c'])
})

test('ScanIndexForward false turns the order round', async () => {
  expect(await sortKeys('pk = :pk', {}, { ScanIndexForward: false })).toEqual(['c', 'b', 'ab', 'a', 'B'])
})

test('answers whole items with Count and ScannedCount', async () => {
  const { $metadata: _, ...answer } = await db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': other },
  })
  expect(answer).toEqual({ Items: [{ pk: other, sk: { S: 'a' } }], Count: 1, ScannedCount: 1 })
})

test('of an empty partition answers an empty list', async () => {
  const { $metadata: _, ...answer } = await db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: uniqueKey() } },
  })
  expect(answer).toEqual({ Items: [], Count: 0, ScannedCount: 0 })
})

describe('the sort key may be', () => {
  test.each<[string, string, Record<string, string>, string[]]>([
    ['equal', 'sk = :v', { ':v': 'ab' }, ['ab']],
    ['less', 'sk < :v', { ':v': 'ab' }, ['B', 'a']],
    ['less or equal', 'sk <= :v', { ':v': 'ab' }, ['B', 'a', 'ab']],
    ['greater', 'sk > :v', { ':v': 'ab' }, ['b', 'c']],
    ['greater or equal', 'sk >= :v', { ':v': 'ab' }, ['ab', 'b', 'c']],
    ['between, both ends included', 'sk BETWEEN :v AND :w', { ':v': 'a', ':w': 'b' }, ['a', 'ab', 'b']],
    ['beginning with', 'begins_with(sk, :v)', { ':v': 'a' }, ['a', 'ab']],
    ['beginning with more than there is', 'begins_with(sk, :v)', { ':v': 'abc' }, []],
  ])('%s', async (_, condition, values, expected) => {
    expect(await sortKeys(`pk = :pk AND ${condition}`, values)).toEqual(expected)
  })

  test('on the right-hand side: the comparison is mirrored', async () => {
    expect(await sortKeys('pk = :pk AND :v < sk', { ':v': 'ab' })).toEqual(['b', 'c'])
  })

  test('named before the partition key', async () => {
    expect(await sortKeys('sk >= :v AND pk = :pk', { ':v': 'b' })).toEqual(['b', 'c'])
  })

  test('in parentheses', async () => {
    expect(await sortKeys('(pk = :pk) AND (sk >= :v)', { ':v': 'b' })).toEqual(['b', 'c'])
  })
})

test('names may be placeholders', async () => {
  const answer = await sortKeys(
    '#p = :pk AND #s = :v',
    { ':v': 'a' },
    {
      ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' },
    },
  )
  expect(answer).toEqual(['a'])
})

test('of an unknown table is refused', async () => {
  const request = db.query({
    TableName: 'no-such-table-here',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
  })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
})

test('works on a table with only a partition key', async () => {
  const Item = { pk: { S: uniqueKey() }, v: { N: '1' } }
  await db.putItem({ TableName: tables.hash, Item })
  const answer = await db.query({
    TableName: tables.hash,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': Item.pk },
    ConsistentRead: true,
  })
  expect(answer.Items).toEqual([Item])
})
