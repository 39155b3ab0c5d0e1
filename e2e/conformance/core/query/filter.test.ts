import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const pk = { S: uniqueKey() }
const ITEMS: Record<string, AttributeValue>[] = [
  { pk, sk: { S: '1' }, n: { N: '1' }, s: { S: 'apple' }, tags: { SS: ['red', 'round'] } },
  { pk, sk: { S: '2' }, n: { N: '2' }, s: { S: 'apricot' }, l: { L: [{ S: 'red' }, { N: '7' }] } },
  { pk, sk: { S: '3' }, n: { N: '10' }, s: { S: 'banana' }, m: { M: { x: { N: '5' } } } },
  {
    pk,
    sk: { S: '4' },
    s: { S: '' },
    b: { B: Uint8Array.of(1, 2, 3) },
    flag: { BOOL: true },
    nothing: { NULL: true },
  },
]
beforeAll(async () => {
  for (const Item of ITEMS) await db.putItem({ TableName: tables.range, Item })
})

const matching = async (FilterExpression: string, values: Record<string, AttributeValue> = {}, names?: object) => {
  const answer = await db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    FilterExpression,
    ExpressionAttributeValues: { ':pk': pk, ...values },
    ...(names === undefined ? {} : { ExpressionAttributeNames: names as Record<string, string> }),
  })
  expect(answer.ScannedCount).toBe(ITEMS.length)
  return answer.Items?.map(item => item.sk?.S).join('')
}

const N = (value: string): AttributeValue => ({ N: value })
const S = (value: string): AttributeValue => ({ S: value })

describe('operators', () => {
  test.each<[string, Record<string, AttributeValue>, string]>([
    ['n = :v', { ':v': N('2.0') }, '2'],
    ['n <> :v', { ':v': N('2') }, '134'],
    ['n < :v', { ':v': N('10') }, '12'],
    ['n <= :v', { ':v': N('10') }, '123'],
    ['n > :v', { ':v': N('2') }, '3'],
    ['n >= :v', { ':v': N('2') }, '23'],
    ['n BETWEEN :v AND :w', { ':v': N('2'), ':w': N('10') }, '23'],
    ['n IN (:v, :w)', { ':v': N('1'), ':w': N('10') }, '13'],
    ['n = :v OR s = :w', { ':v': N('1'), ':w': S('banana') }, '13'],
    ['n > :v AND s < :w', { ':v': N('1'), ':w': S('b') }, '2'],
    ['NOT n = :v', { ':v': N('1') }, '234'],
    ['n = :v OR n = :w AND s = :s', { ':v': N('1'), ':w': N('2'), ':s': S('no') }, '1'],
    ['(n = :v OR n = :w) AND s = :s', { ':v': N('1'), ':w': N('2'), ':s': S('apple') }, '1'],
    ['NOT n = :v AND NOT n = :w', { ':v': N('1'), ':w': N('2') }, '34'],
    ['m.x = :v', { ':v': N('5') }, '3'],
    ['l[1] = :v', { ':v': N('7') }, '2'],
    ['l[5] = :v', { ':v': N('7') }, ''],
    ['tags = :v', { ':v': { SS: ['round', 'red'] } }, '1'],
    ['l = :v', { ':v': { L: [S('red'), N('7')] } }, '2'],
    ['m = :v', { ':v': { M: { x: N('5.0') } } }, '3'],
    ['flag = :v', { ':v': { BOOL: true } }, '4'],
  ])('%s', async (expression, values, expected) => {
    expect(await matching(expression, values)).toBe(expected)
  })
})

test('types are never compared with each other', async () => {
  expect(await matching('n > :v OR s < :w', { ':v': S('2'), ':w': N('5') })).toBe('')
})

test('contains knows numbers in a list by value', async () => {
  expect(await matching('contains(l, :v)', { ':v': N('7.0') })).toBe('2')
})

describe('functions', () => {
  test.each<[string, Record<string, AttributeValue>, string]>([
    ['attribute_exists(n)', {}, '123'],
    ['attribute_not_exists(n)', {}, '4'],
    ['attribute_exists(m.x)', {}, '3'],
    ['attribute_exists(l[1])', {}, '2'],
    ['attribute_exists(nothing)', {}, '4'],
    ['attribute_type(s, :t)', { ':t': S('S') }, '1234'],
    ['attribute_type(tags, :t)', { ':t': S('SS') }, '1'],
    ['attribute_type(nothing, :t)', { ':t': S('NULL') }, '4'],
    ['begins_with(s, :v)', { ':v': S('ap') }, '12'],
    ['begins_with(b, :v)', { ':v': { B: Uint8Array.of(1, 2) } }, '4'],
    ['contains(s, :v)', { ':v': S('an') }, '3'],
    ['contains(tags, :v)', { ':v': S('red') }, '1'],
    ['contains(l, :v)', { ':v': S('red') }, '2'],
    ['contains(b, :v)', { ':v': { B: Uint8Array.of(2, 3) } }, '4'],
    ['size(s) > :v', { ':v': N('6') }, '2'],
    ['size(tags) = :v', { ':v': N('2') }, '1'],
    ['size(l) = :v', { ':v': N('2') }, '2'],
    ['size(m) = :v', { ':v': N('1') }, '3'],
    ['size(b) = :v', { ':v': N('3') }, '4'],
  ])('%s', async (expression, values, expected) => {
    expect(await matching(expression, values)).toBe(expected)
  })
})

test('counts what it let through in Count and what it read in ScannedCount', async () => {
  const answer = await db.query({
    TableName: tables.range,
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: 'n = :v',
    ExpressionAttributeValues: { ':pk': pk, ':v': N('1') },
  })
  expect(answer).toMatchObject({ Count: 1, ScannedCount: 4 })
})

test('an attribute compared with another one of the same item', async () => {
  expect(await matching('s <> #other', {}, { '#other': 'tags' })).toBe('1234')
})
