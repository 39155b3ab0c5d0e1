import { describe, expect, test } from 'vitest'
import type { AttributeValue, Item } from '#dynamo'
import type { Engine } from '../engine.ts'
import {
  at,
  expiring,
  left,
  MINUTE,
  put,
  START,
  TABLE,
  TableName,
  turnOff,
  turnOn,
} from '../testing/expiring-table.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

const FIVE_YEARS = 5 * 365 * 86_400

describe('expires or not', () => {
  const NOW = START + 60
  test.each<[string, AttributeValue | undefined, boolean]>([
    ['a second ago', at(NOW - 1), true],
    ['a fraction of a second ago', at(`${NOW - 1}.9`), true],
    ['at this moment', at(NOW), false],
    ['in a fraction of a second', at(`${NOW}.25`), false],
    ['in the future', at(NOW + 1), false],
    ['with an exponent', at(`${(NOW - 1) / 10}e1`), true],
    ['just not five years ago', at(NOW - FIVE_YEARS + 1), true],
    ['more than five years ago', at(NOW - FIVE_YEARS - 1), false],
    ['at zero', at(0), false],
    ['before 1970', at(-5), false],
    ['in milliseconds, which is far ahead', at(NOW * 1000), false],
    ['farther ahead than a date can be', at('9.9e125'), false],
    ['as text', { S: String(NOW - 1) }, false],
    ['as a set', { NS: [String(NOW - 1)] }, false],
    ['never', undefined, false],
  ])('%s', async (_, expires, gone) => {
    await using engine = freshEngine()
    await expiring(engine)
    await put(engine, 'a', expires)
    engine.ports.advance(MINUTE)
    expect(await left(engine)).toEqual(gone ? [] : ['a'])
  })

  test('an attribute inside a map does not count', async () => {
    await using engine = freshEngine()
    await expiring(engine)
    await put(engine, 'a', undefined, { m: { M: { expires: at(START) } } })
    engine.ports.advance(MINUTE)
    expect(await left(engine)).toEqual(['a'])
  })

  test('an attribute may have the name of an object’s prototype', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', TABLE)
    await turnOn(engine, '__proto__')
    const Item = JSON.parse(`{"pk": {"S": "a"}, "__proto__": {"N": "${START}"}}`) as Item
    await engine.execute('PutItem', { TableName, Item })
    await put(engine, 'b')
    engine.ports.advance(MINUTE)
    expect(await left(engine)).toEqual(['b'])
  })

  test('a key attribute may be the one', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', {
      TableName: 'Days',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'day', AttributeType: 'N' }],
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
    })
    await turnOn(engine, 'day', 'Days')
    for (const day of [START - 1, START + 3600]) {
      await engine.execute('PutItem', { TableName: 'Days', Item: { day: at(day), pk: { S: String(day) } } })
    }
    engine.ports.advance(MINUTE)
    expect(await left(engine, undefined, 'Days')).toEqual([String(START + 3600)])
  })
})

describe('an item is spared', () => {
  const set = (engine: Engine, UpdateExpression: string, expires?: AttributeValue) =>
    engine.execute('UpdateItem', {
      TableName,
      Key: { pk: { S: 'a' } },
      UpdateExpression,
      ExpressionAttributeValues: expires === undefined ? undefined : { ':e': expires },
    })
  test.each<[string, (engine: Engine) => Promise<unknown>]>([
    ['whose time moved ahead', engine => set(engine, 'SET expires = :e', at(START + 3600))],
    ['whose time was taken away', engine => set(engine, 'REMOVE expires')],
    ['whose time became text', engine => set(engine, 'SET expires = :e', { S: 'soon' })],
    ['that was replaced', engine => put(engine, 'a', at(START + 3600))],
    [
      'that was deleted and made again',
      async engine => {
        await engine.execute('DeleteItem', { TableName, Key: { pk: { S: 'a' } } })
        await put(engine, 'a')
      },
    ],
    ['when time to live was turned off', engine => turnOff(engine)],
    [
      'when another attribute tells',
      async engine => {
        await turnOff(engine)
        await turnOn(engine, 'until')
      },
    ],
  ])('%s', async (_, spare) => {
    await using engine = freshEngine()
    await expiring(engine)
    await put(engine, 'a', at(START + 1))
    await put(engine, 'b', at(START + 1), { until: at(START + 1) })
    engine.ports.advance(MINUTE - 1)
    await spare(engine)
    engine.ports.advance(1)
    expect(await left(engine)).toContain('a')
    engine.ports.advance(MINUTE)
    expect(await left(engine)).toContain('a')
  })
})
