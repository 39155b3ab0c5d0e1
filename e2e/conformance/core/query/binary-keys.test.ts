import { beforeAll, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const IN_ORDER = [[0], [0, 0], [0, 1], [1], [1, 255], [127], [128], [128, 0], [255], [255, 255]]

const pk = { S: uniqueKey() }
beforeAll(async () => {
  for (const bytes of [...IN_ORDER].reverse()) {
    await db.putItem({ TableName: tables.binaryRange, Item: { pk, sk: { B: Uint8Array.from(bytes) } } })
  }
})

const query = async (condition: string, value?: readonly number[]) => {
  const answer = await db.query({
    TableName: tables.binaryRange,
    KeyConditionExpression: condition,
    ExpressionAttributeValues: {
      ':pk': pk,
      ...(value === undefined ? {} : { ':v': { B: Uint8Array.from(value) } }),
    },
  })
  return answer.Items?.map(item => [...(item.sk?.B ?? [])])
}

test('binaries come in the order of their unsigned bytes', async () => {
  expect(await query('pk = :pk')).toEqual(IN_ORDER)
})

test('a range follows the bytes', async () => {
  expect(await query('pk = :pk AND sk >= :v', [128])).toEqual([[128], [128, 0], [255], [255, 255]])
})

test('begins_with takes bytes, also when they are all 255', async () => {
  expect(await query('pk = :pk AND begins_with(sk, :v)', [0])).toEqual([[0], [0, 0], [0, 1]])
  expect(await query('pk = :pk AND begins_with(sk, :v)', [255])).toEqual([[255], [255, 255]])
})
