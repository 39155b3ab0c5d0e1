import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EngineStatus } from '#contract'
import { DynamoError } from '#dynamo'
import { type EngineHandle, EngineUnavailable } from '../host/ports.ts'
import type { EngineThreadSettings } from './engine-messages.ts'
import { startEngineWorker } from './engine-worker.ts'
import { ENGINE_THREAD } from './testing/test-host.ts'

let folder: string
const running: EngineHandle[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-worker-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map(engine => engine.close()))
  await rm(folder, { recursive: true, force: true })
})

function start(settings: Partial<EngineThreadSettings> = {}, threadFile = ENGINE_THREAD): EngineHandle {
  const endpoint = { host: '127.0.0.1', port: 0 }
  const engine = startEngineWorker(threadFile, { storage: { kind: 'memory' }, endpoint, ...settings }, () => {})
  running.push(engine)
  return engine
}

function settled(engine: EngineHandle): Promise<EngineStatus> {
  return new Promise(resolve => {
    const look = () => {
      if (engine.status().state === 'starting') return
      stop()
      resolve(engine.status())
    }
    const stop = engine.onStatus(look)
    look()
  })
}

const table = {
  TableName: 'orders',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
}

describe('start', () => {
  test('calls made before the engine runs are answered', async () => {
    const engine = start()
    expect(engine.status().state).toBe('starting')
    expect(JSON.parse(await engine.execute('ListTables', {}))).toEqual({ TableNames: [] })
    expect(engine.status().state).toBe('running')
  })

  test('with a taken port the engine runs for the window and says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const engine = start({ endpoint: { host: '127.0.0.1', port } })
    const status = await settled(engine)
    expect(status).toMatchObject({ state: 'running', problem: { code: 'PORT_IN_USE' } })
    expect(status.problem?.message).toMatch(new RegExp(`${port}.*--endpoint-port`))
    expect(status.url).toBeUndefined()
    expect(JSON.parse(await engine.execute('ListTables', {}))).toEqual({ TableNames: [] })
    other.close()
  })

  test('on a directory that another engine holds fails, names it, and calls say so', async () => {
    const storage = { kind: 'directory', path: join(folder, 'data') } as const
    await settled(start({ storage }))
    const second = start({ storage })
    expect(await settled(second)).toMatchObject({ state: 'failed', storage, problem: { code: 'STORAGE_IN_USE' } })
    await expect(second.execute('ListTables', {})).rejects.toThrow(storage.path)
    await expect(second.execute('ListTables', {})).rejects.toBeInstanceOf(EngineUnavailable)
  })

  test('on a file where the directory should be fails with the reason', async () => {
    const path = join(folder, 'file')
    await writeFile(path, '')
    expect(await settled(start({ storage: { kind: 'directory', path } }))).toMatchObject({
      state: 'failed',
      problem: { code: 'STORAGE_UNUSABLE' },
    })
  })

  test('of a thread that cannot start, or ends by itself, is a failure that calls end with', async () => {
    const file = join(folder, 'broken.mjs')
    await writeFile(file, 'setTimeout(() => { throw new Error("lost its way") }, 20)')
    const engine = start({}, new URL(`file://${file}`))
    await expect(engine.execute('ListTables', {})).rejects.toThrow('lost its way')
    expect(engine.status()).toMatchObject({ state: 'failed', problem: { code: 'ENGINE_STOPPED' } })
    // Nothing is promised that memory cannot keep.
    expect(engine.status().problem?.message).toMatch(/in memory and are gone/)
  })
})

describe('execute', () => {
  test('rejects with the DynamoError of the engine, members and all', async () => {
    const engine = start()
    await engine.execute('CreateTable', table)
    const item = { id: { S: 'a' }, n: { N: '1' } }
    await engine.execute('PutItem', { TableName: 'orders', Item: item })
    const refused = engine.execute('PutItem', {
      TableName: 'orders',
      Item: item,
      ConditionExpression: 'attribute_not_exists(id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    await expect(refused).rejects.toBeInstanceOf(DynamoError)
    await expect(refused).rejects.toMatchObject({
      code: 'ConditionalCheckFailedException',
      members: { Item: item },
    })
  })
})

describe('close', () => {
  test('answers what is on its way, keeps it, and frees the directory', async () => {
    const storage = { kind: 'directory', path: join(folder, 'data') } as const
    const engine = start({ storage })
    await engine.execute('CreateTable', table)
    const writes = Array.from({ length: 50 }, (_, n) =>
      engine.execute('PutItem', { TableName: 'orders', Item: { id: { S: String(n) } } }),
    )
    const closed = engine.close()
    await Promise.all(writes)
    await closed
    expect(engine.status().state).toBe('stopped')
    await expect(engine.execute('ListTables', {})).rejects.toBeInstanceOf(EngineUnavailable)
    expect(await readdir(storage.path)).not.toContain('facet.sqlite-wal')
    const next = start({ storage })
    const answer = JSON.parse(await next.execute('Scan', { TableName: 'orders', Select: 'COUNT' })) as {
      Count: number
    }
    expect(answer.Count).toBe(50)
  })

  test('twice is once', async () => {
    const engine = start()
    await settled(engine)
    await Promise.all([engine.close(), engine.close()])
    expect(engine.status().state).toBe('stopped')
  })
})
