import { beforeAll, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { tables } from '../../tables.ts'

const pk = { S: uniqueKey() }
beforeAll(async () => {
  await call('PutItem', { TableName: tables.hash, Item: { pk, a: { S: 'a' }, 'b.c': { N: '1' }, b: { M: {} } } })
})

const get = async (AttributesToGet: string[]) =>
  (await call('GetItem', { TableName: tables.hash, Key: { pk }, AttributesToGet })).json

test('AttributesToGet answers whole attributes, without the key', async () => {
  expect(await get(['a'])).toEqual({ Item: { a: { S: 'a' } } })
})

test('AttributesToGet takes names as they are, dots included', async () => {
  expect(await get(['b.c'])).toEqual({ Item: { 'b.c': { N: '1' } } })
})

test('AttributesToGet of what is not there answers an empty item', async () => {
  expect(await get(['absent'])).toEqual({ Item: {} })
})
