import { makeTable } from './endpoint-call.ts'
import { prepareRequest, type RequestSource, runLoad } from './http-load.ts'
import { type Endpoint, residentMegabytes } from './servers.ts'

/** The same reads are measured on a table of this many items and on the large one. */
export const FEW_ITEMS = 10_000
export const ITEMS_PER_PARTITION = 20
const LOADING_CONNECTIONS = 8

export const FEW_TABLE = 'facet-growth-few'
export const MANY_TABLE = 'facet-growth-many'

/** Makes both tables, empty. */
export async function makeGrowthTables(url: URL): Promise<void> {
  for (const TableName of [FEW_TABLE, MANY_TABLE]) await makeTable(url, { TableName, ...SCHEMA })
}

const SCHEMA = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
}

function key(n: number): object {
  return { pk: { S: partition(n) }, sk: { N: String(n % ITEMS_PER_PARTITION) } }
}

function partition(n: number): string {
  return `device#${String(Math.floor(n / ITEMS_PER_PARTITION)).padStart(8, '0')}`
}

/** 300 bytes in all. */
function item(n: number): object {
  return {
    ...key(n),
    kind: { S: n % 3 === 0 ? 'temperature' : 'humidity' },
    value: { N: String(n % 1000) },
    at: { N: String(1_700_000_000 + n) },
    note: { S: 'x'.repeat(225) },
  }
}

/** Puts items `from` to `to` in batches of 25, all connections working on neighbouring partitions. */
export async function load(
  { url, pid }: Endpoint,
  table: string,
  from: number,
  to: number,
): Promise<{ readonly rate: number; readonly megabytes: number | undefined }> {
  let at = from
  let megabytes = residentMegabytes(pid)
  const watch = setInterval(() => {
    const now = residentMegabytes(pid)
    if (now !== undefined) megabytes = Math.max(megabytes ?? 0, now)
  }, 100)
  const next = (): Buffer => {
    const first = at
    at += 25
    const puts = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: item(first + i) } }))
    return prepareRequest(url, 'BatchWriteItem', JSON.stringify({ RequestItems: { [table]: puts } }))
  }
  const goesOn = (): boolean => at < to
  const { operations, seconds, failures, firstFailure } = await runLoad(url, { next }, LOADING_CONNECTIONS, goesOn)
  clearInterval(watch)
  if (failures > 0) throw new Error(`Loading failed: ${firstFailure}`)
  return { rate: (operations * 25) / seconds, megabytes }
}

/** The requests of a read that walks all items of a table. */
export type SourceOf = (url: URL, table: string, items: number) => RequestSource

/** Walks the items in an order without neighbours. */
const scattered = (n: number, items: number): number => (n * 104_729) % items

export const getItemSource: SourceOf = (url, table, items) => ({
  next: n => prepareRequest(url, 'GetItem', JSON.stringify({ TableName: table, Key: key(scattered(n, items)) })),
})

export const querySource: SourceOf = (url, table, items) => ({
  next: n =>
    prepareRequest(
      url,
      'Query',
      JSON.stringify({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: partition(scattered(n, items)) } },
      }),
    ),
})
