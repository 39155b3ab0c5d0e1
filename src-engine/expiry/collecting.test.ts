import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../engine.ts'
import { openDatabase } from '../storage/database.ts'
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
import { ManualPorts } from '../testing/manual-ports.ts'

let made: string | undefined
afterEach(() => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true })
  made = undefined
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
