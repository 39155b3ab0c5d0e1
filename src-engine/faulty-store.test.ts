import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createEngine, type Engine } from './engine.ts'
import { CatalogStore } from './storage/catalog-store.ts'
import { Rows } from './storage/rows.ts'
import { ManualPorts } from './testing/manual-ports.ts'

/** Storage that fails under the engine: what callers are told, and what is left when it works again. */

const TableName = 'Notes'

let path: string
let engines: Engine[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const engine of engines.splice(0)) await engine.close()
  rmSync(path, { recursive: true, force: true })
})

function open(): Engine {
  const engine = createEngine({ storage: { kind: 'directory', path }, ports: new ManualPorts() })
  engines = [...engines, engine]
  return engine
}

async function filled(): Promise<Engine> {
  path = mkdtempSync(join(tmpdir(), 'facet-faulty-'))
  const engine = open()
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'tag', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'ByTag',
        KeySchema: [{ AttributeName: 'tag', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  })
  await put(engine, 'kept')
  return engine
}

function put(engine: Engine, id: string): Promise<unknown> {
  return engine.execute('PutItem', { TableName, Item: { id: { S: id }, tag: { S: 't' } } })
}

async function ids(engine: Engine, IndexName?: string): Promise<unknown> {
  const { Items } = await engine.execute('Scan', { TableName, IndexName })
  return (Items as { id: { S: string } }[]).map(item => item.id.S).sort()
}

/** The second row of every write fails: the item is in, its entry in the index is not. */
function failAtIndexRows(): void {
  const put = Rows.prototype.put
  vi.spyOn(Rows.prototype, 'put').mockImplementation(function (this: Rows, ...row) {
    if (this.name.includes('index')) throw new Error('disk full')
    put.apply(this, row)
  })
}

test('a write that fails between two rows is undone with all that came with it, and the next one works', async () => {
  const engine = await filled()
  failAtIndexRows()
  const together = await Promise.allSettled([put(engine, 'a'), put(engine, 'b'), ids(engine)])
  for (const answer of together.slice(0, 2)) {
    expect(answer).toMatchObject({
      reason: { code: 'InternalServerError', message: expect.stringMatching('disk full') },
    })
  }
  vi.restoreAllMocks()
  await put(engine, 'c')
  expect(await ids(engine)).toEqual(['c', 'kept'])
  expect(await ids(engine, 'ByTag')).toEqual(['c', 'kept'])
  const { Table } = await engine.execute('DescribeTable', { TableName })
  expect(Table).toMatchObject({ ItemCount: 2, GlobalSecondaryIndexes: [{ ItemCount: 2 }] })
})

test('after a write that could not be undone the engine refuses everything and says why; a restart has what was answered', async () => {
  const engine = await filled()
  failAtIndexRows()
  vi.spyOn(CatalogStore.prototype, 'all').mockImplementation(() => {
    throw new Error('I/O error')
  })
  const lost = {
    code: 'InternalServerError',
    message: expect.stringMatching(/disk full.*could not be undone.*I\/O error.*Restart Facet/),
  }
  await expect(put(engine, 'a')).rejects.toMatchObject(lost)
  vi.restoreAllMocks()
  await expect(put(engine, 'b')).rejects.toMatchObject(lost)
  await expect(ids(engine)).rejects.toMatchObject(lost)
  await expect(engine.execute('DeleteTable', { TableName })).rejects.toMatchObject(lost)
  await engine.close()
  const again = open()
  expect(await ids(again)).toEqual(['kept'])
  await put(again, 'd')
  expect(await ids(again, 'ByTag')).toEqual(['d', 'kept'])
})
