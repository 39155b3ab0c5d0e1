import { beforeAll, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const big = '9'.repeat(38)
/** Ascending, each in canonical form. */
const IN_ORDER = [
  `-${big}${'0'.repeat(88)}`,
  `-${big}`,
  '-100',
  '-99.9',
  '-10.1',
  '-10',
  '-2',
  '-1.5',
  '-1',
  '-0.1',
  '-0.01',
  `-0.${'0'.repeat(129)}1`,
  '0',
  `0.${'0'.repeat(129)}1`,
  '0.01',
  '0.02',
  '0.1',
  '0.11',
  '1',
  '1.5',
  '2',
  '9',
  '10',
  '10.1',
  '99.9',
  '100',
  '12345678901234567890123456789012345677',
  '12345678901234567890123456789012345678',
  big,
  `${big}${'0'.repeat(88)}`,
]

const pk = { S: uniqueKey() }
beforeAll(async () => {
  for (const [i, sk] of IN_ORDER.entries()) {
    // In an order of writing that has nothing to do with the order of the keys.
    const at = IN_ORDER[(i * 7) % IN_ORDER.length] ?? sk
    await db.putItem({ TableName: tables.numberRange, Item: { pk, sk: { N: at } } })
  }
})

const query = async (condition: string, values: Record<string, string> = {}, forward = true) => {
  const answer = await db.query({
    TableName: tables.numberRange,
    KeyConditionExpression: condition,
    ExpressionAttributeValues: {
      ':pk': pk,
      ...Object.fromEntries(Object.entries(values).map(([name, N]) => [name, { N }])),
    },
    ScanIndexForward: forward,
  })
  return answer.Items?.map(item => item.sk?.N)
}

test('numbers come in the order of their values', async () => {
  expect(await query('pk = :pk')).toEqual(IN_ORDER)
  expect(await query('pk = :pk', {}, false)).toEqual([...IN_ORDER].reverse())
})

test('ranges follow the values', async () => {
  expect(await query('pk = :pk AND sk > :v', { ':v': '99.95' })).toEqual(IN_ORDER.slice(IN_ORDER.indexOf('100')))
  expect(await query('pk = :pk AND sk BETWEEN :v AND :w', { ':v': '-1e0', ':w': '0.010' })).toEqual([
    '-1',
    '-0.1',
    '-0.01',
    `-0.${'0'.repeat(129)}1`,
    '0',
    `0.${'0'.repeat(129)}1`,
    '0.01',
  ])
})

test('the last of 38 digits decides', async () => {
  expect(
    await query('pk = :pk AND sk BETWEEN :v AND :w', {
      ':v': '12345678901234567890123456789012345678',
      ':w': '12345678901234567890123456789012345679',
    }),
  ).toEqual(['12345678901234567890123456789012345678'])
})
