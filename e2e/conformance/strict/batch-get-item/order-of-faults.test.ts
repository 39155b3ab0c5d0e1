import { expect, test } from 'vitest'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** Requests with several faults: they are found table by table, of a table in its expressions, then key by key. */

const S = (value: string) => ({ S: value })
const DUPLICATES = validation('Provided list of item keys contains duplicates')
const a = { pk: S('a') }
const get = (...requests: object[]) =>
  refusedCall('BatchGetItem', {
    RequestItems: Object.fromEntries(requests.map((asked, i) => [[tables.hash, tables.range][i], asked])),
  })

test('a table’s projection comes before its keys', async () => {
  expect(await get({ Keys: [a, a], AttributesToGet: ['x', 'x'] })).toEqual(
    validation(`${INVALID}Duplicate value in attribute name: x`),
  )
  expect(await get({ Keys: [a, a], ProjectionExpression: '' })).toEqual(
    validation('Invalid ProjectionExpression: The expression can not be empty;'),
  )
})

test('a key that was there before is found before a later one is read', async () => {
  expect(await get({ Keys: [a, a, { pk: { N: 'x' } }] })).toEqual(DUPLICATES)
  expect(await get({ Keys: [a, { pk: { N: 'x' } }, a] })).toEqual(
    validation('The parameter cannot be converted to a numeric value: x'),
  )
})

test('everything about one table comes before everything about the next', async () => {
  expect(await get({ Keys: [a, a] }, { Keys: [{ pk: {} }], ExpressionAttributeNames: {} })).toEqual(DUPLICATES)
})
