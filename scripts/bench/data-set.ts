import { call, makeTable } from './endpoint-call.ts'

/** Read, never written: partitions of 1,000 items. */
export const READ_TABLE = 'facet-bench-read'
export const READ_PARTITIONS = 20
export const READ_SORTS = 1_000

/** Written: many partitions of few items. */
export const WRITE_TABLE = 'facet-bench-write'
export const WRITE_PARTITIONS = 1_000
export const WRITE_SORTS = 5

/** Written and read through two global indexes, whose partitions hold 1,000 items. */
export const INDEXED_TABLE = 'facet-bench-indexed'
export const INDEXED_ITEMS = 5_000
/** Projects whole items. */
export const STATUS_INDEX = 'by-status'
/** Projects some attributes. */
export const CUSTOMER_INDEX = 'by-customer'
const INDEX_PARTITIONS = 5

/** One item in so many of a partition passes the filter of the filtered reads. */
export const FILTER_PASSES_ONE_IN = 50

export type Attributes = Readonly<Record<string, unknown>>

const padded = (n: number): string => String(n).padStart(6, '0')

export const partitionKey = (partition: number): object => ({ S: `user#${padded(partition)}` })
export const sortKey = (sort: number): object => ({ S: `order#${padded(sort)}` })

export function key(partition: number, sort: number): Attributes {
  return { pk: partitionKey(partition), sk: sortKey(sort) }
}

/** An item of 1 KB in all. `version` changes its content, not its size. */
export function item(partition: number, sort: number, version = 0): Attributes {
  return {
    ...key(partition, sort),
    status: { S: sort % FILTER_PASSES_ONE_IN === 0 ? 'returned' : 'accepted' },
    amount: { N: '129.95' },
    version: { N: String(version) },
    tags: { SS: ['gift', 'express'] },
    address: { M: { city: { S: 'Utrecht' }, zip: { S: '3511' } } },
    data: { S: 'x'.repeat(850) },
  }
}

/** An item with the keys of both indexes. Another version stands elsewhere in both. */
export function indexedItem(n: number, version: number): Attributes {
  return {
    ...item(Math.floor(n / WRITE_SORTS), n % WRITE_SORTS, version),
    status: { S: statusOf(n + version) },
    updated: { N: String(1_700_000_000 + n + version) },
    customer: { S: `customer#${n % INDEX_PARTITIONS}` },
  }
}

export function statusOf(n: number): string {
  return `status#${n % INDEX_PARTITIONS}`
}

const KEYS = {
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
}

const attribute = (AttributeName: string, AttributeType = 'S'): object => ({ AttributeName, AttributeType })

function globalIndex(name: string, partition: string, projection: object): object {
  return {
    IndexName: name,
    KeySchema: [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: 'updated', KeyType: 'RANGE' },
    ],
    Projection: projection,
  }
}

/** Creates the tables at an endpoint and fills them, as every workload expects them. */
export async function loadDataSet(url: URL): Promise<void> {
  const AttributeDefinitions = [attribute('pk'), attribute('sk')]
  await makeTable(url, { TableName: READ_TABLE, AttributeDefinitions, ...KEYS })
  await makeTable(url, { TableName: WRITE_TABLE, AttributeDefinitions, ...KEYS })
  await makeTable(url, {
    TableName: INDEXED_TABLE,
    AttributeDefinitions: [
      ...AttributeDefinitions,
      attribute('status'),
      attribute('customer'),
      attribute('updated', 'N'),
    ],
    ...KEYS,
    GlobalSecondaryIndexes: [
      globalIndex(STATUS_INDEX, 'status', { ProjectionType: 'ALL' }),
      globalIndex(CUSTOMER_INDEX, 'customer', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['status', 'amount'] }),
    ],
  })
  await fill(url, READ_TABLE, READ_PARTITIONS * READ_SORTS, n => item(Math.floor(n / READ_SORTS), n % READ_SORTS))
  await fill(url, WRITE_TABLE, WRITE_PARTITIONS * WRITE_SORTS, n =>
    item(Math.floor(n / WRITE_SORTS), n % WRITE_SORTS),
  )
  await fill(url, INDEXED_TABLE, INDEXED_ITEMS, n => indexedItem(n, 0))
}

async function fill(url: URL, table: string, count: number, itemOf: (n: number) => Attributes): Promise<void> {
  for (let n = 0; n < count; n += 25) {
    const puts = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: itemOf(n + i) } }))
    await call(url, 'BatchWriteItem', { RequestItems: { [table]: puts } })
  }
}
