import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item, itemSize } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'
import { keysOf, valuesFor } from '../testing/random-work/documents.ts'
import { type Outcome, outcomeOf } from '../testing/random-work/engine-at-work.ts'
import { definitionsOf, GLOBAL_INDEXES, indexInput, tableInput } from '../testing/random-work/schemas.ts'
import { type ReferenceIndex, ReferenceTable, unordered } from '../testing/reference/reference-table.ts'

/**
 * A table goes on being written while an index of it is filled, which takes many turns: whatever is written before,
 * between or after the chunks, the index ends as one that was there from the start, and no answer is lost or late.
 */

const TableName = 'Busy'
const KEY = { hash: ['pk'], range: ['sk'] }
const ITEMS = 1500

type Step =
  | { readonly kind: 'put'; readonly item: Item }
  | { readonly kind: 'set'; readonly key: Item; readonly name: 'a' | 'b' | 'd'; readonly value: unknown }
  | { readonly kind: 'remove'; readonly key: Item; readonly name: 'a' | 'b' | 'd' }
  | { readonly kind: 'delete'; readonly key: Item }
  | { readonly kind: 'transact'; readonly items: readonly Item[] }
  /** The event loop goes round: the next chunk is copied. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'restart' }

/** Keys of items all over the table, and of some that are not there yet. */
const keys: fc.Arbitrary<Item> = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: ITEMS - 1 }).map(n => ({ pk: { S: `p${n % 50}` }, sk: { N: `${n}` } })) },
  { weight: 1, arbitrary: keysOf(KEY) },
)
const indexed = fc.constantFrom('a' as const, 'b' as const, 'd' as const)
const items: fc.Arbitrary<Item> = fc
  .tuple(keys, fc.record({ a: valuesFor('a'), b: valuesFor('b'), d: valuesFor('d') }, { requiredKeys: [] }))
  .map(([key, rest]) => ({ ...key, ...rest }))
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), item: items }) },
  {
    weight: 4,
    arbitrary: indexed.chain(name =>
      fc.record({ kind: fc.constant('set' as const), key: keys, name: fc.constant(name), value: valuesFor(name) }),
    ),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), key: keys, name: indexed }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), key: keys }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('transact' as const),
      items: fc.uniqueArray(items, {
        minLength: 1,
        maxLength: 4,
        selector: item => JSON.stringify([item.pk, item.sk]),
      }),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ kind: 'turn' as const }) },
)

/** A value that the index cannot take; nothing else may be refused. */
const REFUSALS = ['ValidationException', 'TransactionCanceledException']

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

async function filled(engine: Engine): Promise<void> {
  await engine.execute('CreateTable', tableInput(TableName, { key: KEY, indexes: [] }))
  const requests: Promise<unknown>[] = []
  for (let from = 0; from < ITEMS; from += 25) {
    const puts = Array.from({ length: 25 }, (_, i) => from + i).map(n => ({
      pk: { S: `p${n % 50}` },
      sk: { N: `${n}` },
      ...(n % 3 === 0 ? {} : { a: { S: n % 2 === 0 ? 'x' : 'y' }, b: { N: `${n % 11}` } }),
      // Not every item fits an index.
      ...(n % 7 === 0 ? { d: n % 2 === 0 ? { S: 'x' } : { BOOL: true } } : {}),
    }))
    requests.push(
      engine.execute('BatchWriteItem', {
        RequestItems: { [TableName]: puts.map(Item => ({ PutRequest: { Item } })) },
      }),
    )
  }
  await Promise.all(requests)
}

/** Sends a step without waiting for its answer. Refusals are the index's right: its keys have types. */
function send(engine: Engine, step: Exclude<Step, { readonly kind: 'turn' | 'restart' }>): Promise<unknown> {
  switch (step.kind) {
    case 'put':
      return engine.execute('PutItem', { TableName, Item: step.item })
    case 'delete':
      return engine.execute('DeleteItem', { TableName, Key: step.key })
    case 'set':
    case 'remove':
      return engine.execute('UpdateItem', {
        TableName,
        Key: step.key,
        ExpressionAttributeNames: { '#n': step.name },
        ...(step.kind === 'remove'
          ? { UpdateExpression: 'REMOVE #n' }
          : { UpdateExpression: 'SET #n = :v', ExpressionAttributeValues: { ':v': step.value } }),
      })
    case 'transact':
      return engine.execute('TransactWriteItems', {
        TransactItems: step.items.map(Item => ({ Put: { TableName, Item } })),
      })
  }
}

interface IndexDescription {
  readonly IndexName: string
  readonly IndexStatus: string
  readonly ItemCount: number
  readonly IndexSizeBytes: number
}

async function indexesOf(engine: Engine): Promise<readonly IndexDescription[]> {
  const { Table } = await engine.execute('DescribeTable', { TableName })
  return (Table as { GlobalSecondaryIndexes?: readonly IndexDescription[] }).GlobalSecondaryIndexes ?? []
}

async function allItems(engine: Engine, IndexName?: string): Promise<Item[]> {
  const found: Item[] = []
  let ExclusiveStartKey: unknown
  do {
    const page = await engine.execute('Scan', { TableName, IndexName, ExclusiveStartKey })
    found.push(...(page.Items as Item[]))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return found
}

async function expectComplete(engine: Engine, index: ReferenceIndex): Promise<void> {
  for (let turns = 0; (await indexesOf(engine)).some(({ IndexStatus }) => IndexStatus !== 'ACTIVE'); turns++) {
    if (turns > 1000) throw new Error('The index is never filled')
    await turn()
  }
  const table = new ReferenceTable({ key: KEY, indexes: [index] })
  for (const item of await allItems(engine)) table.items.set(table.idOf(item), item)
  const entries = await allItems(engine, index.name)
  expect(unordered(entries)).toEqual(unordered(table.rows(index)))
  const described = (await indexesOf(engine)).find(({ IndexName }) => IndexName === index.name)
  expect(described).toMatchObject({
    ItemCount: entries.length,
    IndexSizeBytes: entries.reduce((bytes, entry) => bytes + itemSize(entry), 0),
  })
}

/** Returns the engine that is open in the end. */
async function run(
  engine: Engine,
  reopen: (old: Engine) => Promise<Engine>,
  index: ReferenceIndex,
  work: readonly Step[],
): Promise<Engine> {
  let current = engine
  await filled(current)
  await current.execute('UpdateTable', {
    TableName,
    AttributeDefinitions: definitionsOf([KEY, index]),
    GlobalSecondaryIndexUpdates: [{ Create: indexInput(index) }],
  })
  let answers: Promise<Outcome>[] = []
  for (const step of work) {
    if (step.kind === 'turn') await turn()
    else if (step.kind === 'restart') {
      await Promise.all(answers)
      answers = []
      current = await reopen(current)
    } else {
      const engineNow = current
      answers.push(outcomeOf(() => send(engineNow, step)))
    }
  }
  for (const outcome of await Promise.all(answers)) {
    if ('refused' in outcome) expect(REFUSALS).toContain(outcome.refused)
  }
  await expectComplete(current, index)
  return current
}

test('an index filled while its table is written holds what one made before would', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...GLOBAL_INDEXES),
      fc.array(steps, { minLength: 30, maxLength: 80, size: 'max' }),
      async (index, work) => {
        const engine = createEngine({ storage: { kind: 'memory' }, ports: new ManualPorts() })
        try {
          await run(engine, async same => same, index, work)
        } finally {
          await engine.close()
        }
      },
    ),
    { numRuns: 12 },
  )
}, 120_000)

test('an index whose filling is cut off by a restart is filled anew, past what is written meanwhile', async () => {
  const withRestart = fc
    .tuple(fc.array(steps, { minLength: 5, maxLength: 15 }), fc.array(steps, { maxLength: 40, size: 'max' }))
    .map(([before, after]): Step[] => [...before, { kind: 'restart' }, ...after])
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...GLOBAL_INDEXES), withRestart, async (index, work) => {
      const path = mkdtempSync(join(tmpdir(), 'facet-backfill-'))
      const open = (): Engine => createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts() })
      const reopen = async (old: Engine): Promise<Engine> => {
        await old.close()
        return open()
      }
      let engine = open()
      try {
        engine = await run(engine, reopen, index, work)
      } finally {
        await engine.close()
        rmSync(path, { recursive: true, force: true })
      }
    }),
    { numRuns: 5 },
  )
}, 120_000)
