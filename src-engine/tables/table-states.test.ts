import { describe, expect, test } from 'vitest'
import { freshEngine } from '../testing/fresh-engine.ts'
import {
  active,
  busy,
  createIndex,
  DELAY,
  definition,
  deleteIndex,
  described,
  item,
  NOT_FOUND,
  put,
  states,
  TableName,
  turn,
} from '../testing/slow-table.ts'

const INDEXES_CHANGE = {
  code: 'ResourceInUseException',
  message:
    'Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, updated, or deleted.',
}

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
  const change = () =>
    engine.execute('UpdateTable', {
      TableName,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    })
  expect(await change()).toMatchObject({ TableDescription: { TableStatus: 'UPDATING' } })
  await put(engine)
  expect(await states(engine)).toEqual(['UPDATING', 'by-a ACTIVE'])
  await expect(change()).rejects.toMatchObject({ code: 'ResourceInUseException' })
  engine.ports.advance(DELAY)
  expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE'])
  await engine.execute('UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } })
})

test('a retuned index is UPDATING, and its table is not', async () => {
  const engine = await active()
  const Update = { IndexName: 'by-a', OnDemandThroughput: { MaxReadRequestUnits: 5 } }
  await engine.execute('UpdateTable', { TableName, GlobalSecondaryIndexUpdates: [{ Update }] })
  expect(await states(engine)).toEqual(['ACTIVE', 'by-a UPDATING'])
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
    await expect(deleteIndex(engine, 'by-b')).rejects.toMatchObject({
      code: 'ResourceInUseException',
      message: `Attempt to change a resource which is still in use: Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: ${TableName} Index: by-b`,
    })
    await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject(INDEXES_CHANGE)
    engine.ports.advance(DELAY)
    expect(await states(engine)).toEqual(['ACTIVE', 'by-a ACTIVE', 'by-b CREATING true'])
    await put(engine, 'filling')
    await expect(engine.execute('Scan', { TableName, IndexName: 'by-b' })).rejects.toMatchObject({
      message: 'Cannot read from backfilling global secondary index: by-b',
    })
    await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject(INDEXES_CHANGE)
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
    expect(await states(engine)).toEqual(['UPDATING', 'by-a ACTIVE', 'by-b DELETING'])
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
