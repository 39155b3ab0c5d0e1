import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEngine, type Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'

const DELAY = 1000
const TableName = 'Slow'
const NOT_FOUND = { code: 'ResourceNotFoundException', message: 'Requested resource not found' }
const busy = (doing: string) => ({
  code: 'ResourceInUseException',
  message: `Attempt to change a resource which is still in use: Table is being ${doing}: ${TableName}`,
})

const index = (name: string, attribute: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
})
const definition = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'a', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [index('by-a', 'a')],
}
const item = (pk: string) => ({ pk: { S: pk }, a: { S: 'a' }, b: { S: 'b' } })
const put = (engine: Engine, pk = 'p') => engine.execute('PutItem', { TableName, Item: item(pk) })
const createIndex = (engine: Engine) =>
  engine.execute('UpdateTable', {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'b', AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [{ Create: index('by-b', 'b') }],
  })
const deleteIndex = (engine: Engine, IndexName: string) =>
  engine.execute('UpdateTable', { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] })

interface Described {
  readonly TableStatus: string
  readonly AttributeDefinitions: readonly { readonly AttributeName: string }[]
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string
    readonly IndexStatus: string
    readonly Backfilling?: boolean
  }[]
}

async function described(engine: Engine): Promise<Described> {
  return (await engine.execute('DescribeTable', { TableName })).Table as Described
}

/** TableStatus, then each index with its status and whether it is being filled. */
async function states(engine: Engine): Promise<string[]> {
  const { TableStatus, GlobalSecondaryIndexes } = await described(engine)
  const indexes = GlobalSecondaryIndexes ?? []
  return [
    TableStatus,
    ...indexes.map(each =>
      [each.IndexName, each.IndexStatus, each.Backfilling].filter(x => x !== undefined).join(' '),
    ),
  ]
}

async function active(behavior: object = {}): Promise<ReturnType<typeof freshEngine>> {
  const engine = freshEngine({ tableDelay: DELAY, ...behavior })
  onTestFinished(() => engine.close())
  await engine.execute('CreateTable', definition)
  engine.ports.advance(DELAY)
  return engine
}

const turn = () => new Promise(resolve => setImmediate(resolve))

describe('a new table', () => {
  test('is there for those who ask for it and for nobody else, until its time has come', async () => {
    await using engine = freshEngine({ tableDelay: DELAY })
    expect(await engine.execute('CreateTable', definition)).toMatchObject({
      TableDescription: { TableStatus: 'CREATING', GlobalSecondaryIndexes: [{ IndexStatus: 'CREATING' }] },
    })
    engine.ports.advance(DELAY - 1)
    expect(await states(engine)).toEqual(['CREATING', 'by-a CREATING'])
    expect(await engine.execute('ListTables', {})).toEqual({ TableNames: [TableName] })
    for (const [operation, input] of [
      ['PutItem', { TableName, Item: item('p') }],
      ['GetItem', { TableName, Key: { pk: { S: 'p' } } }],
      ['Scan', { TableName, IndexName: 'by-a' }],
      ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [{ pk: { S: 'p' } }] } } }],
      ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key: { pk: { S: 'p' } } } }] }],
    ] as const) {
      await expect(engine.execute(operation, input), operation).rejects.toMatchObject(NOT_FOUND)
    }
    engine.ports.advance(1)
    expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
    await put(engine)
    expect(await engine.execute('Scan', { TableName, IndexName: 'by-a' })).toMatchObject({ Count: 1 })
  })

  test('cannot be made, changed, tagged or deleted meanwhile', async () => {
    await using engine = freshEngine({ tableDelay: DELAY })
    await engine.execute('CreateTable', definition)
    await expect(engine.execute('CreateTable', definition)).rejects.toMatchObject({
      code: 'ResourceInUseException',
      message: `Table already exists: ${TableName}`,
    })
    const Specification = { Enabled: true, AttributeName: 'expires' }
    const ResourceArn = `arn:aws:dynamodb:us-east-1:123456789012:table/${TableName}`
    for (const [operation, input] of [
      ['UpdateTable', { TableName, DeletionProtectionEnabled: true }],
      ['DeleteTable', { TableName }],
      ['UpdateTimeToLive', { TableName, TimeToLiveSpecification: Specification }],
      ['TagResource', { ResourceArn, Tags: [{ Key: 'k', Value: 'v' }] }],
      ['UntagResource', { ResourceArn, TagKeys: ['k'] }],
    ] as const) {
      await expect(engine.execute(operation, input), operation).rejects.toMatchObject(busy('created'))
    }
  })
})

test('a changed table says so, serves all the while, and is not changed again', async () => {
  const engine = await active()
  expect(await engine.execute('UpdateTable', { TableName, DeletionProtectionEnabled: true })).toMatchObject({
    TableDescription: { TableStatus: 'UPDATING' },
  })
  await put(engine)
  expect(await states(engine)).toEqual(['UPDATING', 'by-a ACTIVE'])
  const change = () => engine.execute('UpdateTable', { TableName, DeletionProtectionEnabled: false })
  await expect(change()).rejects.toMatchObject(busy('updated'))
  engine.ports.advance(DELAY)
  expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
  await change()
})

test('a retuned index is UPDATING with its table', async () => {
  const engine = await active()
  const Update = { IndexName: 'by-a', OnDemandThroughput: { MaxReadRequestUnits: 5 } }
  await engine.execute('UpdateTable', { TableName, GlobalSecondaryIndexUpdates: [{ Update }] })
  expect(await states(engine)).toEqual(['UPDATING', 'by-a UPDATING'])
  expect(await engine.execute('Scan', { TableName, IndexName: 'by-a' })).toMatchObject({ Count: 0 })
  engine.ports.advance(DELAY)
  expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
})

describe('a new index', () => {
  test('gets its resources, is filled, and can be read; writes meanwhile are in it', async () => {
    const engine = await active()
    await put(engine, 'before')
    await createIndex(engine)
    expect(await states(engine)).toEqual(['UPDATING', 'by-a ACTIVE', 'by-b CREATING false'])
    await put(engine, 'resources')
    await expect(deleteIndex(engine, 'by-b')).rejects.toMatchObject(busy('updated'))
    await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject(busy('updated'))
    engine.ports.advance(DELAY)
    expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE', 'by-b CREATING true'])
    await put(engine, 'filling')
    await expect(engine.execute('Scan', { TableName, IndexName: 'by-b' })).rejects.toMatchObject({
      message: 'Cannot read from backfilling global secondary index: by-b',
    })
    await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject(busy('updated'))
    engine.ports.advance(DELAY - 1)
    expect((await states(engine))[2]).toBe('by-b CREATING true')
    engine.ports.advance(1)
    while ((await states(engine))[2] !== 'by-b ACTIVE') await turn()
    expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE', 'by-b ACTIVE'])
    expect(await engine.execute('Scan', { TableName, IndexName: 'by-b' })).toMatchObject({ Count: 3 })
  })

  test('can be deleted while it is being filled', async () => {
    const engine = await active()
    await put(engine)
    await createIndex(engine)
    engine.ports.advance(DELAY)
    await deleteIndex(engine, 'by-b')
    expect(await states(engine)).toEqual(['UPDATING', 'by-a ACTIVE', 'by-b DELETING true'])
    engine.ports.advance(DELAY)
    expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
    for (let i = 0; i < 5; i++) await turn()
    expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
  })
})

test('a deleted index is described but not read until it is gone, with the attribute that only it used', async () => {
  const engine = await active()
  await put(engine)
  await deleteIndex(engine, 'by-a')
  expect(await states(engine)).toEqual(['UPDATING', 'by-a DELETING'])
  await expect(engine.execute('Scan', { TableName, IndexName: 'by-a' })).rejects.toMatchObject({
    message: 'The table does not have the specified index: by-a',
  })
  await put(engine, 'q')
  expect((await described(engine)).AttributeDefinitions).toHaveLength(2)
  engine.ports.advance(DELAY)
  expect(await described(engine)).toMatchObject({
    TableStatus: 'ACTIVE',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  })
  expect((await described(engine)).GlobalSecondaryIndexes).toBeUndefined()
  expect(await engine.execute('Scan', { TableName })).toMatchObject({ Count: 2 })
})

test('a deleted table is described until it is gone; its name is free after that', async () => {
  const engine = await active()
  await put(engine)
  expect(await engine.execute('DeleteTable', { TableName })).toMatchObject({
    TableDescription: { TableStatus: 'DELETING' },
  })
  expect(await states(engine)).toEqual(['DELETING', 'by-a DELETING'])
  await expect(put(engine)).rejects.toMatchObject(NOT_FOUND)
  await expect(engine.execute('CreateTable', definition)).rejects.toMatchObject({ code: 'ResourceInUseException' })
  await expect(engine.execute('UpdateTable', { TableName, DeletionProtectionEnabled: true })).rejects.toMatchObject(
    busy('deleted'),
  )
  engine.ports.advance(DELAY - 1)
  expect(await engine.execute('DeleteTable', { TableName })).toMatchObject({
    TableDescription: { TableStatus: 'DELETING' },
  })
  engine.ports.advance(1)
  await expect(described(engine)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
  expect(await engine.execute('ListTables', {})).toEqual({ TableNames: [] })
  await engine.execute('CreateTable', definition)
  engine.ports.advance(DELAY)
  expect(await engine.execute('Scan', { TableName })).toMatchObject({ Count: 0 })
})

test('observers learn of each change of state', async () => {
  await using engine = freshEngine({ tableDelay: DELAY })
  let told = 0
  engine.observe(() => told++)
  await engine.execute('CreateTable', definition)
  expect(told).toBe(1)
  engine.ports.advance(DELAY)
  await turn()
  expect(told).toBe(2)
})

describe('a restart', () => {
  function directory(): string {
    const path = mkdtempSync(join(tmpdir(), 'facet-states-'))
    onTestFinished(() => rmSync(path, { recursive: true }))
    return path
  }

  test('ends no state early, and what ended meanwhile at once', async () => {
    const path = directory()
    const ports = new ManualPorts()
    const open = (): Engine =>
      createEngine({ storage: { kind: 'directory', path }, ports, behavior: { tableDelay: DELAY } })
    let engine = open()
    await engine.execute('CreateTable', definition)
    ports.advance(DELAY / 2)
    await engine.close()
    engine = open()
    expect(await states(engine)).toEqual(['CREATING', 'by-a CREATING'])
    ports.advance(DELAY / 2)
    expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
    await put(engine)
    await createIndex(engine)
    await engine.close()
    ports.advance(5 * DELAY)
    engine = open()
    ports.advance(0)
    while ((await states(engine))[2] !== 'by-b ACTIVE') await turn()
    expect(await engine.execute('Scan', { TableName, IndexName: 'by-b' })).toMatchObject({ Count: 1 })
    await engine.execute('DeleteTable', { TableName })
    await engine.close()
    ports.advance(DELAY)
    engine = open()
    ports.advance(0)
    await expect(described(engine)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    await engine.close()
  })

  test('without a delay takes up what an engine with one has begun', async () => {
    const path = directory()
    const ports = new ManualPorts()
    const storage = { kind: 'directory' as const, path }
    let engine = createEngine({ storage, ports, behavior: { tableDelay: DELAY } })
    await engine.execute('CreateTable', definition)
    ports.advance(DELAY)
    await put(engine)
    await createIndex(engine)
    await engine.close()
    engine = createEngine({ storage, ports })
    ports.advance(DELAY)
    while ((await states(engine))[2] !== 'by-b ACTIVE') await turn()
    expect(await engine.execute('Scan', { TableName, IndexName: 'by-b' })).toMatchObject({ Count: 1 })
    await engine.close()
  })
})

test('no more than 500 tables change at a time', async () => {
  await using engine = freshEngine({ tableDelay: DELAY })
  const create = (n: number) =>
    engine.execute('CreateTable', {
      ...definition,
      TableName: `Many-${n}`,
      AttributeDefinitions: definition.AttributeDefinitions.slice(0, 1),
      GlobalSecondaryIndexes: undefined,
    })
  for (let n = 0; n < 500; n++) await create(n)
  await expect(create(500)).rejects.toMatchObject({
    code: 'LimitExceededException',
    message: 'Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously',
  })
  engine.ports.advance(DELAY)
  await create(500)
}, 30_000)

test('without a delay all is ready at once', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', definition)
  expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
  await engine.execute('UpdateTable', { TableName, DeletionProtectionEnabled: false })
  expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
  await deleteIndex(engine, 'by-a')
  expect(await states(engine)).toEqual(['ACTIVE'])
  await engine.execute('DeleteTable', { TableName })
  await expect(described(engine)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
})
