import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const EMPTY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty'

const put = (TableName: string, Item: object) => refusedCall('PutItem', { TableName, Item })

describe('a key attribute', () => {
  test('the partition key is missing', async () => {
    expect(await put(tables.range, { sk: { S: 'a' } })).toEqual(
      validation(`${INVALID}Missing the key pk in the item`),
    )
  })

  test('the sort key is missing', async () => {
    expect(await put(tables.range, { pk: { S: 'a' } })).toEqual(
      validation(`${INVALID}Missing the key sk in the item`),
    )
  })

  test.each<[string, object, string]>([
    ['a number for a string', { pk: { N: '1' } }, 'expected: S actual: N'],
    ['binary for a string', { pk: { B: 'AA==' } }, 'expected: S actual: B'],
    ['a map for a string', { pk: { M: {} } }, 'expected: S actual: M'],
    ['a set for a string', { pk: { SS: ['a'] } }, 'expected: S actual: SS'],
    ['null for a string', { pk: { NULL: true } }, 'expected: S actual: NULL'],
  ])('%s', async (_, item, types) => {
    expect(await put(tables.hash, item)).toEqual(validation(`${INVALID}Type mismatch for key pk ${types}`))
  })

  test('a string for a number', async () => {
    expect(await put(tables.numberRange, { pk: { S: 'a' }, sk: { S: '1' } })).toEqual(
      validation(`${INVALID}Type mismatch for key sk expected: N actual: S`),
    )
  })

  test('an empty string', async () => {
    expect(await put(tables.hash, { pk: { S: '' } })).toEqual(validation(`${EMPTY} string value. Key: pk`))
    expect(await put(tables.range, { pk: { S: 'a' }, sk: { S: '' } })).toEqual(
      validation(`${EMPTY} string value. Key: sk`),
    )
  })

  test('empty binary', async () => {
    expect(await put(tables.binaryHash, { pk: { B: '' } })).toEqual(validation(`${EMPTY} binary value. Key: pk`))
  })
})

describe('the size of a key', () => {
  const HASH = validation(`${INVALID}Size of hashkey has exceeded the maximum size limit of2048 bytes`)
  const RANGE = validation(`${INVALID}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`)
  const accepted = async (TableName: string, Item: object) => (await call('PutItem', { TableName, Item })).status
  const filled = (bytes: number, character = 'x') => {
    const begin = uniqueKey()
    return begin + character.repeat((bytes - begin.length) / Buffer.byteLength(character))
  }

  test('2048 bytes of partition key are stored, one more is refused', async () => {
    expect(await accepted(tables.hash, { pk: { S: filled(2048) } })).toBe(200)
    expect(await put(tables.hash, { pk: { S: filled(2049) } })).toEqual(HASH)
  })

  test('1024 bytes of sort key are stored, one more is refused', async () => {
    const pk = { S: uniqueKey() }
    expect(await accepted(tables.range, { pk, sk: { S: filled(1024) } })).toBe(200)
    expect(await put(tables.range, { pk, sk: { S: filled(1025) } })).toEqual(RANGE)
  })

  test('bytes of UTF-8 count, not characters', async () => {
    const pk = { S: uniqueKey() }
    expect(await accepted(tables.range, { pk, sk: { S: '漢'.repeat(341) } })).toBe(200)
    expect(await put(tables.range, { pk, sk: { S: '漢'.repeat(342) } })).toEqual(RANGE)
  })

  test('bytes of binary count, not of base64', async () => {
    const bytes = (count: number) => ({ B: Buffer.alloc(count, uniqueKey()).toString('base64') })
    expect(await accepted(tables.binaryHash, { pk: bytes(2048) })).toBe(200)
    expect(await put(tables.binaryHash, { pk: bytes(2049) })).toEqual(HASH)
  })
})
