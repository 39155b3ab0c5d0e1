import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { AttributeValue } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'
import {
  definitionsOf,
  described,
  filled,
  filter,
  hash,
  search,
  vector,
  vectorIndex,
  vectorTable,
} from '../testing/vector-table.ts'

/*
 * Random writes of every kind, restarts, indexes that come and go in between: in the end each index holds what one does
 * that is made of the finished items.
 */

const TableName = 'Written'
const INDEXES = [
  vectorIndex('keys', { SearchSchema: [hash('tenant'), filter('year')] }),
  vectorIndex('some', { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] } }),
  vectorIndex('all', { Projection: { ProjectionType: 'ALL' }, DistanceFunction: 'COSINE' }),
]

type Item = Readonly<Record<string, AttributeValue>>

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const numbers = fc.tuple(
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom('0.1', '123456789.123456789', '-1e-20', '7'),
)
const attributesOf = fc.record({
  v: optional(numbers.map(pair => vector(...pair))),
  tenant: optional(fc.constantFrom('a', 'b').map(S => ({ S }))),
  year: optional(fc.constantFrom('1999', '2001').map(N => ({ N }))),
  note: optional(fc.constantFrom('x', 'y'.repeat(2000)).map(S => ({ S }))),
})
const key = fc.integer({ min: 0, max: 7 }).map(n => ({ S: `${n}` }))
const itemOf = fc
  .tuple(key, attributesOf)
  .map(([pk, attributes]): Item => JSON.parse(JSON.stringify({ pk, ...attributes })) as Item)
const update = fc.tuple(key, attributesOf).map(([pk, attributes]) => {
  const given = Object.entries(attributes)
  const set = given.filter(([, value]) => value !== undefined).map(([name]) => `#${name} = :${name}`)
  const remove = given.filter(([, value]) => value === undefined).map(([name]) => `#${name}`)
  return {
    TableName,
    Key: { pk },
    UpdateExpression: [
      ...(set.length === 0 ? [] : [`SET ${set.join(', ')}`]),
      ...(remove.length === 0 ? [] : [`REMOVE ${remove.join(', ')}`]),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
    ...(set.length === 0
      ? {}
      : {
          ExpressionAttributeValues: Object.fromEntries(
            given.filter(([, value]) => value !== undefined).map(([name, value]) => [`:${name}`, value]),
          ),
        }),
  }
})
const distinct = fc.uniqueArray(itemOf, { minLength: 1, maxLength: 5, selector: item => JSON.stringify(item.pk) })

type Step = (engine: Engine) => Promise<unknown>
const step: fc.Arbitrary<Step | 'restart'> = fc.oneof(
  itemOf.map(Item => (engine: Engine) => engine.execute('PutItem', { TableName, Item })),
  update.map(input => (engine: Engine) => engine.execute('UpdateItem', input)),
  key.map(pk => (engine: Engine) => engine.execute('DeleteItem', { TableName, Key: { pk } })),
  distinct.map(
    items => (engine: Engine) =>
      engine.execute('BatchWriteItem', {
        RequestItems: { [TableName]: items.map(Item => ({ PutRequest: { Item } })) },
      }),
  ),
  distinct.map(
    items => (engine: Engine) =>
      engine.execute('TransactWriteItems', { TransactItems: items.map(Item => ({ Put: { TableName, Item } })) }),
  ),
  // Made anew while others write: filled by what is there, kept by what comes.
  fc.constantFrom(...INDEXES).map(index => async (engine: Engine) => {
    await filled(engine, TableName)
    await engine.execute('UpdateTable', {
      TableName,
      VectorIndexUpdates: [{ Delete: { IndexName: index.IndexName } }],
    })
    await engine.execute('UpdateTable', {
      TableName,
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, ...definitionsOf(INDEXES)],
      VectorIndexUpdates: [{ Create: index }],
    })
  }),
  fc.constant('restart' as const),
)

/** All that an index tells: whom it finds for each HASH value, and its counts. */
async function contentOf(engine: Engine, table: string): Promise<object> {
  const { VectorIndexes = [], TableSizeBytes } = await described(engine, table)
  const counts = VectorIndexes.map(({ IndexName, ItemCount, IndexSizeBytes }) => [
    IndexName,
    ItemCount,
    IndexSizeBytes,
  ])
  const scoped = { SearchConditionExpression: 'tenant = :t' }
  return {
    TableSizeBytes,
    counts: counts.sort(),
    a: await search(engine, table, 'keys', [1, 2], { ...scoped, ExpressionAttributeValues: { ':t': { S: 'a' } } }),
    b: await search(engine, table, 'keys', [1, 2], { ...scoped, ExpressionAttributeValues: { ':t': { S: 'b' } } }),
    some: await search(engine, table, 'some', [1, 2]),
    all: await search(engine, table, 'all', [1, 2], { ProjectionExpression: 'pk, v, note' }),
  }
}

test('an index is what one made of the finished items is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      const path = mkdtempSync(join(tmpdir(), 'facet-vectors-'))
      onTestFinished(() => rmSync(path, { recursive: true, force: true }))
      const open = () => createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts() })
      let engine = open()
      await vectorTable(engine, TableName, ...INDEXES)
      for (const each of steps) {
        if (each !== 'restart') await each(engine)
        else {
          await engine.close()
          engine = open()
        }
      }
      await filled(engine, TableName)
      const rebuilt = 'Rebuilt'
      await vectorTable(engine, rebuilt, ...INDEXES)
      const { Items } = (await engine.execute('Scan', { TableName })) as { Items: Item[] }
      for (const Item of Items) await engine.execute('PutItem', { TableName: rebuilt, Item })
      expect(await contentOf(engine, TableName)).toEqual(await contentOf(engine, rebuilt))
      await engine.close()
    }),
    { numRuns: 30 },
  )
}, 60_000)
