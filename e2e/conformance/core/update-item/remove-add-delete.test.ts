import type { AttributeValue } from '@aws-sdk/client-dynamodb'
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
      ss: { SS: ['a', 'b', 'c'] },
      ns: { NS: ['1', '2'] },
      l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: '3' }] },
      m: { M: { x: { N: '1' }, y: { N: '2' }, set: { NS: ['1'] } } },
    },
  })
})

async function itemAfter(
  UpdateExpression: string,
  values?: Record<string, AttributeValue>,
): Promise<Record<string, AttributeValue>> {
  await db.updateItem({
    TableName: tables.hash,
    Key: { pk },
    UpdateExpression,
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  })
  const { pk: _, ...rest } = (await db.getItem({ TableName: tables.hash, Key: { pk } })).Item ?? {}
  return rest
}

const sorted = (members: readonly string[] | undefined) => [...(members ?? [])].sort()

describe('REMOVE', () => {
  test('takes attributes away', async () => {
    const item = await itemAfter('REMOVE n, ss')
    expect(Object.keys(item).sort()).toEqual(['l', 'm', 'ns'])
  })

  test('of a missing attribute changes nothing', async () => {
    expect(Object.keys(await itemAfter('REMOVE nothing')).sort()).toEqual(['l', 'm', 'n', 'ns', 'ss'])
  })

  test('of an element closes the gap', async () => {
    expect((await itemAfter('REMOVE l[1]')).l).toEqual({ L: [{ S: '0' }, { S: '2' }, { S: '3' }] })
  })

  test('of several elements means the list as it was', async () => {
    expect((await itemAfter('REMOVE l[0], l[2]')).l).toEqual({ L: [{ S: '1' }, { S: '3' }] })
  })

  test('of an element behind the end changes nothing', async () => {
    expect((await itemAfter('REMOVE l[4]')).l?.L).toHaveLength(4)
  })

  test('of a member of a map leaves the others', async () => {
    expect((await itemAfter('REMOVE m.x')).m).toEqual({ M: { y: { N: '2' }, set: { NS: ['1'] } } })
  })

  test('of the last member leaves an empty map', async () => {
    await itemAfter('SET m = :m', { ':m': { M: { lone: { N: '1' } } } })
    expect((await itemAfter('REMOVE m.lone')).m).toEqual({ M: {} })
  })
})

describe('ADD', () => {
  test('adds to a number', async () => {
    expect((await itemAfter('ADD n :v', { ':v': { N: '-2.5' } })).n).toEqual({ N: '7.5' })
  })

  test('counts a missing number from zero', async () => {
    expect((await itemAfter('ADD hits :v', { ':v': { N: '1' } })).hits).toEqual({ N: '1' })
  })

  test('puts members into a set, once', async () => {
    expect(sorted((await itemAfter('ADD ss :v', { ':v': { SS: ['b', 'd'] } })).ss?.SS)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('puts a new member of a set where it belongs in the order', async () => {
    expect((await itemAfter('ADD ss :v', { ':v': { SS: ['', 'bb'] } })).ss?.SS).toEqual(['', 'a', 'b', 'bb', 'c'])
  })

  test('knows numbers in a set by value', async () => {
    expect(sorted((await itemAfter('ADD ns :v', { ':v': { NS: ['1.0', '3'] } })).ns?.NS)).toEqual(['1', '2', '3'])
  })

  test('makes a missing set', async () => {
    expect((await itemAfter('ADD fresh :v', { ':v': { BS: [Uint8Array.of(1)] } })).fresh).toEqual({
      BS: [Uint8Array.of(1)],
    })
  })

  test('reaches into maps', async () => {
    const item = await itemAfter('ADD m.x :one', { ':one': { N: '1' } })
    expect(item.m?.M?.x).toEqual({ N: '2' })
  })
})

describe('DELETE', () => {
  test('takes members out of a set', async () => {
    expect(sorted((await itemAfter('DELETE ss :v', { ':v': { SS: ['a', 'z'] } })).ss?.SS)).toEqual(['b', 'c'])
  })

  test('of all members takes the attribute away', async () => {
    expect(await itemAfter('DELETE ns :v', { ':v': { NS: ['2', '1', '7'] } })).not.toHaveProperty('ns')
  })

  test('of a missing attribute changes nothing', async () => {
    expect(await itemAfter('DELETE nothing :v', { ':v': { SS: ['a'] } })).not.toHaveProperty('nothing')
  })
})

test('all four clauses go together, in any order', async () => {
  const item = await itemAfter('DELETE ss :b REMOVE l SET s = n ADD n :one', {
    ':b': { SS: ['b'] },
    ':one': { N: '1' },
  })
  expect(sorted(item.ss?.SS)).toEqual(['a', 'c'])
  expect(item).not.toHaveProperty('l')
  expect(item.s).toEqual({ N: '10' })
  expect(item.n).toEqual({ N: '11' })
})

test('keywords may be in lower case', async () => {
  expect((await itemAfter('set s = :v remove n', { ':v': { S: 'x' } })).s).toEqual({ S: 'x' })
})
