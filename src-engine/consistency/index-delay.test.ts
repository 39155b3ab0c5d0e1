import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Item } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { Rows } from '../storage/rows.ts'
import { allPages, Chronicle, idOf, step, TABLE, TableName, take, texts } from '../testing/chronicle.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'

const byIndexKey = (a: Item, b: Item): number =>
  Number((a.n as { N: string }).N) - Number((b.n as { N: string }).N) || (idOf(a) < idOf(b) ? -1 : 1)

describe('indexDelay', () => {
  const DELAY = 10

  test('a reader of a global index sees exactly what was there so many milliseconds ago', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
        await using engine = freshEngine({ indexDelay: DELAY })
        await engine.execute('CreateTable', TABLE)
        const chronicle = new Chronicle()
        for (const action of steps) {
          await take(engine, engine.ports, chronicle, action)
          const then = [...chronicle.at(engine.ports.clock.now() - DELAY).values()].filter(one => 'g' in one)
          const scanned = await allPages(engine, 'Scan', { IndexName: 'global', Limit: 2 })
          expect(texts(scanned)).toEqual(texts(then))
          expect(texts(await allPages(engine, 'Scan', {}))).toEqual(texts(chronicle.latest.values()))
          for (const ScanIndexForward of [true, false]) {
            const queried = await allPages(engine, 'Query', {
              IndexName: 'global',
              KeyConditionExpression: 'g = :x AND n >= :two',
              ExpressionAttributeValues: { ':x': { S: 'x' }, ':two': { N: '2' } },
              ScanIndexForward,
              Limit: 3,
            })
            const expected = then.filter(
              one => JSON.stringify(one.g) === '{"S":"x"}' && JSON.stringify(one.n) >= '{"N":"2"}',
            )
            expect(texts(queried)).toEqual(texts(expected))
            const inOrder = [...queried].sort(byIndexKey)
            if (!ScanIndexForward) inOrder.reverse()
            expect(queried.map(one => one.n)).toEqual(inOrder.map(one => one.n))
          }
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  test('a transaction shows in an index at once, all of it', async () => {
    await using engine = freshEngine({ indexDelay: DELAY })
    await engine.execute('CreateTable', TABLE)
    const put = (sk: string) => ({
      Put: { TableName, Item: { pk: { S: 'p' }, sk: { N: sk }, n: { N: '1' }, g: { S: 'x' } } },
    })
    await engine.execute('TransactWriteItems', { TransactItems: [put('1'), put('2')] })
    const count = async (): Promise<unknown> =>
      (await engine.execute('Scan', { TableName, IndexName: 'global', Select: 'COUNT' })).Count
    expect(await count()).toBe(0)
    engine.ports.advance(DELAY - 1)
    expect(await count()).toBe(0)
    engine.ports.advance(1)
    expect(await count()).toBe(2)
  })

  test('a page of many rows is full although recent writes hide some of them', async () => {
    await using engine = freshEngine({ indexDelay: DELAY })
    await engine.execute('CreateTable', TABLE)
    const item = (sk: number) => ({ pk: { S: 'p' }, sk: { N: String(sk) }, n: { N: '1' }, g: { S: 'x' } })
    for (let sk = 0; sk < 300; sk++) await engine.execute('PutItem', { TableName, Item: item(sk) })
    engine.ports.advance(DELAY)
    for (let sk = 300; sk < 600; sk++) await engine.execute('PutItem', { TableName, Item: item(1000 - sk) })
    for (let sk = 0; sk < 300; sk += 2) {
      await engine.execute('DeleteItem', { TableName, Key: { pk: { S: 'p' }, sk: { N: String(sk) } } })
    }
    const page = { TableName, IndexName: 'global', Limit: 250 }
    expect(await engine.execute('Scan', page)).toMatchObject({ Count: 250 })
    expect(await allPages(engine, 'Scan', { IndexName: 'global' })).toHaveLength(300)
    engine.ports.advance(DELAY)
    expect(await allPages(engine, 'Scan', { IndexName: 'global' })).toHaveLength(450)
  })

  test('a write that was undone was never seen, nor what it would have replaced', async () => {
    await using engine = freshEngine({ indexDelay: DELAY })
    await engine.execute('CreateTable', TABLE)
    const put = (v: string) =>
      engine.execute('PutItem', {
        TableName,
        Item: { pk: { S: 'p' }, sk: { N: '1' }, n: { N: '1' }, g: { S: 'x' }, v: { N: v } },
      })
    const seen = async () => (await allPages(engine, 'Scan', { IndexName: 'global' })).map(item => item.v)
    await put('1')
    engine.ports.advance(DELAY)
    const store = vi.spyOn(Rows.prototype, 'put')
    // The table's row is in, its entries in the indexes are not: everybody's writes of this turn are undone.
    const undone = [put('2')]
    engine.ports.advance(1)
    undone.push(put('3'))
    store.mockImplementation(() => {
      throw new Error('the disk is full')
    })
    undone.push(put('4'))
    for (const write of undone) await expect(write).rejects.toMatchObject({ code: 'InternalServerError' })
    store.mockRestore()
    for (const wait of [0, 1, DELAY - 2, 1, DELAY]) {
      engine.ports.advance(wait)
      expect(await seen()).toEqual([{ N: '1' }])
    }
  })

  test('after a restart the index has caught up', async () => {
    const path = mkdtempSync(join(tmpdir(), 'facet-moments-'))
    const open = (): Engine =>
      createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts(), behavior: { indexDelay: 1e9 } })
    let engine = open()
    await engine.execute('CreateTable', TABLE)
    await engine.execute('PutItem', {
      TableName,
      Item: { pk: { S: 'p' }, sk: { N: '1' }, n: { N: '1' }, g: { S: 'x' } },
    })
    expect(await allPages(engine, 'Scan', { IndexName: 'global' })).toEqual([])
    await engine.close()
    engine = open()
    expect(await allPages(engine, 'Scan', { IndexName: 'global' })).toHaveLength(1)
    await engine.close()
    rmSync(path, { recursive: true })
  })
})
