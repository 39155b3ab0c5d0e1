import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import type { Engine } from '../engine.ts'
import { Chronicle, idOf, step, TABLE, TableName, take } from '../testing/chronicle.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

describe('staleReads', () => {
  const LAG = 10
  const READS = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'local'] as const

  /** The item with key p/1 as a read shows it; undefined when there is none. */
  async function read(
    engine: Engine,
    how: (typeof READS)[number],
    ConsistentRead: boolean,
  ): Promise<Item | undefined> {
    const Key = { pk: { S: 'p' }, sk: { N: '1' } }
    const condition = {
      KeyConditionExpression: 'pk = :p AND sk = :one',
      ExpressionAttributeValues: { ':p': { S: 'p' }, ':one': { N: '1' } },
    }
    const mine = (items: unknown): Item | undefined => (items as Item[]).find(one => idOf(one) === idOf(Key))
    switch (how) {
      case 'GetItem':
        return (await engine.execute('GetItem', { TableName, Key, ConsistentRead })).Item as Item | undefined
      case 'BatchGetItem': {
        const { Responses } = await engine.execute('BatchGetItem', {
          RequestItems: { [TableName]: { Keys: [Key], ConsistentRead } },
        })
        return mine((Responses as Record<string, unknown>)[TableName])
      }
      case 'Query':
        return mine((await engine.execute('Query', { TableName, ConsistentRead, ...condition })).Items)
      case 'Scan':
        return mine((await engine.execute('Scan', { TableName, ConsistentRead })).Items)
      case 'local': {
        const input = { TableName, IndexName: 'local', ConsistentRead, Select: 'ALL_ATTRIBUTES' }
        return mine((await engine.execute('Scan', input)).Items)
      }
    }
  }

  test('an eventually consistent read sees a state of the last milliseconds, a consistent one the latest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer(), async (steps, seed) => {
        await using engine = freshEngine({ staleReads: LAG, seed })
        await engine.execute('CreateTable', TABLE)
        const chronicle = new Chronicle()
        for (const [i, action] of steps.entries()) {
          await take(engine, engine.ports, chronicle, action)
          const how = READS[i % READS.length] ?? 'GetItem'
          const now = engine.ports.clock.now()
          const id = idOf({ pk: { S: 'p' }, sk: { N: '1' } })
          const latest = chronicle.latest.get(id)
          expect(await read(engine, how, true)).toEqual(latest)
          const seen = await read(engine, how, false)
          expect(chronicle.between(now - LAG, now).map(state => state.get(id))).toContainEqual(seen)
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  test.each(READS)('%s sees the item as it was and as it is, until the lag has passed', async how => {
    await using engine = freshEngine({ staleReads: LAG })
    await engine.execute('CreateTable', TABLE)
    const put = async (v: string): Promise<void> => {
      const Item = { pk: { S: 'p' }, sk: { N: '1' }, n: { N: v }, v: { N: v } }
      await engine.execute('PutItem', { TableName, Item })
    }
    const seen = async (): Promise<string[]> => {
      const values = new Set<string>()
      for (let i = 0; i < 40; i++) values.add(JSON.stringify((await read(engine, how, false))?.v))
      return [...values].sort()
    }
    await put('1')
    engine.ports.advance(LAG)
    await put('2')
    expect(await seen()).toEqual(['{"N":"1"}', '{"N":"2"}'])
    engine.ports.advance(LAG)
    expect(await seen()).toEqual(['{"N":"2"}'])
  })

  test('writes and their conditions, and transactional reads, are always fresh', async () => {
    await using engine = freshEngine({ staleReads: 1000 })
    await engine.execute('CreateTable', TABLE)
    const Key = { pk: { S: 'p' }, sk: { N: '1' } }
    for (let v = 1; v <= 50; v++) {
      const { Attributes } = await engine.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: 'ADD v :one',
        ConditionExpression: v === 1 ? 'attribute_not_exists(pk)' : 'v = :before',
        ExpressionAttributeValues: { ':one': { N: '1' }, ...(v === 1 ? {} : { ':before': { N: String(v - 1) } }) },
        ReturnValues: 'ALL_NEW',
      })
      expect(Attributes).toEqual({ ...Key, v: { N: String(v) } })
      const { Responses } = await engine.execute('TransactGetItems', { TransactItems: [{ Get: { TableName, Key } }] })
      expect(Responses).toEqual([{ Item: { ...Key, v: { N: String(v) } } }])
    }
  })

  test('the same seed gives the same reads, another seed others', async () => {
    const run = async (seed: number): Promise<string> => {
      await using engine = freshEngine({ staleReads: LAG, seed })
      await engine.execute('CreateTable', TABLE)
      let seen = ''
      for (let v = 0; v < 60; v++) {
        await engine.execute('PutItem', {
          TableName,
          Item: { pk: { S: 'p' }, sk: { N: '1' }, n: { N: '1' }, v: { N: String(v) } },
        })
        engine.ports.advance(v % 4)
        seen += `${JSON.stringify((await read(engine, 'GetItem', false))?.v)} `
      }
      return seen
    }
    expect(await run(7)).toBe(await run(7))
    expect(await run(8)).not.toBe(await run(7))
  })
})
