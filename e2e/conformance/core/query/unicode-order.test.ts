import { beforeAll, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/**
 * Strings compare by their UTF-8 bytes. JavaScript and Java compare UTF-16 units, where characters outside the basic
 * plane (written as surrogates, D800-DFFF) come before those from E000 on: this order tells the two apart.
 */
const IN_ORDER = [
  '\u0000',
  'A',
  'Z',
  'a',
  'aa',
  'z',
  '\u007f',
  '\u0080',
  'é',
  '\u07ff',
  '\u0800',
  '漢',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '😀',
  '\u{10ffff}',
]

const pk = { S: uniqueKey() }
beforeAll(async () => {
  for (const sk of [...IN_ORDER].reverse()) {
    await db.putItem({ TableName: tables.range, Item: { pk, sk: { S: sk }, copy: { S: sk } } })
  }
})

const query = async (KeyConditionExpression: string, values: Record<string, string> = {}) => {
  const answer = await db.query({
    TableName: tables.range,
    KeyConditionExpression,
    ExpressionAttributeValues: {
      ':pk': pk,
      ...Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }])),
    },
  })
  return answer.Items?.map(item => item.sk?.S)
}

test('sort keys come in the order of their UTF-8 bytes', async () => {
  expect(await query('pk = :pk')).toEqual(IN_ORDER)
})

test('a range across the surrogates follows the bytes', async () => {
  expect(await query('pk = :pk AND sk > :v', { ':v': '\uffff' })).toEqual(['\u{10000}', '😀', '\u{10ffff}'])
  expect(await query('pk = :pk AND sk BETWEEN :v AND :w', { ':v': '\ud7ff', ':w': '\u{10000}' })).toEqual([
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
  ])
})

test('begins_with takes characters, not halves of them', async () => {
  expect(await query('pk = :pk AND begins_with(sk, :v)', { ':v': '😀' })).toEqual(['😀'])
})

test('filters compare by the same order', async () => {
  const answer = await db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: '#copy > :v',
    ExpressionAttributeNames: { '#copy': 'copy' },
    ExpressionAttributeValues: { ':pk': pk, ':v': { S: '\ue000' } },
  })
  expect(answer.Items?.map(item => item.sk?.S)).toEqual(['\uffff', '\u{10000}', '😀', '\u{10ffff}'])
})
