import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/** The value as it comes back. */
async function roundTrip(v: AttributeValue): Promise<AttributeValue | undefined> {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: { pk, v } })
  return (await db.getItem({ TableName: tables.hash, Key: { pk } })).Item?.v
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

test.each<[string, AttributeValue]>([
  ['a string', { S: 'text' }],
  ['an empty string', { S: '' }],
  ['a string of several scripts', { S: 'aé漢😀\u0000\n"\\' }],
  ['a number', { N: '-1.5' }],
  ['binary', { B: bytes(0, 1, 128, 255) }],
  ['empty binary', { B: bytes() }],
  ['true', { BOOL: true }],
  ['false', { BOOL: false }],
  ['null', { NULL: true }],
  ['an empty list', { L: [] }],
  ['an empty map', { M: {} }],
  ['a list of several types', { L: [{ S: 'a' }, { N: '1' }, { L: [{ NULL: true }] }, { S: 'a' }] }],
  ['a map of maps', { M: { a: { M: { b: { M: { c: { S: 'deep' } } } } }, n: { N: '0' } } }],
  ['a list with sets and empty values', { L: [{ SS: ['x'] }, { S: '' }, { B: bytes() }] }],
])('%s comes back as it was', async (_, value) => {
  expect(await roundTrip(value)).toEqual(value)
})

test.each<[string, AttributeValue, AttributeValue]>([
  [
    'strings, by bytes',
    { SS: ['b', 'a', '', 'é', 'B', '\u{10000}', '\uE000'] },
    { SS: ['', 'B', 'a', 'b', 'é', '\uE000', '\u{10000}'] },
  ],
  ['numbers, by value', { NS: ['3', '10', '1.50', '-2', '1e2', '9'] }, { NS: ['-2', '1.5', '3', '9', '10', '100'] }],
  [
    'binaries, by bytes',
    { BS: [bytes(255), bytes(2), bytes(1, 2), bytes()] },
    { BS: [bytes(), bytes(1, 2), bytes(2), bytes(255)] },
  ],
])('a set comes back in order: %s', async (_, given, ordered) => {
  expect(await roundTrip(given)).toEqual(ordered)
})

test('sets inside lists and maps come back in order', async () => {
  expect(await roundTrip({ L: [{ M: { s: { SS: ['y', 'x'] } } }] })).toEqual({
    L: [{ M: { s: { SS: ['x', 'y'] } } }],
  })
})

test('a string keeps characters outside the basic plane and unpaired combining marks', async () => {
  const text = '👩‍👩‍👧 e\u0301 \u{10FFFF}'
  expect(await roundTrip({ S: text })).toEqual({ S: text })
})
