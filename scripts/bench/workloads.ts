import { type PreparedRequest, prepareRequest } from './http-load.ts'

/** A kind of request and how to make the n-th one. */
export interface Workload {
  readonly name: string
  /** Requests for the n-th call; `n` counts over all connections. */
  readonly prepare: (url: URL) => (n: number) => PreparedRequest
}

export const TABLE = 'facet-bench'
/** Items loaded before measuring: 1,000 partitions of 20. */
export const PARTITIONS = 1_000
export const ITEMS_PER_PARTITION = 20

const padded = (n: number): string => String(n).padStart(6, '0')

/** An item of 1 KB in all. */
export function item(partition: number, sort: number): Record<string, unknown> {
  return {
    pk: { S: `user#${padded(partition)}` },
    sk: { S: `order#${padded(sort)}` },
    status: { S: 'shipped' },
    total: { N: '129.95' },
    version: { N: '1' },
    tags: { SS: ['gift', 'express'] },
    address: { M: { city: { S: 'Utrecht' }, zip: { S: '3511' } } },
    data: { S: 'x'.repeat(850) },
  }
}

const key = (partition: number, sort: number): object => ({
  pk: { S: `user#${padded(partition)}` },
  sk: { S: `order#${padded(sort)}` },
})

/** Walks all partitions in an order that repeats only after all of them. */
const partitionOf = (n: number): number => (n * 7919) % PARTITIONS

/** Prepares a fixed number of requests once and repeats them, so that making requests costs the generator nothing. */
function repeating(operation: string, body: (n: number) => object): Workload['prepare'] {
  return url => {
    const made = Array.from({ length: PARTITIONS }, (_, n) => prepareRequest(url, operation, JSON.stringify(body(n))))
    return n => made[n % made.length] as PreparedRequest
  }
}

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'PutItem',
    prepare: repeating('PutItem', n => ({ TableName: TABLE, Item: item(partitionOf(n), n % ITEMS_PER_PARTITION) })),
  },
  {
    name: 'GetItem',
    prepare: repeating('GetItem', n => ({ TableName: TABLE, Key: key(partitionOf(n), n % ITEMS_PER_PARTITION) })),
  },
  {
    name: 'UpdateItem',
    prepare: repeating('UpdateItem', n => ({
      TableName: TABLE,
      Key: key(partitionOf(n), n % ITEMS_PER_PARTITION),
      UpdateExpression: 'SET #s = :s, version = version + :one',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': { S: n % 2 ? 'packed' : 'shipped' }, ':one': { N: '1' } },
    })),
  },
  {
    name: 'Query',
    prepare: repeating('Query', n => ({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: `user#${padded(partitionOf(n))}` }, ':prefix': { S: 'order#' } },
    })),
  },
  {
    name: 'BatchWriteItem',
    prepare: repeating('BatchWriteItem', n => ({
      RequestItems: {
        [TABLE]: Array.from({ length: 25 }, (_, i) => ({
          PutRequest: { Item: item(partitionOf(n * 25 + i), (n + i) % ITEMS_PER_PARTITION) },
        })),
      },
    })),
  },
  { name: 'Scan', prepare: repeating('Scan', () => ({ TableName: TABLE, Limit: 100 })) },
]
