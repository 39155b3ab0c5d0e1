import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEngine, type Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'
import {
  createIndex,
  DELAY,
  definition,
  deleteIndex,
  described,
  put,
  states,
  TableName,
  turn,
} from '../testing/slow-table.ts'

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
