import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AttributeValue, compareScalars, type Item, itemSize } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { ManualPorts } from './manual-ports.ts'

/**
 * Random writes against a plain map: whatever the order, the table holds what the map holds, every index holds what is
 * derived from it anew, counts are exact, order is DynamoDB's, pages lose nothing, and a restart changes nothing.
 */

const TABLE = {
  TableName: 'Model',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'a', AttributeType: 'S' },
    { AttributeName: 'b', AttributeType: 'N' },
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
        { AttributeName: 'b', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'all',
      KeySchema: [
        { AttributeName: 'a', KeyType: 'HASH' },
        { AttributeName: 'b', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'some',
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['c'] },
    },
  ],
}
/** What each index needs to hold an item, and what it keeps of it. */
const INDEXES: Record<string, { readonly needs: readonly string[]; readonly keeps: readonly string[] | 'ALL' }> = {
  local: { needs: ['b'], keeps: ['pk', 'sk', 'b'] },
  all: { needs: ['a', 'b'], keeps: 'ALL' },
  some: { needs: ['a'], keeps: ['pk', 'sk', 'a', 'c'] },
}

const pk = fc.constantFrom('p', 'q', 'p\0', 'é').map(S => ({ S }))
const sk = fc.constantFrom('-1.5', '0', '2', '10', '1e20').map(N => ({ N }))
const a = fc.constantFrom('x', 'y').map(S => ({ S }))
const b = fc.constantFrom('1', '9', '10').map(N => ({ N }))
const c = fc.constantFrom<AttributeValue>(
  { S: 'text' },
  { L: [{ N: '1' }] },
  { SS: ['m', 'n'] },
  { S: 'z'.repeat(2000) },
)
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values, { nil: undefined })

type Write =
  | { readonly kind: 'put'; readonly item: Item }
  | { readonly kind: 'delete'; readonly key: Item }
  | { readonly kind: 'set'; readonly key: Item; readonly name: 'a' | 'b' | 'c'; readonly value: AttributeValue }
  | { readonly kind: 'remove'; readonly key: Item; readonly name: 'a' | 'b' | 'c' }
  | { readonly kind: 'batch'; readonly puts: readonly Item[] }

const key = fc.record({ pk, sk })
const item = fc
  .record({ pk, sk, a: optional(a), b: optional(b), c: optional(c) })
  .map(all => JSON.parse(JSON.stringify(all)) as Item)
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), item }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.oneof(
    fc.record({ kind: fc.constant('set' as const), key, name: fc.constant('a' as const), value: a }),
    fc.record({ kind: fc.constant('set' as const), key, name: fc.constant('b' as const), value: b }),
    fc.record({ kind: fc.constant('set' as const), key, name: fc.constant('c' as const), value: c }),
  ),
  fc.record({ kind: fc.constant('remove' as const), key, name: fc.constantFrom('a', 'b', 'c') }),
  fc.record({
    kind: fc.constant('batch' as const),
    puts: fc.uniqueArray(item, { minLength: 1, maxLength: 5, selector: idOf }),
  }),
)

function idOf(of: Item): string {
  return JSON.stringify([of.pk, canonical(of.sk)])
}
const canonical = (value: AttributeValue | undefined): AttributeValue | undefined =>
  value !== undefined && 'N' in value && value.N === '1e20' ? { N: '1'.padEnd(21, '0') } : value
const stored = (of: Item): Item => ({ ...of, sk: canonical(of.sk) as AttributeValue })

function applyToReference(reference: Map<string, Item>, change: Write): void {
  switch (change.kind) {
    case 'put':
      reference.set(idOf(change.item), stored(change.item))
      return
    case 'delete':
      reference.delete(idOf(change.key))
      return
    case 'set':
      reference.set(idOf(change.key), {
        ...(reference.get(idOf(change.key)) ?? stored(change.key)),
        [change.name]: change.value,
      })
      return
    case 'remove': {
      const { [change.name]: _, ...rest } = reference.get(idOf(change.key)) ?? {}
      if (reference.has(idOf(change.key))) reference.set(idOf(change.key), rest as Item)
      return
    }
    case 'batch':
      for (const put of change.puts) reference.set(idOf(put), stored(put))
  }
}

async function applyToEngine(engine: Engine, change: Write): Promise<void> {
  const TableName = 'Model'
  switch (change.kind) {
    case 'put':
      await engine.execute('PutItem', { TableName, Item: change.item })
      return
    case 'delete':
      await engine.execute('DeleteItem', { TableName, Key: change.key })
      return
    case 'set':
      await engine.execute('UpdateItem', {
        TableName,
        Key: change.key,
        UpdateExpression: 'SET #n = :v',
        ExpressionAttributeNames: { '#n': change.name },
        ExpressionAttributeValues: { ':v': change.value },
      })
      return
    case 'remove':
      await engine.execute('UpdateItem', { TableName, Key: change.key, UpdateExpression: `REMOVE ${change.name}` })
      return
    case 'batch':
      await engine.execute('BatchWriteItem', {
        RequestItems: { Model: change.puts.map(Item => ({ PutRequest: { Item } })) },
      })
  }
}

/** All items of a table or index, two at a time. */
async function scanned(engine: Engine, IndexName?: string): Promise<Item[]> {
  const items: Item[] = []
  let ExclusiveStartKey: unknown
  do {
    const page = await engine.execute('Scan', { TableName: 'Model', IndexName, Limit: 2, ExclusiveStartKey })
    items.push(...(page.Items as Item[]))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return items
}

const sorted = (items: Iterable<Item>): string[] =>
  Array.from(items, one => JSON.stringify(Object.entries(one).sort())).sort()

async function expectAgreement(engine: Engine, reference: ReadonlyMap<string, Item>): Promise<void> {
  expect(sorted(await scanned(engine))).toEqual(sorted(reference.values()))
  for (const [name, { needs, keeps }] of Object.entries(INDEXES)) {
    const entries = [...reference.values()]
      .filter(one => needs.every(attribute => attribute in one))
      .map(one =>
        keeps === 'ALL' ? one : Object.fromEntries(Object.entries(one).filter(([n]) => keeps.includes(n))),
      )
    expect(sorted(await scanned(engine, name)), name).toEqual(sorted(entries as Item[]))
  }
  const { Table } = (await engine.execute('DescribeTable', { TableName: 'Model' })) as {
    Table: { ItemCount: number; TableSizeBytes: number }
  }
  expect(Table.ItemCount).toBe(reference.size)
  expect(Table.TableSizeBytes).toBe([...reference.values()].reduce((sum, one) => sum + itemSize(one), 0))
  for (const S of ['p', 'q', 'p\0', 'é']) {
    const { Items } = await engine.execute('Query', {
      TableName: 'Model',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S } },
    })
    const expected = [...reference.values()]
      .filter(one => 'S' in (one.pk ?? {}) && (one.pk as { S: string }).S === S)
      .sort((x, y) => compareScalars(x.sk as AttributeValue, y.sk as AttributeValue) ?? 0)
    expect((Items as Item[]).map(one => one.sk)).toEqual(expected.map(one => one.sk))
  }
}

test('random writes: table, indexes, counts and order agree with a plain map', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 30 }), async writes => {
      const engine = createEngine({ storage: { kind: 'memory' }, ports: new ManualPorts() })
      const reference = new Map<string, Item>()
      await engine.execute('CreateTable', TABLE)
      for (const change of writes) {
        applyToReference(reference, change)
        await applyToEngine(engine, change)
      }
      await expectAgreement(engine, reference)
      await engine.close()
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('random writes on disk: a restart changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 5, maxLength: 20 }), async writes => {
      const path = mkdtempSync(join(tmpdir(), 'facet-model-'))
      const open = (): Engine => createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts() })
      const reference = new Map<string, Item>()
      let engine = open()
      await engine.execute('CreateTable', TABLE)
      for (const [i, change] of writes.entries()) {
        applyToReference(reference, change)
        await applyToEngine(engine, change)
        if (i % 7 === 3) {
          await engine.close()
          engine = open()
        }
      }
      await expectAgreement(engine, reference)
      await engine.close()
      rmSync(path, { recursive: true })
    }),
    { numRuns: 8 },
  )
}, 60_000)
