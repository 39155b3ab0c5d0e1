import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const pk = { S: uniqueKey() }
const Item = {
  pk,
  a: { S: 'a' },
  list: {
    L: [{ N: '0' }, { M: { x: { S: 'x1' }, y: { S: 'y1' } } }, { L: [{ S: 'in' }, { S: 'ner' }] }, { N: '3' }],
  },
  map: { M: { k: { S: 'v' }, deep: { M: { one: { N: '1' }, two: { N: '2' } } }, list: { L: [{ S: 'l0' }] } } },
  'odd name': { BOOL: true },
}
beforeAll(async () => {
  await db.putItem({ TableName: tables.hash, Item })
})

const project = async (ProjectionExpression: string, names?: Record<string, string>) =>
  (
    await db.getItem({
      TableName: tables.hash,
      Key: { pk },
      ProjectionExpression,
      ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    })
  ).Item

describe('ProjectionExpression answers', () => {
  test('top-level attributes only', async () => {
    expect(await project('a, pk')).toEqual({ a: Item.a, pk })
  })

  test('nothing of the key unless named', async () => {
    expect(await project('a')).toEqual({ a: Item.a })
  })

  test('what is there of what is asked', async () => {
    expect(await project('a, absent')).toEqual({ a: Item.a })
  })

  test('an empty item when it exists but nothing of what is asked does', async () => {
    expect(await project('absent')).toEqual({})
  })

  test('a member of a map inside its map', async () => {
    expect(await project('#m.k', { '#m': 'map' })).toEqual({ map: { M: { k: { S: 'v' } } } })
  })

  test('two members of one map together', async () => {
    expect(await project('#m.deep.one, #m.k', { '#m': 'map' })).toEqual({
      map: { M: { k: { S: 'v' }, deep: { M: { one: { N: '1' } } } } },
    })
  })

  test('elements of a list close together, in the order of the list', async () => {
    expect(await project('#l[3], #l[0]', { '#l': 'list' })).toEqual({ list: { L: [{ N: '0' }, { N: '3' }] } })
  })

  test('a member of a map in a list', async () => {
    expect(await project('#l[1].y', { '#l': 'list' })).toEqual({ list: { L: [{ M: { y: { S: 'y1' } } }] } })
  })

  test('an element of a list in a list', async () => {
    expect(await project('#l[2][1]', { '#l': 'list' })).toEqual({ list: { L: [{ L: [{ S: 'ner' }] }] } })
  })

  test('nothing for an index behind the end and for paths into scalars', async () => {
    expect(await project('#l[9], a.b, #o[0]', { '#l': 'list', '#o': 'odd name' })).toEqual({})
  })

  test('attributes whose names only a placeholder can spell', async () => {
    expect(await project('#o', { '#o': 'odd name' })).toEqual({ 'odd name': { BOOL: true } })
  })

  test('placeholders take a dot as part of the name', async () => {
    const other = { pk: { S: uniqueKey() }, 'a.b': { S: 'dotted' }, a: { M: { b: { S: 'nested' } } } }
    await db.putItem({ TableName: tables.hash, Item: other })
    const answer = await db.getItem({
      TableName: tables.hash,
      Key: { pk: other.pk },
      ProjectionExpression: '#d',
      ExpressionAttributeNames: { '#d': 'a.b' },
    })
    expect(answer.Item).toEqual({ 'a.b': { S: 'dotted' } })
  })
})

test('a missing item has no Item with a projection either', async () => {
  const answer = await db.getItem({
    TableName: tables.hash,
    Key: { pk: { S: uniqueKey() } },
    ProjectionExpression: 'a',
  })
  expect(answer).not.toHaveProperty('Item')
})
