import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ApplyEvent } from '#contract'
import type { Item } from '#dynamo'
import { documentOf, type ModelRecord, serializeModel } from '#modeling'
import { outcomeOf, startTestHost, type TestHost } from '../../../node/testing/test-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
})
afterAll(() => host[Symbol.asyncDispose]())
afterEach(async () => {
  for (const { name } of await host.api.engine.tables()) {
    await host.api.data.execute({ connection: 'local', operation: 'DeleteTable', input: { TableName: name } })
  }
})

const key = (sortType: 'S' | 'N' = 'S') => ({
  partition: [{ name: 'PK', type: 'S' as const }],
  sort: [{ name: 'SK', type: sortType }],
})

/** A model of one table with a GSI and these items. */
function model(items: readonly Item[], sortType: 'S' | 'N' = 'S', more: readonly ModelRecord[] = []): string {
  const records: ModelRecord[] = [
    { kind: 'model', id: 'model', position: 0, name: 'Shop' },
    { kind: 'table', id: 't', position: 0, name: 'shop', key: key(sortType), attributes: [], timeToLive: 'expires' },
    {
      kind: 'index',
      id: 'i',
      position: 0,
      tableId: 't',
      indexKind: 'GSI',
      name: 'bySk',
      key: { partition: [{ name: 'SK', type: sortType }], sort: [] },
      projection: { type: 'ALL' },
    },
    ...items.map((item, n): ModelRecord => ({ kind: 'item', id: `item${n}`, position: n, tableId: 't', item })),
    ...more,
  ]
  return serializeModel(documentOf(records))
}

const item = (n: number, text = 'x'): Item => ({ PK: { S: `p${n % 7}` }, SK: { S: `s${n}` }, text: { S: text } })

async function apply(text: string, replace?: boolean): Promise<ApplyEvent[]> {
  const events: ApplyEvent[] = []
  const input = replace === undefined ? { text } : { text, replace }
  for await (const event of await host.api.engine.apply(input)) events.push(event)
  return events
}

async function scan(): Promise<Item[]> {
  const { body } = await host.api.data.execute({
    connection: 'local',
    operation: 'Scan',
    input: { TableName: 'shop' },
  })
  return (JSON.parse(body) as { Items: Item[] }).Items
}

describe('apply', () => {
  test('creates the table and writes every item, and says so', async () => {
    const items = Array.from({ length: 60 }, (_, n) => item(n))
    const events = await apply(model(items))
    expect(events[0]).toEqual({ kind: 'start', tables: 1, items: 60 })
    expect(events[1]).toEqual({ kind: 'table', table: 'shop', action: 'created' })
    expect(events.at(-2)).toEqual({ kind: 'items', table: 'shop', written: 60, total: 60, writtenOverall: 60 })
    expect(events.at(-1)).toMatchObject({ kind: 'done', tables: 1, items: 60, skipped: 0 })
    expect((await scan()).sort((a, b) => JSON.stringify(a.SK).localeCompare(JSON.stringify(b.SK)))).toEqual(
      [...items].sort((a, b) => JSON.stringify(a.SK).localeCompare(JSON.stringify(b.SK))),
    )
    const input = { TableName: 'shop' }
    const timeToLive = await host.api.data.execute({ connection: 'local', operation: 'DescribeTimeToLive', input })
    expect(JSON.parse(timeToLive.body)).toMatchObject({ TimeToLiveDescription: { AttributeName: 'expires' } })
  })

  test('again keeps the table, writes items over by key and leaves others alone', async () => {
    await apply(model([item(1), item(2)]))
    const own = { PK: { S: 'own' }, SK: { S: 'own' } }
    const put = { TableName: 'shop', Item: own }
    await host.api.data.execute({ connection: 'local', operation: 'PutItem', input: put })
    const events = await apply(model([item(1, 'changed')]))
    expect(events[1]).toEqual({ kind: 'table', table: 'shop', action: 'kept' })
    expect(await scan()).toEqual(expect.arrayContaining([item(1, 'changed'), item(2), own]))
  })

  test('of a table with another key stops before anything is written', async () => {
    await apply(model([item(1)]))
    const other: Item = { PK: { S: 'p' }, SK: { N: '1' } }
    expect(await outcomeOf(apply(model([other], 'N')))).toEqual({
      code: 'TABLE_DIFFERS',
      data: {
        tables: [{ name: 'shop', differences: [expect.stringContaining('SK (S'), expect.stringContaining('bySk')] }],
      },
    })
    expect(await scan()).toEqual([item(1)])
    const events = await apply(model([other], 'N'), true)
    expect(events[1]).toEqual({ kind: 'table', table: 'shop', action: 'replaced' })
    expect(await scan()).toEqual([other])
  })

  test('leaves out what DynamoDB refuses, with the reason, and writes the rest', async () => {
    const huge: Item = { PK: { S: 'p' }, SK: { S: 'huge' }, text: { S: 'x'.repeat(400 * 1024) } }
    const events = await apply(model([item(1), huge, item(2)]))
    const skipped = events.filter(event => event.kind === 'skipped')
    expect(skipped).toEqual([
      { kind: 'skipped', table: 'shop', recordId: 'item1', reason: expect.stringMatching(/\S/) },
    ])
    expect(events.at(-1)).toMatchObject({ kind: 'done', items: 2, skipped: 1 })
    expect(await scan()).toHaveLength(2)
  })

  test('says which items it had to change', async () => {
    const events = await apply(
      model([item(1)], 'S', [
        {
          kind: 'index',
          id: 'i2',
          position: 1,
          tableId: 't',
          indexKind: 'GSI',
          name: 'byText',
          key: { partition: [{ name: 'text', type: 'S' }], sort: [] },
          projection: { type: 'ALL' },
        },
        { kind: 'item', id: 'empty', position: 9, tableId: 't', item: item(2, '') },
      ]),
    )
    expect(events[1]).toMatchObject({ kind: 'changed', table: 'shop', recordId: 'empty' })
    expect(events.at(-1)).toMatchObject({ kind: 'done', items: 2, skipped: 0 })
  })

  test('of what is no model names the place', async () => {
    expect(await outcomeOf(apply('{"format":\n!'))).toEqual({
      code: 'MODEL_INVALID',
      data: { problems: [expect.stringContaining('Line 2')] },
    })
    expect(await host.api.engine.tables()).toEqual([])
  })

  test('stops soon after its client went away', async () => {
    const controller = new AbortController()
    const text = model(Array.from({ length: 3_000 }, (_, n) => item(n)))
    const stream = await host.api.engine.apply({ text }, { signal: controller.signal })
    for await (const event of stream) if (event.kind === 'table') controller.abort()
    await new Promise(resolve => setTimeout(resolve, 100))
    const written = (await scan()).length
    expect(written).toBeLessThan(1_500)
    await new Promise(resolve => setTimeout(resolve, 100))
    expect((await scan()).length).toBe(written)
  })
})
