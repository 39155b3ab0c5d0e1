import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AttributeValue, equalItems, type Item, itemSize } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'
import { type ReadRecord, readStream, streamOf } from '../testing/stream-reader.ts'

/**
 * Random writes against a plain list of the records they should make: each item's records are those, in that order,
 * however often shards split and close and the store is opened again; and whoever applies them to nothing gets the table.
 */
const TableName = 'Model'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 1)
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'a', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  // Following a table and keeping its indexes share the write path.
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-a',
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
}

type Step =
  | { readonly kind: 'put'; readonly items: readonly Item[]; readonly by: 'single' | 'batch' | 'transaction' }
  | { readonly kind: 'delete'; readonly key: Item }
  | { readonly kind: 'set'; readonly key: Item; readonly value: AttributeValue }
  | { readonly kind: 'remove'; readonly key: Item }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'restart' }

const pk = fc.constantFrom('p', 'q', 'r', 'é', 's\0', 't', 'u').map(S => ({ S }))
const sk = fc.constantFrom('-1.5', '0', '10').map(N => ({ N }))
const value = fc.constantFrom<AttributeValue>(
  { S: 'x' },
  { S: 'yy' },
  // The same set and the same number twice over.
  { SS: ['m', 'n'] },
  { SS: ['n', 'm'] },
  { N: '1' },
  { N: '1.0' },
  { L: [{ N: '1' }, { N: '2' }] },
)
const key = fc.record({ pk, sk })
const item = fc
  .record({
    pk,
    sk,
    v: fc.option(value, { nil: undefined }),
    a: fc.option(fc.constant({ S: 'x' }), { nil: undefined }),
  })
  .map(all => JSON.parse(JSON.stringify(all)) as Item)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      items: fc.tuple(item),
      by: fc.constant('single' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      items: fc.uniqueArray(item, { minLength: 1, maxLength: 6, selector: idOf }),
      by: fc.constantFrom('batch' as const, 'transaction' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('set' as const), key, value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), key }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(1, 999, HOUR / 2, 2 * HOUR, 5 * HOUR),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
)

function idOf(of: Item): string {
  return JSON.stringify([of.pk, of.sk])
}

interface Expected {
  readonly eventName: string
  readonly before: Item | undefined
  readonly after: Item | undefined
  readonly at: number
}

/** The table as it should be, and the records that led there. */
class Reference {
  readonly items = new Map<string, Item>()
  readonly records = new Map<string, Expected[]>()

  write(id: string, after: Item | undefined, at: number): void {
    const before = this.items.get(id)
    if (after === undefined) this.items.delete(id)
    else this.items.set(id, after)
    if (before === undefined && after === undefined) return
    if (before !== undefined && after !== undefined && equalItems(before, after)) return
    const eventName = before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY'
    const own = this.records.get(id) ?? []
    own.push({ eventName, before, after, at })
    this.records.set(id, own)
  }
}

const canonical = (of: Item): Item => ('v' in of && 'N' in (of.v ?? {}) ? { ...of, v: { N: '1' } } : (of as Item))

function applyToReference(reference: Reference, change: Step, now: number): void {
  switch (change.kind) {
    case 'put':
      for (const put of change.items) reference.write(idOf(put), canonical(put), now)
      return
    case 'delete':
      reference.write(idOf(change.key), undefined, now)
      return
    case 'set': {
      const id = idOf(change.key)
      reference.write(id, canonical({ ...(reference.items.get(id) ?? change.key), v: change.value }), now)
      return
    }
    case 'remove': {
      const id = idOf(change.key)
      const { v: _, ...rest } = reference.items.get(id) ?? {}
      if (reference.items.has(id)) reference.write(id, rest as Item, now)
      return
    }
    case 'wait':
    case 'restart':
  }
}

async function applyToEngine(engine: Engine, change: Step): Promise<void> {
  switch (change.kind) {
    case 'put':
      if (change.by === 'single') {
        for (const Item of change.items) await engine.execute('PutItem', { TableName, Item })
      } else if (change.by === 'batch') {
        const writes = change.items.map(Item => ({ PutRequest: { Item } }))
        await engine.execute('BatchWriteItem', { RequestItems: { [TableName]: writes } })
      } else {
        const TransactItems = change.items.map(Item => ({ Put: { TableName, Item } }))
        await engine.execute('TransactWriteItems', { TransactItems })
      }
      return
    case 'delete':
      await engine.execute('DeleteItem', { TableName, Key: change.key })
      return
    case 'set':
      await engine.execute('UpdateItem', {
        TableName,
        Key: change.key,
        UpdateExpression: 'SET v = :v',
        ExpressionAttributeValues: { ':v': change.value },
      })
      return
    case 'remove':
      await engine.execute('UpdateItem', { TableName, Key: change.key, UpdateExpression: 'REMOVE v' })
      return
    case 'wait':
    case 'restart':
  }
}

function expectRecords(records: readonly ReadRecord[], reference: Reference, now: number): void {
  const read = new Map<string, ReadRecord[]>()
  for (const record of records) {
    const id = idOf(record.dynamodb.Keys)
    read.set(id, [...(read.get(id) ?? []), record])
  }
  const kept = [...reference.records]
    .map(([id, own]) => [id, own.filter(({ at }) => now - at < DAY)] as const)
    .filter(([, own]) => own.length > 0)
  expect([...read.keys()].sort()).toEqual(kept.map(([id]) => id).sort())
  for (const [id, own] of kept) {
    expect(
      read.get(id)?.map(({ eventName, dynamodb }) => ({
        eventName,
        before: dynamodb.OldImage,
        after: dynamodb.NewImage,
        second: dynamodb.ApproximateCreationDateTime,
        bytes: dynamodb.SizeBytes,
      })),
    ).toEqual(
      own.map(({ eventName, before, after, at }) => ({
        eventName,
        before: before && sortedSets(before),
        after: after && sortedSets(after),
        second: Math.floor(at / 1000),
        bytes: [keysOf(before ?? after), before, after].reduce((sum, part) => sum + (part ? itemSize(part) : 0), 0),
      })),
    )
  }
}

/** The engine answers sets in order. */
const sortedSets = (of: Item): Item =>
  of.v !== undefined && 'SS' in of.v ? { ...of, v: { SS: [...of.v.SS].sort() } } : of
const keysOf = (of: Item | undefined): Item => ({ pk: of?.pk ?? { S: '' }, sk: of?.sk ?? { N: '0' } })

function replayed(records: readonly ReadRecord[]): ReadonlyMap<string, Item> {
  const table = new Map<string, Item>()
  for (const { dynamodb } of records) {
    const id = idOf(dynamodb.Keys)
    expect(table.get(id)).toEqual(dynamodb.OldImage)
    if (dynamodb.NewImage === undefined) table.delete(id)
    else table.set(id, dynamodb.NewImage)
  }
  return table
}

async function scanned(engine: Engine): Promise<ReadonlyMap<string, Item>> {
  const { Items } = await engine.execute('Scan', { TableName })
  return new Map((Items as Item[]).map(one => [idOf(one), one]))
}

test('random writes make the records of a plain list, and replaying them makes the table', async () => {
  const run = async (steps: readonly Step[], shardRecords: number): Promise<void> => {
    const needsDisk = steps.some(({ kind }) => kind === 'restart')
    const path = needsDisk ? mkdtempSync(join(tmpdir(), 'facet-streams-')) : ''
    const ports = new ManualPorts(START)
    const open = (): Engine =>
      createEngine({
        storage: needsDisk ? { kind: 'directory', path } : { kind: 'memory' },
        ports,
        behavior: { shardRecords },
      })
    const reference = new Reference()
    let engine = open()
    await engine.execute('CreateTable', TABLE)
    for (const change of steps) {
      if (change.kind === 'wait') ports.advance(change.milliseconds)
      if (change.kind === 'restart') {
        await engine.close()
        engine = open()
      }
      applyToReference(reference, change, ports.clock.now())
      await applyToEngine(engine, change)
    }
    const records = await readStream(engine, await streamOf(engine, TableName), 3)
    const now = ports.clock.now()
    expectRecords(records, reference, now)
    if (now - START < DAY) expect(replayed(records)).toEqual(await scanned(engine))
    await engine.close()
    if (needsDisk) rmSync(path, { recursive: true })
  }
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), run), {
    numRuns: 150,
  })
}, 120_000)
