import { expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { INVALID } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { cancelledBy, cancelledWith } from '../transaction-cancelled.ts'

const S = (value: string) => ({ S: value })
const FAILED = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }
const NONE = { Code: 'None' }
const invalid = (Message: string) => ({ Code: 'ValidationError', Message })
const NO_MATCH = invalid('The provided key element does not match the schema')
const fresh = () => ({ Put: { TableName: tables.hash, Item: { pk: S(uniqueKey()) } } })
const putIfThere = (pk: { S: string }, ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE') => ({
  Put: {
    TableName: tables.hash,
    Item: { pk },
    ConditionExpression: 'v = :v',
    ExpressionAttributeValues: { ':v': S('another') },
    ReturnValuesOnConditionCheckFailure,
  },
})
const update = (
  pk: { S: string },
  UpdateExpression: string,
  values?: Record<string, { S: string } | { N: string }>,
) => ({
  Update: { TableName: tables.hash, Key: { pk }, UpdateExpression, ExpressionAttributeValues: values },
})

test('has a reason for every action, in their order', async () => {
  const request = db.transactWriteItems({
    TransactItems: [fresh(), putIfThere(S(uniqueKey())), fresh(), putIfThere(S(uniqueKey()))],
  })
  expect(await cancelledBy(request)).toEqual({
    message: cancelledWith('None', 'ConditionalCheckFailed', 'None', 'ConditionalCheckFailed'),
    reasons: [NONE, FAILED, NONE, FAILED],
  })
})

test('has the stored item where it is asked for and there is one', async () => {
  const pk = S(uniqueKey())
  const other = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, v: S('here') } })
  await db.putItem({ TableName: tables.hash, Item: { pk: other, v: S('here') } })
  const request = db.transactWriteItems({
    TransactItems: [
      putIfThere(pk, 'ALL_OLD'),
      putIfThere(other, 'NONE'),
      putIfThere(S(uniqueKey()), 'ALL_OLD'),
      {
        ConditionCheck: {
          TableName: tables.range,
          Key: { pk, sk: S('none') },
          ConditionExpression: 'attribute_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ],
  })
  expect((await cancelledBy(request)).reasons).toEqual([
    { ...FAILED, Item: { pk, v: S('here') } },
    FAILED,
    FAILED,
    FAILED,
  ])
})

test('a put whose key is of a wrong type', async () => {
  const request = db.transactWriteItems({
    TransactItems: [{ Put: { TableName: tables.hash, Item: { pk: { N: '1' } } } }, fresh()],
  })
  expect(await cancelledBy(request)).toEqual({
    message: cancelledWith('ValidationError', 'None'),
    reasons: [invalid(`${INVALID}Type mismatch for key pk expected: S actual: N`), NONE],
  })
})

test('keys that do not fit: the first is the only reason, and no condition is asked', async () => {
  const Key = { pk: S('a'), extra: S('b') }
  const request = db.transactWriteItems({
    TransactItems: [
      putIfThere(S(uniqueKey())),
      { Delete: { TableName: tables.hash, Key } },
      {
        ConditionCheck: {
          TableName: tables.hash,
          Key: { pk: { N: '1' } },
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      {
        Update: {
          TableName: tables.range,
          Key: { pk: S('a') },
          UpdateExpression: 'SET v = :v',
          ExpressionAttributeValues: { ':v': S('x') },
        },
      },
    ],
  })
  expect((await cancelledBy(request)).reasons).toEqual([NONE, NO_MATCH, NONE, NONE])
})

test('updates that cannot be applied to what is stored', async () => {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, v: S('text') } })
  const request = db.transactWriteItems({
    TransactItems: [
      update(pk, 'SET v = v + :one', { ':one': { N: '1' } }),
      update(S(uniqueKey()), 'SET a.b = :x', { ':x': S('x') }),
    ],
  })
  const { reasons } = await cancelledBy(request)
  expect(reasons).toEqual([
    invalid('An operand in the update expression has an incorrect data type'),
    invalid('The document path provided in the update expression is invalid for update'),
  ])
})

test('an update that makes the item too large', async () => {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: itemOfSize(400 * 1024, { pk }) })
  const request = db.transactWriteItems({ TransactItems: [update(pk, 'SET w = :x', { ':x': S('x') })] })
  expect(await cancelledBy(request)).toEqual({
    message: cancelledWith('ValidationError'),
    reasons: [invalid('Item size to update has exceeded the maximum allowed size')],
  })
})
