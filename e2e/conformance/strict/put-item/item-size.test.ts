import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const LIMIT = 400 * 1024
const TOO_LARGE = validation('Item size has exceeded the maximum allowed size')
const put = (Item: Record<string, AttributeValue>) => db.putItem({ TableName: tables.hash, Item })

test('400 KB are stored', async () => {
  const pk = { S: uniqueKey() }
  await put(itemOfSize(LIMIT, { pk }))
  expect((await db.getItem({ TableName: tables.hash, Key: { pk } })).Item?.v?.S?.length).toBeGreaterThan(409_000)
})

test('one byte more is refused', async () => {
  expect(await refusalOf(put(itemOfSize(LIMIT + 1, { pk: { S: uniqueKey() } })))).toEqual(TOO_LARGE)
})

describe('what a value counts is known to the byte', () => {
  const bytes = (count: number) => new Uint8Array(count).fill(7)

  /** The bytes of name (1) and value. A second attribute fills the item to the limit, or to one byte above. */
  test.each<[string, AttributeValue, number]>([
    ['a string in UTF-8', { S: 'é漢😀' }, 9],
    ['binary', { B: bytes(5) }, 5],
    ['true', { BOOL: true }, 1],
    ['null', { NULL: true }, 1],
    ['a set of strings', { SS: ['a', 'bc', 'def'] }, 6],
    ['a set of binaries', { BS: [bytes(1), bytes(2)] }, 3],
    ['zero', { N: '0' }, 1],
    ['1', { N: '1' }, 2],
    ['12', { N: '12' }, 2],
    ['123', { N: '123' }, 3],
    ['12345', { N: '12345' }, 4],
    ['100', { N: '100' }, 2],
    ['1010', { N: '1010' }, 3],
    ['100.5', { N: '100.5' }, 4],
    ['1.5', { N: '1.5' }, 3],
    ['1.234', { N: '1.234' }, 4],
    ['3.14159', { N: '3.14159' }, 5],
    ['0.15', { N: '0.15' }, 2],
    ['0.0000001', { N: '0.0000001' }, 2],
    ['1E125', { N: '1E125' }, 2],
    ['1E-100', { N: '1E-100' }, 2],
    ['-42', { N: '-42' }, 3],
    ['-0.15', { N: '-0.15' }, 3],
    ['38 digits', { N: '12345678901234567890123456789012345678' }, 20],
    ['a set of numbers', { NS: ['1', '123'] }, 5],
    ['an empty list', { L: [] }, 3],
    ['a list', { L: [{ S: 'ab' }, { NULL: true }] }, 3 + 3 + 2],
    ['an empty map', { M: {} }, 3],
    ['a map', { M: { ab: { S: 'cd' }, é: { N: '0' } } }, 3 + 5 + 4],
    ['a list in a map', { M: { a: { L: [{ S: 'b' }] } } }, 3 + 1 + 1 + 3 + 2],
  ])('%s', async (_, value, size) => {
    const withValue = (total: number) => ({ ...itemOfSize(total - 1 - size, { pk: { S: uniqueKey() } }), x: value })
    await put(withValue(LIMIT))
    expect(await refusalOf(put(withValue(LIMIT + 1)))).toEqual(TOO_LARGE)
  })
})

test('names count in UTF-8', async () => {
  const name = '漢字'
  const item = (total: number) => ({ ...itemOfSize(total - 7, { pk: { S: uniqueKey() } }), [name]: { BOOL: true } })
  await put(item(LIMIT))
  expect(await refusalOf(put(item(LIMIT + 1)))).toEqual(TOO_LARGE)
})

test('an attribute name of 65,535 bytes is stored, one more is refused', async () => {
  const item = (length: number) => ({ pk: { S: uniqueKey() }, ['n'.repeat(length)]: { NULL: true } })
  await put(item(65_535))
  expect((await refusalOf(put(item(65_536)))).name).toBe('ValidationException')
})

test('the size is judged before the table is looked up', async () => {
  const request = db.putItem({ TableName: 'no-such-table-here', Item: itemOfSize(LIMIT + 1, { pk: { S: 'a' } }) })
  expect(await refusalOf(request)).toEqual(TOO_LARGE)
})
