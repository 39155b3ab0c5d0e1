import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'

const TableName = 'Moments'
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'g', AttributeType: 'S' },
    { AttributeName: 'n', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'local',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'n', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'global',
      KeySchema: [
        { AttributeName: 'g', KeyType: 'HASH' },
        { AttributeName: 'n', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
}

type State = ReadonlyMap<string, Item>

/** What a table holds, and held. */
class Chronicle {
  readonly #states: { readonly since: number; readonly items: State }[] = [{ since: 0, items: new Map() }]

  get latest(): State {
    return this.at(Number.POSITIVE_INFINITY)
  }

  at(moment: number): State {
    return this.#states.findLast(state => state.since <= moment)?.items ?? new Map()
  }

  between(from: number, to: number): State[] {
    return [
      this.at(from),
      ...this.#states.filter(({ since }) => since > from && since <= to).map(({ items }) => items),
    ]
  }

  set(since: number, key: string, item: Item | undefined): void {
    const items = new Map(this.latest)
    if (item === undefined) items.delete(key)
    else items.set(key, item)
    this.#states.push({ since, items })
  }
}

type Step =
  | { readonly kind: 'put'; readonly item: Item }
  | { readonly kind: 'delete'; readonly key: Item }
  | { readonly kind: 'wait'; readonly milliseconds: number }

const key = fc.record({
  pk: fc.constantFrom('p', 'q').map(S => ({ S })),
  sk: fc.constantFrom('1', '2', '3', '4').map(N => ({ N })),
})
const item = fc
  .record({
    key,
    g: fc.option(
      fc.constantFrom('x', 'y').map(S => ({ S })),
      { nil: undefined },
    ),
    n: fc.integer({ min: 1, max: 3 }).map(n => ({ N: String(n) })),
    v: fc.integer({ min: 0, max: 99 }).map(v => ({ N: String(v) })),
  })
  .map(({ key: { pk, sk }, g, n, v }) => JSON.parse(JSON.stringify({ pk, sk, n, g, v })) as Item)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), item }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.constantFrom(1, 3, 9, 10, 11, 40) }),
  },
)

const idOf = (of: Item): string => JSON.stringify([of.pk, of.sk])
const texts = (items: Iterable<unknown>): string[] =>
  Array.from(items, one => JSON.stringify(Object.entries(one as object).sort())).sort()

async function take(engine: Engine, ports: ManualPorts, chronicle: Chronicle, action: Step): Promise<void> {
  if (action.kind === 'wait') ports.advance(action.milliseconds)
  else if (action.kind === 'put') {
    await engine.execute('PutItem', { TableName, Item: action.item })
    chronicle.set(ports.clock.now(), idOf(action.item), action.item)
  } else {
    await engine.execute('DeleteItem', { TableName, Key: action.key })
    chronicle.set(ports.clock.now(), idOf(action.key), undefined)
  }
}

async function allPages(engine: Engine, operation: 'Scan' | 'Query', input: object): Promise<Item[]> {
  const items: Item[] = []
  let ExclusiveStartKey: unknown
  do {
    const page = await engine.execute(operation, { TableName, ...input, ExclusiveStartKey })
    items.push(...(page.Items as Item[]))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return items
}

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
