import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { NOT_FOUND, refusalOf, refusedCall } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { cancelledBy, cancelledWith } from '../transaction-cancelled.ts'

const S = (value: string) => ({ S: value })
const get = (TableName: string, Key: Record<string, { S: string }>) => ({ Get: { TableName, Key } })

test('answers each item in its place, and nothing for what is not there', async () => {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, v: S('hash') } })
  await db.putItem({ TableName: tables.range, Item: { pk, sk: S('a'), v: S('range') } })
  const { $metadata: _, ...answer } = await db.transactGetItems({
    TransactItems: [
      get(tables.range, { pk, sk: S('a') }),
      get(tables.range, { pk, sk: S('none') }),
      get(tables.hash, { pk }),
    ],
  })
  expect(answer).toEqual({
    Responses: [{ Item: { pk, sk: S('a'), v: S('range') } }, {}, { Item: { pk, v: S('hash') } }],
  })
})

test('a projection, which may match nothing', async () => {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, m: { M: { a: S('1'), b: S('2') } } } })
  await db.putItem({ TableName: tables.range, Item: { pk, sk: S('a') } })
  const { Responses } = await db.transactGetItems({
    TransactItems: [
      {
        Get: {
          TableName: tables.hash,
          Key: { pk },
          ProjectionExpression: '#m.b',
          ExpressionAttributeNames: { '#m': 'm' },
        },
      },
      { Get: { TableName: tables.range, Key: { pk, sk: S('a') }, ProjectionExpression: 'unheard' } },
    ],
  })
  expect(Responses).toEqual([{ Item: { m: { M: { b: S('2') } } } }, {}])
})

test('costs double the consistent read of each item, 2 for one that is not there', async () => {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: itemOfSize(4097, { pk }) })
  const TransactItems = [
    get(tables.hash, { pk }),
    get(tables.hash, { pk: S(uniqueKey()) }),
    get(tables.range, { pk, sk: S('none') }),
  ]
  const read = (units: number) => ({ CapacityUnits: units, ReadCapacityUnits: units })
  expect((await db.transactGetItems({ TransactItems, ReturnConsumedCapacity: 'INDEXES' })).ConsumedCapacity).toEqual([
    { TableName: tables.hash, ...read(6), Table: read(6) },
    { TableName: tables.range, ...read(2), Table: read(2) },
  ])
})

describe('refused', () => {
  test('an unknown table', async () => {
    const request = db.transactGetItems({ TransactItems: [get('no-such-table-here', { pk: S('a') })] })
    expect(await refusalOf(request)).toEqual(NOT_FOUND)
  })

  test('a key that does not fit is the reason of its action', async () => {
    const request = db.transactGetItems({
      TransactItems: [get(tables.hash, { pk: S('a') }), get(tables.range, { pk: S('a') })],
    })
    expect(await cancelledBy(request)).toEqual({
      message: cancelledWith('None', 'ValidationError'),
      reasons: [
        { Code: 'None' },
        { Code: 'ValidationError', Message: 'The provided key element does not match the schema' },
      ],
    })
  })

  test('101 items', async () => {
    const TransactItems = Array.from({ length: 101 }, () => get(tables.hash, { pk: S(uniqueKey()) }))
    const { name, message } = await refusedCall('TransactGetItems', { TransactItems })
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/at 'transactItems' .*Member must have length less than or equal to 100$/i)
  })

  test('an action that is none', async () => {
    const { name, message } = await refusedCall('TransactGetItems', { TransactItems: [{}] })
    expect(name).toBe('ValidationException')
    expect(message).toContain('Member must not be null')
  })

  test('an empty key value, for the whole request', async () => {
    const request = db.transactGetItems({ TransactItems: [get(tables.hash, { pk: S('') })] })
    expect((await refusalOf(request)).name).toBe('ValidationException')
  })
})
