/** In one file, however long: the claims share their tables and their words. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AttributeValue, Item } from '#dynamo'
import { createEngine, type Engine } from '../engine.ts'
import type { Answer } from '../server/request-handler.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'

const S = (value: string): AttributeValue => ({ S: value })
const N = (value: number): AttributeValue => ({ N: `${value}` })
const definitions = (types: Record<string, string>) =>
  Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))
const keys = (...names: string[]) =>
  names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' }))

const ORDERS = {
  TableName: 'Orders',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: definitions({ customer: 'S', order: 'N', status: 'S', day: 'S' }),
  KeySchema: keys('customer', 'order'),
  LocalSecondaryIndexes: [
    { IndexName: 'ByStatus', KeySchema: keys('customer', 'status'), Projection: { ProjectionType: 'KEYS_ONLY' } },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: 'ByDay', KeySchema: keys('day'), Projection: { ProjectionType: 'ALL' } },
    {
      IndexName: 'Wide',
      KeySchema: [
        { AttributeName: 'day', KeyType: 'HASH' },
        { AttributeName: 'status', KeyType: 'HASH' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
}

async function orders(engine: Engine, count = 3, bytes = 1): Promise<void> {
  await engine.execute('CreateTable', structuredClone(ORDERS))
  for (const customer of ['ann', 'bob']) {
    for (let order = 1; order <= count; order++) {
      const Item = {
        customer: S(customer),
        order: N(order),
        status: S('open'),
        day: S('mon'),
        v: S('x'.repeat(bytes)),
      }
      await engine.execute('PutItem', { TableName: 'Orders', Item })
    }
  }
}

const run = (engine: Engine, Statement: string, Parameters: AttributeValue[] = [], options: object = {}) =>
  engine.execute('ExecuteStatement', {
    Statement,
    ...(Parameters.length > 0 && { Parameters: structuredClone(Parameters) }),
    ...options,
  }) as Promise<{ Items: Item[]; NextToken?: string; ConsumedCapacity?: object }>

const metered = (
  engine: Engine,
  operation: Parameters<Engine['submit']>[0],
  input: object,
): Promise<Answer['metered']> =>
  new Promise(resolve => engine.submit(operation, input, answer => resolve(answer.metered)))

describe('NextToken', () => {
  const SELECT = "SELECT * FROM Orders WHERE customer IN ['ann', 'bob']"

  test('outlives a restart', async () => {
    const path = mkdtempSync(join(tmpdir(), 'facet-partiql-'))
    try {
      const before = createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts() })
      await orders(before)
      const { NextToken } = await run(before, SELECT, [], { Limit: 4 })
      await before.close()
      const after = createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts() })
      const { Items } = await run(after, SELECT, [], { NextToken })
      expect(Items.map(item => [item.customer, item.order])).toEqual([
        [S('bob'), N(2)],
        [S('bob'), N(3)],
      ])
      await after.close()
    } finally {
      rmSync(path, { recursive: true, force: true })
    }
  })

  test('that somebody made up is refused', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const { NextToken = '' } = await run(engine, SELECT, [], { Limit: 4 })
    const content = JSON.parse(Buffer.from(NextToken, 'base64').toString()) as Record<string, unknown>
    const changed = (change: object) =>
      run(engine, SELECT, [], {
        NextToken: Buffer.from(JSON.stringify({ ...content, ...change })).toString('base64'),
      })
    for (const change of [{ walk: -1 }, { walk: 0.5 }, { walk: 'x' }, { after: 5 }, { after: null }]) {
      await expect(changed(change)).rejects.toThrow('Invalid NextToken')
    }
    // A position nowhere is behind everything, or before it.
    expect(await changed({ walk: 7 })).toEqual({ Items: [] })
    expect((await changed({ after: '' })).Items).toHaveLength(3)
    for (const token of ['', 'bnVsbA==', 'NQ==']) {
      await expect(run(engine, SELECT, [], { NextToken: token })).rejects.toMatchObject({
        code: 'ValidationException',
      })
    }
  })

  test('is short, whatever the keys are', async () => {
    await using engine = freshEngine()
    await engine.execute('CreateTable', structuredClone(ORDERS))
    const customer = S('\u0001'.repeat(2048))
    for (const order of [1, 2])
      await engine.execute('PutItem', { TableName: 'Orders', Item: { customer, order: N(order) } })
    const first = await run(engine, 'SELECT * FROM Orders', [], { Limit: 1 })
    expect(first.NextToken?.length).toBeLessThan(32_768)
    expect((await run(engine, 'SELECT * FROM Orders', [], { NextToken: first.NextToken })).Items).toHaveLength(1)
  })

  test('of a statement that writes is another one’s', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const { NextToken } = await run(engine, SELECT, [], { Limit: 4 })
    const update = "UPDATE Orders SET v = 'y' WHERE customer = 'ann' AND \"order\" = 1"
    await expect(run(engine, update, [], { NextToken })).rejects.toThrow('NextToken does not match request')
  })

  test('is told from parameters that are equal by value', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const select = 'SELECT * FROM Orders WHERE customer = ? AND "order" > ?'
    const { NextToken } = await run(engine, select, [S('ann'), { N: '0.0' }], { Limit: 1 })
    const { Items } = await run(engine, select, [S('ann'), { N: '0' }], { NextToken })
    expect(Items).toHaveLength(2)
  })
})

describe('what the list of requests shows', () => {
  test('a query, a scan of an index, a read by key', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const select = (Statement: string) => metered(engine, 'ExecuteStatement', { Statement })
    expect(await select("SELECT * FROM Orders WHERE customer = 'ann' AND \"order\" > 1 AND v = 'y'")).toEqual({
      table: 'Orders',
      index: undefined,
      readUnits: 0.5,
      scanned: 2,
      returned: 0,
    })
    expect(await select('SELECT * FROM Orders.ByDay')).toEqual({
      table: 'Orders',
      index: 'ByDay',
      readUnits: 0.5,
      scanned: 6,
      returned: 6,
    })
    expect(await select('SELECT * FROM Orders WHERE customer = \'ann\' AND "order" = 9')).toMatchObject({
      readUnits: 0.5,
      scanned: 0,
      returned: 0,
    })
  })

  test('a write, a batch, a transaction', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const remove = (order: number) => `DELETE FROM Orders WHERE customer = 'ann' AND "order" = ${order}`
    expect(await metered(engine, 'ExecuteStatement', { Statement: remove(1) })).toEqual({
      table: 'Orders',
      writeUnits: 4,
    })
    const read = { Statement: 'SELECT * FROM Orders WHERE customer = \'ann\' AND "order" = 2' }
    expect(await metered(engine, 'BatchExecuteStatement', { Statements: [read] })).toMatchObject({
      table: 'Orders',
      readUnits: 0.5,
      returned: 1,
    })
    expect(await metered(engine, 'ExecuteTransaction', { TransactStatements: [read] })).toMatchObject({
      table: 'Orders',
      readUnits: 2,
      returned: 1,
    })
    const write = { TransactStatements: [{ Statement: remove(2) }] }
    expect(await metered(engine, 'ExecuteTransaction', write)).toMatchObject({ table: 'Orders', writeUnits: 5 })
  })
})

describe('indexes', () => {
  test('columns that a local index lacks are fetched for every entry, filtered or not', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const select = 'SELECT v FROM Orders.ByStatus WHERE customer = \'ann\' AND "order" > 1'
    const { Items, ConsumedCapacity } = await run(engine, select, [], { ReturnConsumedCapacity: 'INDEXES' })
    expect(Items).toEqual([{ v: S('x') }, { v: S('x') }])
    expect(ConsumedCapacity).toEqual({
      TableName: 'Orders',
      CapacityUnits: 2,
      Table: { CapacityUnits: 1.5 },
      LocalSecondaryIndexes: { ByStatus: { CapacityUnits: 0.5 } },
    })
  })

  test('an index with several partition attributes keeps nobody from the others', async () => {
    await using engine = freshEngine()
    await orders(engine)
    expect((await run(engine, "SELECT v FROM Orders.ByDay WHERE day = 'mon'")).Items).toHaveLength(6)
    expect((await run(engine, "SELECT v FROM Orders WHERE customer = 'ann'")).Items).toHaveLength(3)
    const refused = /^PartiQL statements cannot be executed on tables with multi-attribute HASH keys/
    await expect(run(engine, "SELECT v FROM Orders.Wide WHERE day = 'mon'")).rejects.toThrow(refused)
    await expect(run(engine, 'SELECT COUNT(*) FROM Orders.Wide')).rejects.toThrow(refused)
    const transaction = engine.execute('ExecuteTransaction', {
      TransactStatements: [{ Statement: "EXISTS(SELECT * FROM Orders.Wide WHERE day = 'mon')" }],
    })
    await expect(transaction).rejects.toThrow('Validation failed in TransactStatements[0]: PartiQL statements')
  })

  test('a filter that the last partition makes on what an index lacks is named', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const select = (where: string) => run(engine, `SELECT customer FROM Orders.ByStatus WHERE ${where}`)
    await expect(select("customer = 'bob' AND v = 'x' OR customer = 'ann' AND day = 'mon'")).rejects.toThrow(
      'Secondary index ByStatus does not project one or more filter attributes: [v]',
    )
    expect((await select("customer = 'bob' AND v = 'x' OR customer = 'ann'")).Items).toHaveLength(3)
  })
})

describe('keys', () => {
  test('with no value or too long a one are refused as the item operations refuse them', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const at = (customer: string) =>
      run(engine, 'SELECT * FROM Orders WHERE customer = ? AND "order" = 1', [S(customer)])
    await expect(at('')).rejects.toThrow('cannot contain an empty string value. Key: customer')
    await expect(at('x'.repeat(2049))).rejects.toThrow('Size of hashkey has exceeded')
    await expect(
      run(engine, 'SELECT * FROM Orders WHERE customer = ?', [S('x'.repeat(100_000))]),
    ).rejects.toMatchObject({
      code: 'ValidationException',
    })
  })

  test('whose conditions exclude each other find nothing, and cost an empty query', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const select = 'SELECT * FROM Orders WHERE customer = \'ann\' AND "order" > 2 AND "order" < 2'
    expect(await run(engine, select, [], { ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      Items: [],
      ConsumedCapacity: { TableName: 'Orders', CapacityUnits: 0.5 },
    })
  })

  test('are read from the end where ORDER BY names the partition key alone', async () => {
    await using engine = freshEngine()
    await orders(engine)
    const { Items } = await run(engine, 'SELECT "order" FROM Orders WHERE customer = \'ann\' ORDER BY customer')
    expect(Items).toEqual([3, 2, 1].map(order => ({ order: N(order) })))
  })
})
