import { beforeAll, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/** 60 items of 300 KB: 16 MB of answers end before the 55th. */
const run = uniqueKey()
const Keys = Array.from({ length: 60 }, (_, i) => ({ pk: { S: `${run}-${i}` } }))
beforeAll(async () => {
  for (let i = 0; i < Keys.length; i += 4) {
    await Promise.all(
      Keys.slice(i, i + 4).map(({ pk }) =>
        db.putItem({ TableName: tables.hash, Item: itemOfSize(300 * 1024, { pk }) }),
      ),
    )
  }
})

test('what does not fit into 16 MB is handed back, to be asked again in the same form', async () => {
  const asked = { Keys, ProjectionExpression: '#k', ExpressionAttributeNames: { '#k': 'pk' }, ConsistentRead: true }
  const first = await db.batchGetItem({ RequestItems: { [tables.hash]: asked } })
  const answered = first.Responses?.[tables.hash] ?? []
  const left = first.UnprocessedKeys?.[tables.hash]
  expect(answered.length).toBeGreaterThan(0)
  expect(answered.length).toBeLessThanOrEqual(55)
  expect(left).toMatchObject({
    ProjectionExpression: '#k',
    ExpressionAttributeNames: { '#k': 'pk' },
    ConsistentRead: true,
  })
  expect(answered.length + (left?.Keys?.length ?? 0)).toBe(60)
  const second = await db.batchGetItem({ RequestItems: first.UnprocessedKeys })
  const all = [...answered, ...(second.Responses?.[tables.hash] ?? [])].map(item => item.pk?.S)
  expect(new Set(all).size).toBe(60)
})
