import { call } from './endpoint-call.ts'
import {
  FEW_ITEMS,
  FEW_TABLE,
  getItemSource,
  load,
  MANY_TABLE,
  makeGrowthTables,
  querySource,
  type SourceOf,
} from './growth-data.ts'
import { forSeconds, median, percentile, prepareRequest, runLoad } from './http-load.ts'
import type { Endpoint } from './servers.ts'

export interface GrowthOptions {
  readonly items: number
  readonly seconds: number
  readonly rounds: number
}

/** Milliseconds; medians of the rounds. */
export interface Latency {
  readonly p50: number
  readonly p99: number
}

export interface Growth {
  readonly endpoint: string
  readonly items: number
  /** Items per second while each tenth was loaded. */
  readonly loadRates: readonly number[]
  /** The most resident memory seen while loading, in MB. */
  readonly loadMegabytes: number | undefined
  readonly getItem: { readonly few: Latency; readonly many: Latency }
  readonly query: { readonly few: Latency; readonly many: Latency }
  /** GetItem while something reads everything. */
  readonly duringScan: Latency & { readonly seconds: number }
  readonly duringBackfill: Latency & { readonly seconds: number }
}

/** Loads a small and a large table into an empty endpoint and measures what size does. One connection each. */
export async function measureGrowth(endpoint: Endpoint, options: GrowthOptions): Promise<Growth> {
  const say = (text: string): boolean => process.stderr.write(`${endpoint.name}: ${text}\n`)
  await makeGrowthTables(endpoint.url)
  say(`loading ${FEW_ITEMS} items`)
  await load(endpoint, FEW_TABLE, 0, FEW_ITEMS)

  const loadRates: number[] = []
  let loadMegabytes: number | undefined
  for (let tenth = 0; tenth < 10; tenth++) {
    const from = alignedTenth(options.items, tenth)
    const loaded = await load(endpoint, MANY_TABLE, from, alignedTenth(options.items, tenth + 1))
    loadRates.push(loaded.rate)
    if (loaded.megabytes !== undefined) loadMegabytes = Math.max(loadMegabytes ?? 0, loaded.megabytes)
    say(`loaded ${tenth + 1}0 %, ${Math.round(loaded.rate)} items/s`)
  }
  say('GetItem and Query')
  const getItem = await fewAndMany(endpoint, options, getItemSource)
  const query = await fewAndMany(endpoint, options, querySource)
  say('GetItem during a full Scan')
  const duringScan = await getItemDuring(endpoint, options.items, done => scanAll(endpoint, done))
  say('GetItem during the backfill of an index')
  const duringBackfill = await getItemDuring(endpoint, options.items, done => addIndex(endpoint, done))
  return {
    endpoint: endpoint.name,
    items: options.items,
    loadRates,
    loadMegabytes,
    getItem,
    query,
    duringScan,
    duringBackfill,
  }
}

/** Whole batches only. */
const alignedTenth = (items: number, tenth: number): number => Math.floor((items * tenth) / 10 / 25) * 25

/** Both tables in turn, so that what else the machine does meets both alike. */
async function fewAndMany(
  { url }: Endpoint,
  { items, seconds, rounds }: GrowthOptions,
  sourceOf: SourceOf,
): Promise<{ readonly few: Latency; readonly many: Latency }> {
  const few: Latency[] = []
  const many: Latency[] = []
  const measure = async (table: string, count: number): Promise<Latency> => {
    const { latencies, failures, firstFailure } = await runLoad(
      url,
      sourceOf(url, table, count),
      1,
      forSeconds(seconds),
    )
    if (failures > 0) throw new Error(`A read failed: ${firstFailure}`)
    return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) }
  }
  for (let round = 0; round < rounds; round++) {
    few.push(await measure(FEW_TABLE, FEW_ITEMS))
    many.push(await measure(MANY_TABLE, items))
  }
  const medians = (all: readonly Latency[]): Latency => ({
    p50: median(all.map(each => each.p50)),
    p99: median(all.map(each => each.p99)),
  })
  return { few: medians(few), many: medians(many) }
}

/** GetItem on one connection for as long as something else takes. */
async function getItemDuring(
  { url }: Endpoint,
  items: number,
  something: (done: () => void) => Promise<void>,
): Promise<Latency & { readonly seconds: number }> {
  let running = true
  const other = something(() => {
    running = false
  })
  const { latencies, seconds } = await runLoad(url, getItemSource(url, MANY_TABLE, items), 1, () => running)
  await other
  return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), seconds }
}

/** Reads the large table from its first page to its last on one connection. */
async function scanAll({ url }: Endpoint, done: () => void): Promise<void> {
  const page = (ExclusiveStartKey: object | undefined): Buffer =>
    prepareRequest(url, 'Scan', JSON.stringify({ TableName: MANY_TABLE, ExclusiveStartKey }))
  const follow = (answer: string): Buffer | undefined => {
    // The key stands behind the items: what is before it need not be parsed to page on.
    const at = answer.lastIndexOf('"LastEvaluatedKey":')
    if (at < 0) return undefined
    const { LastEvaluatedKey } = JSON.parse(`{${answer.slice(at)}`) as { LastEvaluatedKey: object }
    return page(LastEvaluatedKey)
  }
  await runLoad(url, { next: () => page(undefined), follow }, 1, () => false)
  done()
}

async function addIndex({ url }: Endpoint, done: () => void): Promise<void> {
  await call(url, 'UpdateTable', {
    TableName: MANY_TABLE,
    AttributeDefinitions: [
      { AttributeName: 'kind', AttributeType: 'S' },
      { AttributeName: 'at', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'by-kind',
          KeySchema: [
            { AttributeName: 'kind', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      },
    ],
  })
  for (;;) {
    const { Table } = (await call(url, 'DescribeTable', { TableName: MANY_TABLE })) as {
      Table: { GlobalSecondaryIndexes: readonly { IndexStatus: string }[] }
    }
    if (Table.GlobalSecondaryIndexes.every(index => index.IndexStatus === 'ACTIVE')) break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  done()
}
