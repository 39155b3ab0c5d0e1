import { emptyAttributeMap, type Item } from '#dynamo'
import { documentOf } from '../document/new-model.ts'
import { jsonNumber } from '../json/exact-number.ts'

/** For tests: a document that uses every member of every record kind, unknown content and awkward names included. */
export const fullDocument = documentOf([
  {
    kind: 'model',
    id: 'model',
    position: 0,
    name: 'Shop',
    author: 'Ada',
    unknown: { future: { b: [], a: jsonNumber('1.0') }, records: [{ kind: 'holograms', id: 'h-1' }] },
  },
  {
    kind: 'table',
    id: 'table-1',
    position: 1,
    name: 'Orders',
    key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'N' }] },
    attributes: [
      { name: 'GSI1-PK', type: 'S' },
      { name: 'note', type: 'M' },
    ],
    billing: {
      mode: 'PROVISIONED',
      throughput: { read: 5, write: 6 },
      readScaling: { min: 1, max: 10, target: 70 },
    },
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    stream: 'NEW_IMAGE',
    timeToLive: 'expires',
    deletionProtection: true,
    pointInTimeRecovery: false,
    tags: own({ team: 'shop', ['__proto__']: 'x' }),
    unknown: { later: true },
  },
  {
    kind: 'index',
    id: 'index-1',
    tableId: 'table-1',
    position: 1,
    indexKind: 'GSI',
    name: 'GSI1',
    key: { partition: [{ name: 'GSI1-PK', type: 'S' }], sort: [] },
    projection: { type: 'INCLUDE', attributes: ['note'] },
  },
  {
    kind: 'facet',
    id: 'facet-1',
    tableId: 'table-1',
    position: 1,
    name: 'order',
    partitionKeyAlias: 'orderId',
    attributes: ['note'],
  },
  {
    kind: 'item',
    id: 'item-1',
    tableId: 'table-1',
    position: 2,
    item: own<Item>({ ['__proto__']: { NULL: true }, 1: { BOOL: true }, SK: { N: '2' }, PK: { S: 'o#1' } }),
    foreign: { from: 'x' },
  },
  {
    kind: 'item',
    id: 'item-2',
    tableId: 'table-1',
    facetId: 'facet-1',
    position: 1,
    item: own<Item>({ PK: { S: 'o#1' }, SK: { N: '1' }, note: { M: { b: { L: [] }, a: { S: 'x' } } } }),
  },
])

/** The members without a prototype, as the readers make them. */
function own<T extends object>(members: T): T {
  return Object.assign(emptyAttributeMap(), members) as unknown as T
}
