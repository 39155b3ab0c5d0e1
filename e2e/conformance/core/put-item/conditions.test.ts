import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { CONDITION_FAILED, refusalOf } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

let pk = { S: '' }
beforeEach(() => {
  pk = { S: uniqueKey() }
})

const put = (v: string, condition: object) =>
  db.putItem({ TableName: tables.hash, Item: { pk, v: { S: v } }, ...condition })
const stored = async () => (await db.getItem({ TableName: tables.hash, Key: { pk } })).Item

describe('attribute_not_exists on the key', () => {
  const condition = { ConditionExpression: 'attribute_not_exists(pk)' }

  test('lets a new item in', async () => {
    await put('first', condition)
    expect((await stored())?.v).toEqual({ S: 'first' })
  })

  test('refuses an existing one and leaves it as it was', async () => {
    await put('first', condition)
    expect(await refusalOf(put('second', condition))).toEqual(CONDITION_FAILED)
    expect((await stored())?.v).toEqual({ S: 'first' })
  })
})

describe('a condition about a stored value', () => {
  beforeEach(() => put('old', {}))

  test('lets the write through when it holds', async () => {
    const condition = { ConditionExpression: 'v = :old', ExpressionAttributeValues: { ':old': { S: 'old' } } }
    await put('new', condition)
    expect((await stored())?.v).toEqual({ S: 'new' })
  })

  test('looks at the old item, not at the new one', async () => {
    const condition = { ConditionExpression: 'v = :new', ExpressionAttributeValues: { ':new': { S: 'new' } } }
    expect(await refusalOf(put('new', condition))).toEqual(CONDITION_FAILED)
  })

  test('takes placeholders for names', async () => {
    const condition = {
      ConditionExpression: '#v <> :other',
      ExpressionAttributeNames: { '#v': 'v' },
      ExpressionAttributeValues: { ':other': { S: 'other' } },
    }
    await put('new', condition)
    expect((await stored())?.v).toEqual({ S: 'new' })
  })
})

test('the old item comes with the refusal when asked for', async () => {
  await put('old', {})
  const request = put('new', {
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  await expect(request).rejects.toMatchObject({ ...CONDITION_FAILED, Item: { pk, v: { S: 'old' } } })
})

test('no item comes with the refusal when not asked for', async () => {
  await put('old', {})
  const request = put('new', { ConditionExpression: 'attribute_not_exists(pk)' })
  await expect(request).rejects.toMatchObject({ ...CONDITION_FAILED, Item: undefined })
})

test('no item comes with the refusal when none is stored', async () => {
  const request = put('new', {
    ConditionExpression: 'attribute_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  await expect(request).rejects.toMatchObject({ ...CONDITION_FAILED, Item: undefined })
})
