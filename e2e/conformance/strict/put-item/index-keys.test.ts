import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const EMPTY =
  'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
  'The AttributeValue for a key attribute cannot contain an empty'

const put = (TableName: string, more: object) =>
  refusedCall('PutItem', { TableName, Item: { pk: { S: uniqueKey() }, sk: { S: 's' }, ...more } })

test('of a wrong type is refused, naming the first index by name', async () => {
  expect(await put(tables.global, { gpk: { N: '1' } })).toEqual(
    validation(`${INVALID}Type mismatch for Index Key gpk Expected: S Actual: N IndexName: all`),
  )
  expect(await put(tables.global, { gnum: { S: '1' } })).toEqual(
    validation(`${INVALID}Type mismatch for Index Key gnum Expected: N Actual: S IndexName: by-number`),
  )
})

test('of a wrong type is refused in a local index too', async () => {
  expect(await put(tables.local, { lnum: { BOOL: true } })).toEqual(
    validation(`${INVALID}Type mismatch for Index Key lnum Expected: N Actual: BOOL IndexName: include`),
  )
})

test('that is empty is refused, even when the rest of the index key is missing', async () => {
  expect(await put(tables.global, { gsk: { S: '' } })).toEqual(
    validation(`${EMPTY} string value. IndexName: all, IndexKey: gsk`),
  )
})

test('of a multi-attribute index is checked like any other', async () => {
  expect(await put(tables.multiKey, { h3: { B: '' } })).toEqual(
    validation(`${EMPTY} binary value. IndexName: four-four, IndexKey: h3`),
  )
  expect(await put(tables.multiKey, { r2: { S: 'x' } })).toEqual(
    validation(`${INVALID}Type mismatch for Index Key r2 Expected: N Actual: S IndexName: four-four`),
  )
})

test('of 2048 or 1024 bytes is stored, one more is refused', async () => {
  const Item = {
    pk: { S: uniqueKey() },
    sk: { S: 's' },
    gpk: { S: 'x'.repeat(2048) },
    gsk: { S: 'x'.repeat(1024) },
  }
  expect((await call('PutItem', { TableName: tables.global, Item })).status).toBe(200)
  expect((await put(tables.global, { gpk: { S: 'x'.repeat(2049) } })).name).toBe('ValidationException')
  expect((await put(tables.global, { gpk: Item.gpk, gsk: { S: 'x'.repeat(1025) } })).name).toBe('ValidationException')
})

test('the table key is checked before index keys', async () => {
  expect(
    await refusedCall('PutItem', { TableName: tables.global, Item: { pk: { S: 'a' }, gpk: { N: '1' } } }),
  ).toEqual(validation(`${INVALID}Missing the key sk in the item`))
})
