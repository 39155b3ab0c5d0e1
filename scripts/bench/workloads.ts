import {
  FILTER_PASSES_ONE_IN,
  INDEXED_ITEMS,
  INDEXED_TABLE,
  indexedItem,
  item,
  key,
  partitionKey,
  READ_PARTITIONS,
  READ_SORTS,
  READ_TABLE,
  STATUS_INDEX,
  sortKey,
  statusOf,
  WRITE_PARTITIONS,
  WRITE_SORTS,
  WRITE_TABLE,
} from './data-set.ts'

/** A kind of operation and how to make the n-th one. */
export interface Workload {
  readonly name: string
  readonly operation: string
  readonly writes: boolean
  /** How many different inputs there are; the (n + distinct)-th is the n-th again. */
  readonly distinct: number
  readonly input: (n: number) => Readonly<Record<string, unknown>>
  /** Items that every answer returns; all endpoints are held to it before they are measured. */
  readonly returns: number
  /** The operation reads page after page until there is no more. */
  readonly paged?: boolean
}

const READ_ITEMS = READ_PARTITIONS * READ_SORTS
const WRITE_ITEMS = WRITE_PARTITIONS * WRITE_SORTS

/** Walks all of `count` in an order that neighbours neither in memory nor on disk. */
const scattered = (n: number, count: number): number => (n * 7919) % count

const readKey = (n: number): object => {
  const at = scattered(n, READ_ITEMS)
  return key(Math.floor(at / READ_SORTS), at % READ_SORTS)
}

const writtenItem = (n: number): object => {
  const at = scattered(n, WRITE_ITEMS)
  return item(Math.floor(at / WRITE_SORTS), at % WRITE_SORTS, Math.floor(n / WRITE_ITEMS))
}

const readPartition = (n: number): object => partitionKey(scattered(n, READ_PARTITIONS))

const filter = {
  FilterExpression: '#s = :status AND amount > :least',
  ExpressionAttributeNames: { '#s': 'status' },
}
const filterValues = { ':status': { S: 'returned' }, ':least': { N: '100' } }

/** Each item is written in turn with two contents, so that no write meets what it is about to store. */
const WRITES = 2 * WRITE_ITEMS

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'PutItem 1 KB',
    operation: 'PutItem',
    writes: true,
    distinct: WRITES,
    input: n => ({ TableName: WRITE_TABLE, Item: writtenItem(n) }),
    returns: 0,
  },
  {
    name: 'PutItem, 2 GSIs',
    operation: 'PutItem',
    writes: true,
    distinct: 2 * INDEXED_ITEMS,
    input: n => ({
      TableName: INDEXED_TABLE,
      Item: indexedItem(scattered(n, INDEXED_ITEMS), Math.floor(n / INDEXED_ITEMS)),
    }),
    returns: 0,
  },
  {
    name: 'GetItem',
    operation: 'GetItem',
    writes: false,
    distinct: READ_ITEMS,
    input: n => ({ TableName: READ_TABLE, Key: readKey(n) }),
    returns: 1,
  },
  {
    name: 'GetItem, consistent',
    operation: 'GetItem',
    writes: false,
    distinct: READ_ITEMS,
    input: n => ({ TableName: READ_TABLE, Key: readKey(n), ConsistentRead: true }),
    returns: 1,
  },
  {
    name: 'UpdateItem, condition',
    operation: 'UpdateItem',
    writes: true,
    distinct: WRITES,
    input: n => {
      const at = scattered(n, WRITE_ITEMS)
      return {
        TableName: WRITE_TABLE,
        Key: key(Math.floor(at / WRITE_SORTS), at % WRITE_SORTS),
        UpdateExpression: 'SET #s = :s, version = version + :one',
        ConditionExpression: 'attribute_exists(pk) AND amount > :least',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: {
          ':s': { S: n < WRITE_ITEMS ? 'packed' : 'shipped' },
          ':one': { N: '1' },
          ':least': { N: '100' },
        },
      }
    },
    returns: 0,
  },
  {
    name: 'Query 20 of 1,000',
    operation: 'Query',
    writes: false,
    distinct: READ_ITEMS,
    input: n => ({
      TableName: READ_TABLE,
      KeyConditionExpression: 'pk = :pk AND sk > :from',
      ExpressionAttributeValues: {
        ':pk': readPartition(n),
        ':from': sortKey(scattered(n, READ_SORTS - 20)),
      },
      Limit: 20,
    }),
    returns: 20,
  },
  {
    name: 'Query 20, GSI',
    operation: 'Query',
    writes: false,
    distinct: 1_000,
    input: n => ({
      TableName: INDEXED_TABLE,
      IndexName: STATUS_INDEX,
      KeyConditionExpression: '#s = :s AND updated > :from',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: {
        ':s': { S: statusOf(n) },
        ':from': { N: String(1_700_000_000 + scattered(n, INDEXED_ITEMS / 2)) },
      },
      Limit: 20,
    }),
    returns: 20,
  },
  {
    name: 'Query 1,000, filter',
    operation: 'Query',
    writes: false,
    distinct: READ_PARTITIONS,
    input: n => ({
      TableName: READ_TABLE,
      KeyConditionExpression: 'pk = :pk',
      ...filter,
      ExpressionAttributeValues: { ':pk': readPartition(n), ...filterValues },
    }),
    returns: READ_SORTS / FILTER_PASSES_ONE_IN,
  },
  {
    name: 'BatchWriteItem 25',
    operation: 'BatchWriteItem',
    writes: true,
    distinct: WRITES / 25,
    input: n => ({
      RequestItems: {
        [WRITE_TABLE]: Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: writtenItem(n * 25 + i) } })),
      },
    }),
    returns: 0,
  },
  {
    name: 'BatchGetItem 100',
    operation: 'BatchGetItem',
    writes: false,
    distinct: READ_ITEMS / 100,
    input: n => ({
      RequestItems: { [READ_TABLE]: { Keys: Array.from({ length: 100 }, (_, i) => readKey(n * 100 + i)) } },
    }),
    returns: 100,
  },
  {
    name: 'TransactWriteItems 4',
    operation: 'TransactWriteItems',
    writes: true,
    distinct: 2 * WRITE_PARTITIONS,
    input: n => {
      const partition = scattered(n, WRITE_PARTITIONS)
      const version = Math.floor(n / WRITE_PARTITIONS)
      const TableName = WRITE_TABLE
      return {
        TransactItems: [
          { Put: { TableName, Item: item(partition, 0, version) } },
          { Put: { TableName, Item: item(partition, 1, version) } },
          {
            Update: {
              TableName,
              Key: key(partition, 2),
              UpdateExpression: 'SET version = version + :one',
              ExpressionAttributeValues: { ':one': { N: '1' } },
            },
          },
          {
            ConditionCheck: {
              TableName,
              Key: key(partition, 3),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ],
      }
    },
    returns: 0,
  },
  {
    name: 'Scan 20,000, filter',
    operation: 'Scan',
    writes: false,
    distinct: 1,
    input: () => ({ TableName: READ_TABLE, ...filter, ExpressionAttributeValues: filterValues }),
    returns: READ_ITEMS / FILTER_PASSES_ONE_IN,
    paged: true,
  },
]
