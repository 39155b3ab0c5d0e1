import { beforeAll, describe, expect, test } from 'vitest'
import { itemOfSize } from '../../item-of-size.ts'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** Faults that only the stored item shows. None of them has an envelope, and none changes the item. */

const pk = { S: uniqueKey() }
const Item = {
  pk,
  s: { S: 'text' },
  n: { N: '1' },
  l: { L: [{ S: 'a' }] },
  m: { M: { x: { N: '1' } } },
  ss: { SS: ['a'] },
  top: { N: `9${'9'.repeat(37)}` },
}
beforeAll(async () => {
  await call('PutItem', { TableName: tables.hash, Item })
})

const update = (UpdateExpression: string, value?: object) =>
  refusedCall('UpdateItem', {
    TableName: tables.hash,
    Key: { pk },
    UpdateExpression,
    ...(value === undefined ? {} : { ExpressionAttributeValues: { ':v': value } }),
  })

const PATH = validation('The document path provided in the update expression is invalid for update')
const ABSENT = validation('The provided expression refers to an attribute that does not exist in the item')
const OPERAND = validation('An operand in the update expression has an incorrect data type')

describe('a path that leads nowhere', () => {
  test.each([
    'SET absent.x = :v',
    'SET s.x = :v',
    'SET s[0] = :v',
    'SET l.x = :v',
    'SET m[0] = :v',
    'SET m.x.y = :v',
    'SET absent[0] = :v',
    'SET l[5].x = :v',
  ])('%s', async expression => {
    expect(await update(expression, { S: 'x' })).toEqual(PATH)
  })

  test('for ADD', async () => {
    expect(await update('ADD absent.x :v', { N: '1' })).toEqual(PATH)
  })

  test('for REMOVE on an item that is there', async () => {
    expect(await update('REMOVE absent.x')).toEqual(PATH)
  })
})

describe('an attribute that is not there', () => {
  test.each(['SET a = absent', 'SET a = m.absent', 'SET a = l[3]'])('%s', async expression => {
    expect(await update(expression)).toEqual(ABSENT)
  })

  test.each(['SET a = absent + :v', 'SET a = :v - absent'])('%s', async expression => {
    expect(await update(expression, { N: '1' })).toEqual(ABSENT)
  })

  test('in list_append', async () => {
    expect(await update('SET a = list_append(absent, :v)', { L: [] })).toEqual(ABSENT)
  })
})

describe('an operand of the wrong type', () => {
  test.each(['SET a = s + :v', 'SET a = :v - l', 'ADD s :v'])('%s', async expression => {
    expect(await update(expression, { N: '1' })).toEqual(OPERAND)
  })

  test('list_append of no list', async () => {
    expect(await update('SET a = list_append(s, :v)', { L: [] })).toEqual(OPERAND)
  })

  test('ADD and DELETE of a set of another type', async () => {
    expect(await update('ADD ss :v', { NS: ['1'] })).toEqual(OPERAND)
    expect(await update('DELETE ss :v', { NS: ['1'] })).toEqual(OPERAND)
    expect(await update('DELETE n :v', { NS: ['1'] })).toEqual(OPERAND)
  })
})

describe('arithmetic beyond 38 digits', () => {
  const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range'

  test.each<[string, string]>([
    ['SET top = top + :v', '0.1'],
    ['SET n = n + :v', '1e50'],
    ['SET n = n - :v', '9.9e125'],
    ['ADD n :v', '1e-40'],
  ])('%s with %s', async (expression, N) => {
    expect(await update(expression, { N })).toEqual(validation(OVERFLOW))
  })

  test('above the largest magnitude', async () => {
    expect(await update('SET a = :v + :v', { N: '9e125' })).toEqual(validation(OVERFLOW))
  })
})

test('after all of these the item is as it was', async () => {
  expect((await call('GetItem', { TableName: tables.hash, Key: { pk } })).json).toEqual({ Item })
})

describe('size', () => {
  const LIMIT = 400 * 1024

  test('an update may fill an item to 400 KB, not beyond', async () => {
    const key = { S: uniqueKey() }
    const half = itemOfSize(LIMIT - 10, { pk: key })
    await call('PutItem', { TableName: tables.hash, Item: half })
    const grow = (bytes: number) => ({
      TableName: tables.hash,
      Key: { pk: key },
      UpdateExpression: 'SET a = :v',
      ExpressionAttributeValues: { ':v': { S: 'x'.repeat(bytes) } },
    })
    expect((await call('UpdateItem', grow(9))).status).toBe(200)
    expect(await refusedCall('UpdateItem', grow(10))).toEqual(
      validation('Item size to update has exceeded the maximum allowed size'),
    )
  })
})

describe('nesting', () => {
  const nested = (levels: number): object => (levels === 1 ? { S: 'x' } : { L: [nested(levels - 1)] })
  const TOO_DEEP = validation(
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  )

  test('of a value', async () => {
    expect((await update('SET deep = :v', nested(33))).message).toContain('Nesting Levels have exceeded')
  })

  test('of a value below a path counts the path', async () => {
    const ok = { TableName: tables.hash, Key: { pk }, UpdateExpression: 'SET m.y = :v REMOVE m.x' }
    expect((await call('UpdateItem', { ...ok, ExpressionAttributeValues: { ':v': nested(31) } })).status).toBe(200)
    expect(await update('SET m.z = :v', nested(32))).toEqual(TOO_DEEP)
  })
})
