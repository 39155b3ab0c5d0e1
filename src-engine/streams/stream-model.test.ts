import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item, itemSize } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'
import { applyToReference, idOf, Reference, type Step, step } from '../testing/stream-model.ts'
import { type ReadRecord, readStream, streamOf } from '../testing/stream-reader.ts'

/**
 * Random writes against a plain list of the records they should make: each item's records are those, in that order,
 * however often shards split and close and the store is opened again; and whoever applies them to nothing gets the table.
 */
const TableName = 'Model'
const DAY = 24 * 3_600_000
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
