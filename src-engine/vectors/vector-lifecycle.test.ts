import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { described, filled, keysOf, search, vector, vectorIndex, vectorTable } from '../testing/vector-table.ts'

const TableName = 'Films'
const DELAY = 1000

const create = (engine: Engine, name = 'vix') =>
  engine.execute('UpdateTable', { TableName, VectorIndexUpdates: [{ Create: vectorIndex(name) }] })
const drop = (engine: Engine, IndexName = 'vix') =>
  engine.execute('UpdateTable', { TableName, VectorIndexUpdates: [{ Delete: { IndexName } }] })
const put = (engine: Engine, pk: string, v = vector(1, 2)) =>
  engine.execute('PutItem', { TableName, Item: { pk: { S: pk }, v } })
const inUse = (text: string) => ({
  code: 'ResourceInUseException',
  message: `Attempt to change a resource which is still in use: ${text}`,
})
const ONE_ONLINE = {
  code: 'LimitExceededException',
  message: 'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
}

async function states(engine: Engine): Promise<string[]> {
  const { TableStatus, VectorIndexes = [] } = await described(engine, TableName)
  return [
    TableStatus,
    ...VectorIndexes.map(({ IndexName, IndexStatus, Backfilling }) => `${IndexName} ${IndexStatus} ${Backfilling}`),
  ]
}

async function slowTable(): Promise<ReturnType<typeof freshEngine>> {
  const engine = freshEngine({ tableDelay: DELAY })
  await vectorTable(engine, TableName)
  engine.ports.advance(DELAY)
  return engine
}

describe('a new index', () => {
  test('gets its resources, is filled, and can be searched', async () => {
    await using engine = await slowTable()
    await put(engine, 'before')
    await create(engine)
    expect(await states(engine)).toEqual(['UPDATING', 'vix CREATING false'])
    await put(engine, 'resources')
    await expect(search(engine, TableName, 'vix', [0, 0])).rejects.toMatchObject({
      message: 'The table does not have the specified index: vix',
    })
    engine.ports.advance(DELAY)
    expect(await states(engine)).toEqual(['ACTIVE', 'vix CREATING true'])
    await put(engine, 'filling', vector(3, 4))
    await expect(search(engine, TableName, 'vix', [0, 0])).rejects.toMatchObject({
      message: 'Cannot search backfilling vector index: vix',
    })
    engine.ports.advance(DELAY)
    await filled(engine, TableName)
    expect(await states(engine)).toEqual(['ACTIVE', 'vix ACTIVE undefined'])
    expect(keysOf(await search(engine, TableName, 'vix', [0, 0])).sort()).toEqual(['before', 'filling', 'resources'])
  })

  test('refuses writes that do not fit from the beginning', async () => {
    await using engine = await slowTable()
    await put(engine, 'old', vector(1))
    await create(engine)
    await expect(put(engine, 'new', vector(1))).rejects.toMatchObject({ code: 'ValidationException' })
    engine.ports.advance(2 * DELAY)
    await filled(engine, TableName)
    expect(await search(engine, TableName, 'vix', [0, 0])).toEqual([])
    expect((await engine.execute('GetItem', { TableName, Key: { pk: { S: 'old' } } })).Item).toBeDefined()
  })

  test('is deleted while it is filled, but not before', async () => {
    await using engine = await slowTable()
    await create(engine)
    await expect(drop(engine)).rejects.toMatchObject(
      inUse(
        `Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: ${TableName} Index: vix`,
      ),
    )
    await expect(create(engine)).rejects.toMatchObject(
      inUse(`Index is being created.  Table: ${TableName} Index: vix`),
    )
    await expect(create(engine, 'other')).rejects.toMatchObject(ONE_ONLINE)
    const cannotDelete = inUse('Cannot delete table while indexes are being created, updated, or deleted.')
    await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject(cannotDelete)
    engine.ports.advance(DELAY)
    await expect(create(engine, 'other')).rejects.toMatchObject(ONE_ONLINE)
    await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject(cannotDelete)
    await drop(engine)
    expect(await states(engine)).toEqual(['UPDATING', 'vix DELETING undefined'])
    await expect(create(engine, 'other')).rejects.toMatchObject(ONE_ONLINE)
    engine.ports.advance(DELAY)
    expect(await states(engine)).toEqual(['ACTIVE'])
  })

  test('of many items is filled in several turns', async () => {
    await using engine = freshEngine()
    await vectorTable(engine, TableName)
    for (let n = 0; n < 1000; n++) await put(engine, `${n}`, vector(n, 0))
    await create(engine)
    await filled(engine, TableName)
    expect((await described(engine, TableName)).VectorIndexes).toMatchObject([{ ItemCount: 1000 }])
    expect(keysOf(await search(engine, TableName, 'vix', [0, 0], { TopK: 2 }))).toEqual(['0', '1'])
  })
})

test('a new table is created with its indexes, which say nothing of filling', async () => {
  await using engine = freshEngine({ tableDelay: DELAY })
  await vectorTable(engine, TableName, vectorIndex('vix'))
  expect(await states(engine)).toEqual(['CREATING', 'vix CREATING undefined'])
  engine.ports.advance(DELAY)
  expect(await states(engine)).toEqual(['ACTIVE', 'vix ACTIVE undefined'])
  await put(engine, 'a')
  expect(keysOf(await search(engine, TableName, 'vix', [0, 0]))).toEqual(['a'])
})

test('a deleted index is described until it is gone, and not searched', async () => {
  await using engine = freshEngine({ tableDelay: DELAY })
  await vectorTable(engine, TableName, vectorIndex('vix'))
  engine.ports.advance(DELAY)
  const answer = await drop(engine)
  expect(answer.TableDescription).toMatchObject({
    TableStatus: 'UPDATING',
    VectorIndexes: [{ IndexName: 'vix', IndexStatus: 'DELETING' }],
  })
  await expect(search(engine, TableName, 'vix', [0, 0])).rejects.toMatchObject({
    message: 'The table does not have the specified index: vix',
  })
  engine.ports.advance(DELAY)
  expect(await states(engine)).toEqual(['ACTIVE'])
})

test('the answer to a deletion describes the index a last time where states do not last', async () => {
  await using engine = freshEngine()
  await vectorTable(engine, TableName, vectorIndex('vix'))
  await put(engine, 'a')
  expect((await drop(engine)).TableDescription).toMatchObject({
    TableStatus: 'UPDATING',
    VectorIndexes: [{ IndexName: 'vix', IndexStatus: 'DELETING', ItemCount: 1 }],
  })
  expect(await states(engine)).toEqual(['ACTIVE'])
})
