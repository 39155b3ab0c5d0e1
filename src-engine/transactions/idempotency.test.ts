import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createEngine, type Engine } from '../engine.ts'
import { openDatabase } from '../storage/database.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'

const TEN_MINUTES = 600_000
const TABLE = {
  TableName: 'Counters',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
}
const Key = { id: { S: 'a' } }
const increment = (token: string, by = '1') => ({
  TransactItems: [
    {
      Update: {
        TableName: 'Counters',
        Key,
        UpdateExpression: 'ADD n :by',
        ExpressionAttributeValues: { ':by': { N: by } },
      },
    },
  ],
  ClientRequestToken: token,
})
const count = async (engine: Engine): Promise<unknown> =>
  ((await engine.execute('GetItem', { TableName: 'Counters', Key })) as { Item?: { n: { N: string } } }).Item?.n.N

let made: string | undefined
afterEach(() => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true })
  made = undefined
})

test('a token counts for ten minutes, to the millisecond', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  await engine.execute('TransactWriteItems', increment('once'))
  engine.ports.advance(TEN_MINUTES - 1)
  await engine.execute('TransactWriteItems', increment('once'))
  expect(await count(engine)).toBe('1')
  engine.ports.advance(1)
  await engine.execute('TransactWriteItems', increment('once'))
  expect(await count(engine)).toBe('2')
})

test('an expired token may stand for another request', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  await engine.execute('TransactWriteItems', increment('once'))
  await expect(engine.execute('TransactWriteItems', increment('once', '5'))).rejects.toMatchObject({
    code: 'IdempotentParameterMismatchException',
  })
  engine.ports.advance(TEN_MINUTES)
  await engine.execute('TransactWriteItems', increment('once', '5'))
  expect(await count(engine)).toBe('6')
})

test('numbers of the same value make the same request', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  await engine.execute('TransactWriteItems', increment('once', '1'))
  await engine.execute('TransactWriteItems', increment('once', '1.0'))
  expect(await count(engine)).toBe('1')
})

test('a cancelled transaction leaves its token free', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const request = {
    TransactItems: [{ Delete: { TableName: 'Counters', Key, ConditionExpression: 'attribute_exists(id)' } }],
    ClientRequestToken: 'once',
  }
  await expect(engine.execute('TransactWriteItems', request)).rejects.toMatchObject({
    code: 'TransactionCanceledException',
  })
  await engine.execute('PutItem', { TableName: 'Counters', Item: Key })
  await engine.execute('TransactWriteItems', request)
  expect(await engine.execute('GetItem', { TableName: 'Counters', Key })).toEqual({})
})

test('a replay is recognised after the store was closed and opened again', async () => {
  const path = mkdtempSync(join(tmpdir(), 'facet-tokens-'))
  made = path
  const ports = new ManualPorts()
  const opened = (): Engine => createEngine({ storage: { kind: 'directory', path }, ports })
  const first = opened()
  await first.execute('CreateTable', TABLE)
  await first.execute('TransactWriteItems', increment('once'))
  await first.close()

  const second = opened()
  const replay = await second.execute('TransactWriteItems', {
    ...increment('once'),
    ReturnConsumedCapacity: 'INDEXES',
  })
  expect(replay).toEqual({
    ConsumedCapacity: [
      {
        TableName: 'Counters',
        CapacityUnits: 2,
        ReadCapacityUnits: 2,
        Table: { CapacityUnits: 2, ReadCapacityUnits: 2 },
      },
    ],
  })
  expect(await count(second)).toBe('1')
  await second.close()
})

test('expired tokens leave the store with the next transaction that has one', async () => {
  const path = mkdtempSync(join(tmpdir(), 'facet-tokens-'))
  made = path
  const ports = new ManualPorts()
  const engine = createEngine({ storage: { kind: 'directory', path }, ports })
  await engine.execute('CreateTable', TABLE)
  await engine.execute('TransactWriteItems', increment('old'))
  ports.advance(1)
  await engine.execute('TransactWriteItems', increment('younger'))
  ports.advance(TEN_MINUTES - 1)
  await engine.execute('TransactWriteItems', increment('new'))
  await engine.close()

  const db = openDatabase({ kind: 'directory', path })
  expect(db.prepare('SELECT token FROM tokens ORDER BY token').pluck().all()).toEqual(['new', 'younger'])
  db.close()
})
