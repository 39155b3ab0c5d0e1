import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EngineEvent } from '../engine.ts'
import { at, expiring, left, MINUTE, put, START, TABLE, TableName, turnOn } from '../testing/expiring-table.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { readStream, streamOf } from '../testing/stream-reader.ts'

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

test('observers learn how many items of which table are gone', async () => {
  await using engine = freshEngine()
  await expiring(engine)
  for (let n = 0; n < 250; n++) await put(engine, `item-${n}`, at(START + 1))
  await put(engine, 'later', at(START + 600))
  const told: EngineEvent[] = []
  engine.observe(event => told.push(event))
  engine.ports.advance(MINUTE)
  await left(engine)
  expect(told).toEqual([
    { kind: 'items-expired', table: TableName, count: 200 },
    { kind: 'items-expired', table: TableName, count: 50 },
  ])
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

test('a table that takes its time to be deleted is left alone', async () => {
  await using engine = freshEngine({ tableDelay: 10 * MINUTE })
  await engine.execute('CreateTable', {
    ...TABLE,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  })
  engine.ports.advance(10 * MINUTE)
  const arn = await streamOf(engine, TableName)
  await turnOn(engine)
  await put(engine, 'a', at(START + 601))
  await engine.execute('DeleteTable', { TableName })
  engine.ports.advance(5 * MINUTE)
  expect(await engine.sweepExpired()).toBe(0)
  engine.ports.advance(5 * MINUTE)
  expect((await readStream(engine, arn)).map(({ eventName }) => eventName)).toEqual(['INSERT'])
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
