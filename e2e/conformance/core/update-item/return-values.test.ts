import type { AttributeValue, ReturnValue } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

let pk = { S: '' }
let old: Record<string, AttributeValue> = {}
beforeEach(async () => {
  pk = { S: uniqueKey() }
  old = { pk, a: { S: 'old' }, b: { S: 'b' }, m: { M: { x: { N: '1' }, y: { N: '2' } } } }
  await db.putItem({ TableName: tables.hash, Item: old })
})

const update = async (ReturnValues: ReturnValue, UpdateExpression: string, values?: Record<string, AttributeValue>) =>
  (
    await db.updateItem({
      TableName: tables.hash,
      Key: { pk },
      UpdateExpression,
      ReturnValues,
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    })
  ).Attributes

const NEW = { ':v': { S: 'new' } }

test('NONE answers nothing', async () => {
  expect(await update('NONE', 'SET a = :v', NEW)).toBeUndefined()
})

test('ALL_OLD answers the whole item as it was', async () => {
  expect(await update('ALL_OLD', 'SET a = :v', NEW)).toEqual(old)
})

test('ALL_NEW answers the whole item as it is', async () => {
  expect(await update('ALL_NEW', 'SET a = :v, fresh = :v REMOVE b', NEW)).toEqual({
    pk,
    a: { S: 'new' },
    fresh: { S: 'new' },
    m: old.m,
  })
})

test('UPDATED_OLD answers the touched attributes as they were', async () => {
  expect(await update('UPDATED_OLD', 'SET a = :v, fresh = :v REMOVE b', NEW)).toEqual({ a: old.a, b: old.b })
})

test('UPDATED_NEW answers the touched attributes as they are', async () => {
  expect(await update('UPDATED_NEW', 'SET a = :v, fresh = :v REMOVE b', NEW)).toEqual({
    a: { S: 'new' },
    fresh: { S: 'new' },
  })
})

describe('of nested paths, UPDATED_* answers the touched part only', () => {
  test('as it was', async () => {
    expect(await update('UPDATED_OLD', 'SET m.x = :v', NEW)).toEqual({ m: { M: { x: { N: '1' } } } })
  })

  test('as it is', async () => {
    expect(await update('UPDATED_NEW', 'SET m.x = :v', NEW)).toEqual({ m: { M: { x: { S: 'new' } } } })
  })
})

describe('of a new item', () => {
  beforeEach(() => {
    pk = { S: uniqueKey() }
  })

  test('ALL_OLD and UPDATED_OLD answer nothing', async () => {
    expect(await update('ALL_OLD', 'SET a = :v', NEW)).toBeUndefined()
    pk = { S: uniqueKey() }
    expect(await update('UPDATED_OLD', 'SET a = :v', NEW)).toBeUndefined()
  })

  test('ALL_NEW answers it with its key', async () => {
    expect(await update('ALL_NEW', 'SET a = :v', NEW)).toEqual({ pk, a: { S: 'new' } })
  })

  test('UPDATED_NEW answers what was set', async () => {
    expect(await update('UPDATED_NEW', 'SET a = :v', NEW)).toEqual({ a: { S: 'new' } })
  })
})

test('UPDATED_NEW is left out when nothing of what was touched is there', async () => {
  expect(await update('UPDATED_NEW', 'REMOVE a')).toBeUndefined()
})

test('UPDATED_OLD is left out when nothing of what was touched was there', async () => {
  expect(await update('UPDATED_OLD', 'SET fresh = :v', NEW)).toBeUndefined()
})

describe('of lists, paths mean what they say, whatever has moved', () => {
  beforeEach(async () => {
    await db.putItem({ TableName: tables.hash, Item: { pk, l: { L: ['0', '1', '2'].map(S => ({ S })) } } })
  })

  test('what is appended far behind the end is not answered', async () => {
    expect(await update('UPDATED_NEW', 'SET l[100] = :v', NEW)).toBeUndefined()
  })

  test('of an element that is gone, UPDATED_NEW answers the one in its place', async () => {
    expect(await update('UPDATED_NEW', 'REMOVE l[1]')).toEqual({ l: { L: [{ S: '2' }] } })
  })

  test('what was not there is not answered', async () => {
    expect(await update('UPDATED_OLD', 'REMOVE l[1], l[3]')).toEqual({ l: { L: [{ S: '1' }] } })
  })
})
