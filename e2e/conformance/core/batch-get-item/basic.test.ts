import { beforeAll, describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const pk = { S: uniqueKey() }
const single = { pk: { S: uniqueKey() }, v: { S: 'single' } }
beforeAll(async () => {
  for (const sk of ['1', '2', '3']) {
    const Item = { pk, sk: { S: sk }, a: { S: `a${sk}` }, m: { M: { x: { N: sk }, y: { N: sk } } } }
    await db.putItem({ TableName: tables.range, Item })
  }
  await db.putItem({ TableName: tables.hash, Item: single })
})

const key = (sk: string) => ({ pk, sk: { S: sk } })
const bySortKey = <T extends { sk?: { S?: string | undefined } | undefined }>(items: T[] | undefined) =>
  [...(items ?? [])].sort((x, y) => (x.sk?.S ?? '').localeCompare(y.sk?.S ?? ''))

test('answers the items of several tables, in any order', async () => {
  const { Responses, UnprocessedKeys } = await db.batchGetItem({
    RequestItems: { [tables.range]: { Keys: [key('3'), key('1')] }, [tables.hash]: { Keys: [{ pk: single.pk }] } },
  })
  const range = (Responses?.[tables.range] ?? []).map(item => item.a?.S).sort()
  expect(range).toEqual(['a1', 'a3'])
  expect(Responses?.[tables.hash]).toEqual([single])
  expect(UnprocessedKeys).toEqual({})
})

test('leaves out what is not there', async () => {
  const { Responses, UnprocessedKeys } = await db.batchGetItem({
    RequestItems: { [tables.range]: { Keys: [key('1'), key('absent')] }, [tables.hash]: { Keys: [{ pk }] } },
  })
  expect(Responses?.[tables.range]).toHaveLength(1)
  expect(Responses?.[tables.hash]).toEqual([])
  expect(UnprocessedKeys).toEqual({})
})

test('projects per table', async () => {
  const { Responses } = await db.batchGetItem({
    RequestItems: {
      [tables.range]: {
        Keys: [key('1'), key('2')],
        ProjectionExpression: 'sk, #m.x',
        ExpressionAttributeNames: { '#m': 'm' },
      },
      [tables.hash]: { Keys: [{ pk: single.pk }] },
    },
  })
  expect(Responses?.[tables.hash]).toEqual([single])
  const items = Responses?.[tables.range] ?? []
  expect(items.map(item => item.sk?.S).sort()).toEqual(['1', '2'])
  expect(items.find(item => item.sk?.S === '2')).toEqual({ sk: { S: '2' }, m: { M: { x: { N: '2' } } } })
})

test('finds numeric keys whatever their spelling', async () => {
  await db.putItem({ TableName: tables.numberRange, Item: { pk, sk: { N: '10' } } })
  const { Responses } = await db.batchGetItem({
    RequestItems: { [tables.numberRange]: { Keys: [{ pk, sk: { N: '1e1' } }] } },
  })
  expect(Responses?.[tables.numberRange]).toEqual([{ pk, sk: { N: '10' } }])
})

test('100 keys are answered at once', async () => {
  const Keys = Array.from({ length: 100 }, (_, i) => ({ pk, sk: { S: String(i) } }))
  const { Responses } = await db.batchGetItem({ RequestItems: { [tables.range]: { Keys } } })
  expect(bySortKey(Responses?.[tables.range]).map(item => item.sk?.S)).toEqual(['1', '2', '3'])
})

test('an unknown table refuses the whole request', async () => {
  const request = db.batchGetItem({
    RequestItems: { [tables.hash]: { Keys: [{ pk }] }, 'no-such-table-here': { Keys: [{ pk }] } },
  })
  expect(await refusalOf(request)).toEqual(NOT_FOUND)
})

describe('capacity', () => {
  const large = { S: uniqueKey() }
  beforeAll(async () => {
    for (const sk of ['1', '2']) {
      await db.putItem({ TableName: tables.range, Item: itemOfSize(4500, { pk: large, sk: { S: sk } }) })
    }
  })

  test('counts each item by itself and missing ones too, one entry per table', async () => {
    const Keys = ['1', '2', 'absent'].map(sk => ({ pk: large, sk: { S: sk } }))
    const { ConsumedCapacity = [] } = await db.batchGetItem({
      RequestItems: { [tables.range]: { Keys }, [tables.hash]: { Keys: [{ pk }], ConsistentRead: true } },
      ReturnConsumedCapacity: 'TOTAL',
    })
    const byTable = Object.fromEntries(ConsumedCapacity.map(each => [each.TableName, each]))
    expect(ConsumedCapacity).toHaveLength(2)
    expect(byTable[tables.range]).toEqual({ TableName: tables.range, CapacityUnits: 2.5 })
    expect(byTable[tables.hash]).toEqual({ TableName: tables.hash, CapacityUnits: 1 })
  })

  test('INDEXES adds the part of the table', async () => {
    const { ConsumedCapacity } = await db.batchGetItem({
      RequestItems: { [tables.range]: { Keys: [{ pk: large, sk: { S: '1' } }], ConsistentRead: true } },
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(ConsumedCapacity).toEqual([{ TableName: tables.range, CapacityUnits: 2, Table: { CapacityUnits: 2 } }])
  })
})
