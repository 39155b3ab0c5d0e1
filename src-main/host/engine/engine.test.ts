import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EnginePulse, EngineStatus, RequestEntry } from '#contract'
import { outcomeOf, startTestHost, type TestHost } from '../../node/testing/test-host.ts'

let host: TestHost
let url: string
beforeAll(async () => {
  host = await startTestHost()
  for await (const status of await host.api.engine.watchStatus()) {
    if (status.url === undefined) continue
    url = status.url
    break
  }
  await local('CreateTable', {
    TableName: 'orders',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
})
afterAll(() => host[Symbol.asyncDispose]())

const local = (operation: string, input: Record<string, unknown>) =>
  host.api.data.execute({ connection: 'local', operation, input })

/** A request as an SDK sends it. */
async function overHttp(operation: string, body: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00',
    },
    body,
  })
  return { status: response.status, text: await response.text() }
}

/** Reads entries until one satisfies `until`. */
async function entriesUntil(until: (entry: RequestEntry) => boolean): Promise<RequestEntry[]> {
  const seen: RequestEntry[] = []
  for await (const { entries } of await host.api.engine.watchRequests()) {
    seen.push(...entries)
    if (entries.some(until)) break
  }
  return seen
}

describe('status', () => {
  test('says where the endpoint listens and where items are kept', async () => {
    expect(await host.api.engine.status()).toEqual({ state: 'running', url, storage: { kind: 'memory' } })
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })
})

describe('data.execute', () => {
  test('keeps any attribute name, `__proto__` too', async () => {
    const item = JSON.parse('{"id":{"S":"p"},"__proto__":{"M":{"toString":{"N":"1"}}},"then":{"BOOL":true}}')
    await local('PutItem', { TableName: 'orders', Item: item })
    const { body } = await local('GetItem', { TableName: 'orders', Key: { id: { S: 'p' } } })
    const output = JSON.parse(body) as { Item: object }
    expect(output).toEqual({ Item: item })
    expect(Object.keys(output.Item).sort()).toEqual(['__proto__', 'id', 'then'])
  })

  test("passes DynamoDB's own error on by name and message", async () => {
    expect(await outcomeOf(local('GetItem', { TableName: 'orders', Key: {} }))).toEqual({
      code: 'DYNAMODB',
      data: { name: 'ValidationException', message: expect.stringContaining('key') },
    })
    expect(await outcomeOf(local('MakeCoffee', {}))).toMatchObject({
      code: 'DYNAMODB',
      data: { name: 'UnknownOperationException' },
    })
  })

  test('knows the local connection only', async () => {
    expect(await host.api.data.connections()).toEqual([
      { id: 'local', name: 'Local engine', environment: 'local', readOnly: false },
    ])
    const call = host.api.data.execute({ connection: 'aws', operation: 'ListTables', input: {} })
    expect(await outcomeOf(call)).toEqual({ code: 'NOT_FOUND', data: { what: 'aws' } })
  })
})

describe('tables', () => {
  test('are listed with their figures, without showing up as requests', async () => {
    const before = (await entriesUntil(() => true)).length
    expect(await host.api.engine.tables()).toEqual([
      {
        name: 'orders',
        status: 'ACTIVE',
        itemCount: expect.any(Number),
        sizeBytes: expect.any(Number),
        indexCount: 0,
      },
    ])
    expect((await entriesUntil(() => true)).length).toBe(before)
  })
})

describe('requests', () => {
  test('of endpoint and window are listed with what they cost, and can be opened', async () => {
    await host.api.engine.clearRequests()
    const item = { id: { S: 'r' }, text: { S: 'x'.repeat(1500) } }
    const body = JSON.stringify({ TableName: 'orders', Item: item })
    expect(await overHttp('PutItem', body)).toMatchObject({ status: 200 })
    await local('GetItem', { TableName: 'orders', Key: { id: { S: 'r' } } })
    await overHttp('GetItem', '{"TableName":"missing","Key":{"id":{"S":"r"}}}')
    const [put, get, failed] = await entriesUntil(entry => entry.error !== undefined)
    expect(put).toMatchObject({
      source: 'endpoint',
      operation: 'PutItem',
      table: 'orders',
      status: 200,
      writeUnits: 2,
      requestBytes: body.length,
    })
    expect(get).toMatchObject({
      source: 'window',
      operation: 'GetItem',
      table: 'orders',
      status: 200,
      readUnits: 0.5,
    })
    expect(failed).toMatchObject({ status: 400, error: 'ResourceNotFoundException', table: 'missing' })
    expect(put?.durationMs).toBeGreaterThan(0)
    const detail = await host.api.engine.request({ id: put?.id ?? '' })
    expect(JSON.parse(detail.request)).toEqual({ TableName: 'orders', Item: item })
    expect(detail).toMatchObject({ response: '{}', truncated: false })
  })

  test('a long body is cut', async () => {
    await host.api.engine.clearRequests()
    const item = { id: { S: 'long' }, text: { S: 'x'.repeat(300 * 1024) } }
    await overHttp('PutItem', JSON.stringify({ TableName: 'orders', Item: item }))
    const [put] = await entriesUntil(() => true)
    const detail = await host.api.engine.request({ id: put?.id ?? '' })
    expect(detail.request).toHaveLength(256 * 1024)
    expect(detail.truncated).toBe(true)
  })

  test('beyond a thousand only the newest are kept', async () => {
    await host.api.engine.clearRequests()
    await Promise.all(Array.from({ length: 1_010 }, () => local('ListTables', {})))
    const entries = await entriesUntil(() => true)
    expect(entries).toHaveLength(1_000)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(1_000)
  })

  test('that are gone cannot be opened', async () => {
    expect(await outcomeOf(host.api.engine.request({ id: '0' }))).toEqual({ code: 'NOT_FOUND', data: { what: '0' } })
  })
})

describe('streams', () => {
  test('the pulse tells of requests and of changed tables', async () => {
    const pulses: EnginePulse[] = []
    const reading = (async () => {
      for await (const pulse of await host.api.engine.pulse()) {
        pulses.push(pulse)
        if (pulse.tablesChanged) return
      }
    })()
    await overHttp('ListTables', '{}')
    await local('CreateTable', {
      TableName: 'more',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    })
    await reading
    expect(pulses.at(-1)?.totalRequests).toBeGreaterThan(0)
  })

  test.each(['watchStatus', 'pulse', 'watchRequests'] as const)('%s ends when its client goes away', async name => {
    const controller = new AbortController()
    const stream = await host.api.engine[name](undefined, { signal: controller.signal })
    if (name !== 'pulse') await stream.next()
    const waiting = stream.next()
    controller.abort()
    expect(await waiting).toMatchObject({ done: true })
  })
})

test('after the engine was closed, calls say that it is not there', async () => {
  const closed = await startTestHost()
  const states: EngineStatus['state'][] = []
  const watching = (async () => {
    for await (const { state } of await closed.api.engine.watchStatus()) {
      if (states.push(state) > 0 && state === 'stopped') return
    }
  })()
  await closed.engine.close()
  await watching
  expect(states.at(-1)).toBe('stopped')
  expect(await outcomeOf(closed.api.engine.tables())).toMatchObject({ code: 'ENGINE_UNAVAILABLE' })
  await closed[Symbol.asyncDispose]()
})
