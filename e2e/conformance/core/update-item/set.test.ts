import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

let pk = { S: '' }
beforeEach(async () => {
  pk = { S: uniqueKey() }
  await db.putItem({
    TableName: tables.hash,
    Item: {
      pk,
      n: { N: '10' },
      s: { S: 'text' },
      l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] },
      m: { M: { x: { N: '1' }, nested: { M: { y: { N: '2' } } } } },
    },
  })
})

/** The item after an update, without its key. */
async function itemAfter(
  UpdateExpression: string,
  values: Record<string, AttributeValue> = {},
  more: Partial<UpdateItemCommandInput> = {},
): Promise<Record<string, AttributeValue>> {
  await db.updateItem({
    TableName: tables.hash,
    Key: { pk },
    UpdateExpression,
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
    ...more,
  })
  const { pk: _, ...rest } = (await db.getItem({ TableName: tables.hash, Key: { pk } })).Item ?? {}
  return rest
}

describe('SET of attributes', () => {
  test('replaces one and leaves the others', async () => {
    const item = await itemAfter('SET s = :v', { ':v': { L: [] } })
    expect(item.s).toEqual({ L: [] })
    expect(item.n).toEqual({ N: '10' })
  })

  test('adds a new one', async () => {
    expect((await itemAfter('SET fresh = :v', { ':v': { NULL: true } })).fresh).toEqual({ NULL: true })
  })

  test('copies another attribute', async () => {
    expect((await itemAfter('SET twin = m.nested')).twin).toEqual({ M: { y: { N: '2' } } })
  })

  test('reads all right-hand sides before it writes: two attributes swap', async () => {
    const item = await itemAfter('SET s = n, n = s')
    expect(item.s).toEqual({ N: '10' })
    expect(item.n).toEqual({ S: 'text' })
  })
})

describe('SET with arithmetic', () => {
  test.each([
    ['SET n = n + :v', '5', '15'],
    ['SET n = n - :v', '15', '-5'],
    ['SET n = :v - n', '1', '-9'],
    ['SET n = :v + :v', '0.1', '0.2'],
    ['SET n = n + :v', '-10', '0'],
    ['SET n = n + :v', '0.0000000000000000000000000000000001', '10.0000000000000000000000000000000001'],
  ])('%s with %s gives %s', async (expression, value, sum) => {
    expect((await itemAfter(expression, { ':v': { N: value } })).n).toEqual({ N: sum })
  })

  test('counts exactly with 38 digits', async () => {
    await itemAfter('SET n = :v', { ':v': { N: '99999999999999999999999999999999999998' } })
    expect((await itemAfter('SET n = n + :one', { ':one': { N: '1' } })).n).toEqual({
      N: '99999999999999999999999999999999999999',
    })
  })
})

describe('SET with functions', () => {
  test('if_not_exists keeps what is there', async () => {
    expect((await itemAfter('SET n = if_not_exists(n, :v)', { ':v': { N: '0' } })).n).toEqual({ N: '10' })
  })

  test('if_not_exists takes the default for what is missing', async () => {
    const item = await itemAfter('SET hits = if_not_exists(hits, :zero) + :one', {
      ':zero': { N: '0' },
      ':one': { N: '1' },
    })
    expect(item.hits).toEqual({ N: '1' })
  })

  test('if_not_exists looks at nested paths', async () => {
    expect((await itemAfter('SET m.z = if_not_exists(m.nested.y, :v)', { ':v': { N: '0' } })).m).toEqual({
      M: { x: { N: '1' }, nested: { M: { y: { N: '2' } } }, z: { N: '2' } },
    })
  })

  test('list_append adds behind', async () => {
    expect((await itemAfter('SET l = list_append(l, :v)', { ':v': { L: [{ S: 'd' }] } })).l).toEqual({
      L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, { S: 'd' }],
    })
  })

  test('list_append adds before', async () => {
    expect((await itemAfter('SET l = list_append(:v, l)', { ':v': { L: [{ S: '0' }] } })).l).toEqual({
      L: [{ S: '0' }, { S: 'a' }, { S: 'b' }, { S: 'c' }],
    })
  })

  test('functions nest', async () => {
    const item = await itemAfter('SET events = list_append(if_not_exists(events, :none), :one)', {
      ':none': { L: [] },
      ':one': { L: [{ N: '1' }] },
    })
    expect(item.events).toEqual({ L: [{ N: '1' }] })
  })
})

describe('SET of nested paths', () => {
  test('replaces and adds members of maps', async () => {
    const item = await itemAfter('SET m.x = :v, m.nested.z = :v', { ':v': { S: 'new' } })
    expect(item.m).toEqual({ M: { x: { S: 'new' }, nested: { M: { y: { N: '2' }, z: { S: 'new' } } } } })
  })

  test('replaces an element of a list', async () => {
    expect((await itemAfter('SET l[1] = :v', { ':v': { S: 'B' } })).l).toEqual({
      L: [{ S: 'a' }, { S: 'B' }, { S: 'c' }],
    })
  })

  test('behind the end of a list it appends', async () => {
    expect((await itemAfter('SET l[99] = :v', { ':v': { S: 'z' } })).l).toEqual({
      L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, { S: 'z' }],
    })
  })

  test('several behind the end are appended in the order of their indexes', async () => {
    const item = await itemAfter('SET l[20] = :late, l[10] = :early', { ':late': { S: 'y' }, ':early': { S: 'x' } })
    expect(item.l).toEqual({ L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, { S: 'x' }, { S: 'y' }] })
  })

  test('placeholders spell members with dots', async () => {
    const item = await itemAfter('SET m.#d = :v', { ':v': { S: 'v' } }, { ExpressionAttributeNames: { '#d': 'a.b' } })
    expect(item.m?.M?.['a.b']).toEqual({ S: 'v' })
  })
})
