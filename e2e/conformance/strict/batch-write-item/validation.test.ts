import { describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { INVALID, NOT_FOUND, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const S = (value: string) => ({ S: value })
const request = (RequestItems: unknown) => refusedCall('BatchWriteItem', { RequestItems })
const put = (Item: object) => ({ PutRequest: { Item } })
const remove = (Key: object) => ({ DeleteRequest: { Key } })
const puts = (count: number) => Array.from({ length: count }, () => put({ pk: S(uniqueKey()) }))

describe('the number of writes', () => {
  test('no tables', async () => {
    expect((await request({})).message).toMatch(
      /^The requestItems parameter is required for BatchWriteItem$|RequestItems.*Member must have length greater than or equal to 1/i,
    )
  })

  test('26 in one table', async () => {
    const { name, message } = await request({ [tables.hash]: puts(26) })
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/^1 validation error detected: /)
    expect(message).toContain('less than or equal to 25')
  })

  test('26 over two tables', async () => {
    const range = put({ pk: S(uniqueKey()), sk: S('s') })
    expect(await request({ [tables.hash]: puts(25), [tables.range]: [range] })).toEqual(
      validation('Too many items requested for the BatchWriteItem call'),
    )
  })
})

describe('a write', () => {
  test.each<[string, object]>([
    ['neither put nor delete', {}],
    ['both put and delete', { ...put({ pk: S('a') }), ...remove({ pk: S('a') }) }],
  ])('%s', async (_, write) => {
    expect(await request({ [tables.hash]: [write] })).toEqual(
      validation(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      ),
    )
  })

  test('of an item over 400 KB', async () => {
    const Item = itemOfSize(400 * 1024 + 1, { pk: S(uniqueKey()) })
    expect(await request({ [tables.hash]: [put(Item)] })).toEqual(
      validation('Item size has exceeded the maximum allowed size'),
    )
  })

  test('of an item of 400 KB is fine', async () => {
    const Item = itemOfSize(400 * 1024, { pk: S(uniqueKey()) })
    expect((await call('BatchWriteItem', { RequestItems: { [tables.hash]: [put(Item)] } })).status).toBe(200)
  })
})

describe('keys', () => {
  test('twice the same put', async () => {
    const pk = S(uniqueKey())
    expect(await request({ [tables.hash]: [put({ pk, v: S('1') }), put({ pk, v: S('2') })] })).toEqual(
      validation('Provided list of item keys contains duplicates'),
    )
  })

  test('a put and a delete of the same', async () => {
    const pk = S(uniqueKey())
    expect(await request({ [tables.hash]: [put({ pk }), remove({ pk })] })).toEqual(
      validation('Provided list of item keys contains duplicates'),
    )
  })

  test('that do not fit', async () => {
    const NO_MATCH = validation('The provided key element does not match the schema')
    for (const key of [{}, { pk: { N: '1' } }, { other: S('a') }, { pk: { M: {} } }]) {
      expect(await request({ [tables.hash]: [put(key)] })).toEqual(NO_MATCH)
      expect(await request({ [tables.hash]: [remove(key)] })).toEqual(NO_MATCH)
    }
    expect(await request({ [tables.hash]: [remove({ pk: S('a'), x: S('b') })] })).toEqual(NO_MATCH)
  })
})

describe('values, in the older words', () => {
  test.each<[string, object, string]>([
    ['no string in a set', { SS: [] }, `${INVALID}An string set  may not be empty`],
    ['a string twice', { SS: ['b', 'a', 'b'] }, `${INVALID}Input collection [b, a, b] contains duplicates.`],
    [
      'a binary twice',
      { BS: ['AA==', '/w==', 'AA=='] },
      `${INVALID}Input collection [AA==, /w==, AA==]of type BS contains duplicates.`,
    ],
    ['a number twice', { NS: ['1', '1'] }, 'Input collection contains duplicates'],
    ['a bad number', { N: 'x' }, 'The parameter cannot be converted to a numeric value: x'],
    ['an empty number', { N: '' }, 'The parameter cannot be converted to a numeric value'],
  ])('%s', async (_, value, text) => {
    expect(await request({ [tables.hash]: [put({ pk: S('a'), v: value })] })).toEqual(validation(text))
  })
})

test('an index key of a wrong type', async () => {
  const { name } = await request({ [tables.global]: [put({ pk: S('a'), sk: S('b'), gpk: { N: '1' } })] })
  expect(name).toBe('ValidationException')
})

test('nothing is written when one write is refused', async () => {
  const pk = S(uniqueKey())
  await request({ [tables.hash]: [put({ pk }), put({ other: S('a') })] })
  expect((await call('GetItem', { TableName: tables.hash, Key: { pk } })).json).toEqual({})
})

describe('of several faults the order is', () => {
  test('values, then an unknown table', async () => {
    const { message } = await request({ 'no-such-table-here': [put({ pk: { N: 'x' } })] })
    expect(message).toContain('numeric value')
  })

  test('an unknown table, then duplicates', async () => {
    const pk = S('a')
    expect(await request({ 'no-such-table-here': [put({ pk }), put({ pk })] })).toEqual(NOT_FOUND)
  })
})

describe('several members', () => {
  const FAILED = 'failed to satisfy constraint: '
  const CAPACITY = `Value 'X' at 'returnConsumedCapacity' ${FAILED}Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`
  const METRICS = `Value 'X' at 'returnItemCollectionMetrics' ${FAILED}Member must satisfy enum value set: [SIZE, NONE]`
  const refused = (more: object) =>
    refusedCall('BatchWriteItem', { RequestItems: { [tables.hash]: puts(1) }, ...more })

  test('two enums', async () => {
    expect(await refused({ ReturnItemCollectionMetrics: 'X', ReturnConsumedCapacity: 'X' })).toEqual(
      validation(`2 validation errors detected: ${CAPACITY}; ${METRICS}`),
    )
  })

  test('of an enum and a bad table name only the enum is told', async () => {
    expect(await refused({ RequestItems: { 'bad!name': puts(1) }, ReturnConsumedCapacity: 'X' })).toEqual(
      validation(`1 validation error detected: ${CAPACITY}`),
    )
  })

  test('no requests for a table', async () => {
    expect(await request({ [tables.hash]: [] })).toEqual(
      validation(
        `1 validation error detected: Value '{${tables.hash}=[]}' at 'requestItems' ${FAILED}Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]`,
      ),
    )
  })
})
