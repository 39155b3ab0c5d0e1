import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { AttributeValue, Item } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { openDatabase } from '../storage/database.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'
import { readStream, streamOf } from '../testing/stream-reader.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 1) / 1000
const FIVE_YEARS = 5 * 365 * 86_400
const TableName = 'Sessions'
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'owner', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-owner',
      KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
}

const turnOn = (engine: Engine, AttributeName = 'expires', name = TableName) =>
  engine.execute('UpdateTimeToLive', {
    TableName: name,
    TimeToLiveSpecification: { Enabled: true, AttributeName },
  })
const turnOff = (engine: Engine, AttributeName = 'expires') =>
  engine.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: false, AttributeName } })
const at = (seconds: number | string): AttributeValue => ({ N: String(seconds) })
const put = (engine: Engine, pk: string, expires?: AttributeValue, more: Item = {}) =>
  engine.execute('PutItem', {
    TableName,
    Item: { pk: { S: pk }, owner: { S: 'o' }, ...(expires === undefined ? {} : { expires }), ...more },
  })
async function left(engine: Engine, IndexName?: string, name = TableName): Promise<readonly string[]> {
  const { Items } = await engine.execute('Scan', { TableName: name, IndexName })
  return (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S).sort()
}
async function expiring(engine: Engine): Promise<void> {
  await engine.execute('CreateTable', TABLE)
  await turnOn(engine)
}

let made: string | undefined
afterEach(() => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true })
  made = undefined
})

test('an expired item stays until the next look, and then leaves table and index', async () => {
  await using engine = freshEngine()
  await expiring(engine)
  await put(engine, 'soon', at(START + 10))
  await put(engine, 'later', at(START + 61))
  engine.ports.advance(MINUTE - 1)
  expect(await left(engine)).toEqual(['later', 'soon'])
  engine.ports.advance(1)
  expect(await left(engine)).toEqual(['later'])
  expect(await left(engine, 'by-owner')).toEqual(['later'])
  const { Table } = (await engine.execute('DescribeTable', { TableName })) as { Table: { ItemCount: number } }
  expect(Table.ItemCount).toBe(1)
  engine.ports.advance(MINUTE)
  expect(await left(engine)).toEqual([])
  expect(await left(engine, 'by-owner')).toEqual([])
})

test('how often it looks can be told, and that it never does', async () => {
  await using often = freshEngine({ expiryInterval: 1000 })
  await expiring(often)
  await put(often, 'a', at(START))
  often.ports.advance(1000)
  expect(await left(often)).toEqual([])

  await using never = freshEngine({ expiryInterval: 0 })
  await expiring(never)
  await put(never, 'a', at(START))
  never.ports.advance(1000 * MINUTE)
  expect(await left(never)).toEqual(['a'])
  expect(await never.sweepExpired()).toBe(1)
  expect(await left(never)).toEqual([])
})

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

test('the stream says that the service deleted it', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', {
    ...TABLE,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  })
  await turnOn(engine)
  await put(engine, 'a', at(START + 1))
  await put(engine, 'b', at(START + 1))
  await engine.execute('DeleteItem', { TableName, Key: { pk: { S: 'b' } } })
  engine.ports.advance(MINUTE)
  const records = await readStream(engine, await streamOf(engine, TableName))
  expect(records.map(({ eventName, userIdentity, dynamodb }) => [eventName, userIdentity, dynamodb.Keys])).toEqual([
    ['INSERT', undefined, { pk: { S: 'a' } }],
    ['INSERT', undefined, { pk: { S: 'b' } }],
    ['REMOVE', undefined, { pk: { S: 'b' } }],
    ['REMOVE', { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' }, { pk: { S: 'a' } }],
  ])
  expect(records.at(-1)?.dynamodb.OldImage).toEqual({ pk: { S: 'a' }, owner: { S: 'o' }, expires: at(START + 1) })
})

describe('turned on for a table with items', () => {
  const many = 450

  async function filled(engine: Engine): Promise<void> {
    await engine.execute('CreateTable', TABLE)
    for (let n = 0; n < many; n += 25) {
      await engine.execute('BatchWriteItem', {
        RequestItems: {
          [TableName]: Array.from({ length: 25 }, (_, i) => ({
            PutRequest: { Item: { pk: { S: `key-${n + i}` }, expires: at(START + ((n + i) % 2 === 0 ? 1 : 7200)) } },
          })),
        },
      })
    }
  }

  test('it finds what is there, in several turns', async () => {
    await using engine = freshEngine()
    await filled(engine)
    await turnOn(engine)
    engine.ports.advance(MINUTE)
    expect(await left(engine)).toHaveLength(many / 2)
    engine.ports.advance(7200_000)
    expect(await left(engine)).toEqual([])
  })

  test('a sweep by hand finds it too, without any timer', async () => {
    await using engine = freshEngine()
    await filled(engine)
    await turnOn(engine)
    const later = engine.ports.clock.now
    expect(later()).toBe(START * 1000)
    expect(await engine.sweepExpired()).toBe(0)
    engine.ports.advance(2000)
    expect(await engine.sweepExpired()).toBe(many / 2)
    expect(await engine.sweepExpired()).toBe(0)
  })

  test('writes while it collects are collected as well', async () => {
    await using engine = freshEngine()
    await filled(engine)
    await turnOn(engine)
    const sweeping = engine.sweepExpired()
    await put(engine, 'key-0', at(START + 7200))
    await put(engine, 'new', at(START + 1))
    await engine.execute('DeleteItem', { TableName, Key: { pk: { S: 'key-2' } } })
    await sweeping
    engine.ports.advance(MINUTE)
    const names = await left(engine)
    expect(names).toHaveLength(many / 2 + 1)
    expect(names).toContain('key-0')
    expect(names).not.toContain('new')
  })

  test('another attribute in between begins anew', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', TABLE)
    const times = { expires: at(START + 7200), until: at(START + 1) }
    await Promise.all(Array.from({ length: many }, (_, n) => put(engine, `key-${n}`, undefined, times)))
    await turnOn(engine)
    const sweeping = engine.sweepExpired()
    await turnOff(engine)
    await turnOn(engine, 'until')
    await sweeping
    engine.ports.advance(MINUTE)
    expect(await left(engine)).toEqual([])
  })

  test('a restart in between begins anew', async () => {
    const path = mkdtempSync(join(tmpdir(), 'facet-expiry-'))
    made = path
    const ports = new ManualPorts()
    const open = (): Engine => createEngine({ storage: { kind: 'directory', path }, ports })
    const before = open()
    await filled(before)
    await turnOn(before)
    await before.close()
    const after = open()
    ports.advance(MINUTE)
    expect(await left(after)).toHaveLength(many / 2)
    await after.close()
    const last = open()
    ports.advance(7200_000)
    expect(await left(last)).toEqual([])
    await last.close()
  })
})

test('a time that moves leaves nothing behind in the store', async () => {
  const path = mkdtempSync(join(tmpdir(), 'facet-expiry-'))
  made = path
  const engine = createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts() })
  await expiring(engine)
  for (let n = 0; n < 10; n++) await put(engine, 'a', at(START + 3600 + n))
  await put(engine, 'b', at(START + 3600))
  await put(engine, 'b')
  await put(engine, 'c', at(START + 3600))
  await engine.execute('DeleteItem', { TableName, Key: { pk: { S: 'c' } } })
  await engine.close()
  const db = openDatabase({ kind: 'directory', path })
  expect(db.prepare('SELECT at FROM table_1_expiry').pluck().all()).toEqual([(START + 3609) * 1000])
  db.close()
})

test('a deleted table is forgotten, and its name may be used again', async () => {
  await using engine = freshEngine()
  await expiring(engine)
  await put(engine, 'a', at(START + 1))
  await engine.execute('DeleteTable', { TableName })
  await engine.execute('CreateTable', TABLE)
  await put(engine, 'a', at(START + 1))
  engine.ports.advance(10 * MINUTE)
  expect(await left(engine)).toEqual(['a'])
})

test('several tables are looked after', async () => {
  await using engine = freshEngine()
  for (const name of ['one', 'two', 'three']) {
    await engine.execute('CreateTable', { ...TABLE, TableName: name })
    if (name !== 'two') await turnOn(engine, 'expires', name)
    await engine.execute('PutItem', { TableName: name, Item: { pk: { S: 'a' }, expires: at(START + 1) } })
  }
  engine.ports.advance(MINUTE)
  expect(await Promise.all(['one', 'two', 'three'].map(name => left(engine, undefined, name)))).toEqual([
    [],
    ['a'],
    [],
  ])
})

test('a closed engine sweeps no more', async () => {
  const engine = freshEngine()
  await expiring(engine)
  await put(engine, 'a', at(START + 1))
  await engine.close()
  engine.ports.advance(MINUTE)
  await expect(engine.sweepExpired()).rejects.toThrow('closed')
})

test('random times and writes: what is left is what a plain map says', async () => {
  type Write = { readonly pk: string; readonly expires: number | undefined; readonly kind: 'put' | 'delete' | 'wait' }
  const write: fc.Arbitrary<Write> = fc.record({
    pk: fc.constantFrom('a', 'b', 'c', 'd'),
    expires: fc.option(fc.integer({ min: -100, max: 900 }), { nil: undefined }),
    kind: fc.constantFrom('put' as const, 'put' as const, 'delete' as const, 'wait' as const),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 40 }), fc.nat(40), async (writes, turnedOnAt) => {
      await using engine = freshEngine()
      await engine.execute('CreateTable', TABLE)
      const reference = new Map<string, number | undefined>()
      for (const [i, { pk, expires, kind }] of writes.entries()) {
        if (i === turnedOnAt) await turnOn(engine)
        if (kind === 'put') {
          reference.set(pk, expires)
          await put(engine, pk, expires === undefined ? undefined : at(START + expires))
        } else if (kind === 'delete') {
          reference.delete(pk)
          await engine.execute('DeleteItem', { TableName, Key: { pk: { S: pk } } })
        } else {
          engine.ports.advance(MINUTE)
          if (i < turnedOnAt) continue
          await engine.sweepExpired()
          const now = engine.ports.clock.now() / 1000 - START
          for (const [key, time] of reference) if (time !== undefined && time < now) reference.delete(key)
        }
        expect(await left(engine)).toEqual([...reference.keys()].sort())
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)
