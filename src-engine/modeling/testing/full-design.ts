import { emptyAttributeMap } from '#dynamo'
import { documentOf } from '../document/new-model.ts'
import { jsonNumber } from '../json/exact-number.ts'
import { fullDocument } from './full-document.ts'

const { table: table1, item: item2 } = recordsOfFullDocument()

/** For tests: the full document with a design around it: every member of entities, relations, placements and patterns. */
export const fullDesign = documentOf([
  ...Object.values(fullDocument.records),
  { ...fullDocument.records.model, kind: 'model', id: 'model', position: 0, name: 'Shop', region: 'eu-west-1' },
  { ...table1, encryption: { type: 'KMS', kmsKey: 'alias/shop' } },
  { ...item2, placementId: 'placement-1' },
  {
    kind: 'vectorIndex',
    id: 'vectorIndex-1',
    tableId: 'table-1',
    position: 1,
    name: 'by-meaning',
    attribute: 'embedding',
    dimensions: 3,
    distance: 'COSINE',
    partition: 'GSI1-PK',
    filters: ['status'],
    projection: { type: 'KEYS_ONLY' },
  },
  {
    kind: 'entity',
    id: 'entity-1',
    position: 1,
    name: 'Order',
    description: 'What a customer bought at once',
    identity: ['orderId'],
    attributes: [
      { name: 'orderId', type: 'S', size: 26, generator: { type: 'ulid' } },
      { name: 'placedAt', type: 'S', generator: { type: 'time', from: '2026-01-01', days: jsonNumber('30') } },
      {
        name: 'email',
        type: 'S',
        optional: true,
        presence: 0.9,
        unique: true,
        mutable: true,
        maxSize: 200,
        distinct: 1000,
      },
      { name: '__proto__', type: 'N' },
    ],
    volume: { count: 1_000_000, growth: 20_000 },
    color: 3,
  },
  {
    kind: 'relation',
    id: 'relation-1',
    position: 1,
    name: 'replaces',
    parentId: 'entity-1',
    childId: 'entity-1',
    cardinality: 'one-to-many',
    via: [{ parent: 'orderId', child: 'orderId' }],
    typical: 2,
    most: 10,
    readTogether: 0.25,
  },
  {
    kind: 'placement',
    id: 'placement-1',
    tableId: 'table-1',
    entityId: 'entity-1',
    position: 1,
    role: 'unique',
    name: 'by email',
    templates: own({ PK: 'EMAIL#{email}', SK: '{placedAt|month}', ['__proto__']: 'x' }),
    attributes: ['orderId', 'email'],
  },
  {
    kind: 'pattern',
    id: 'pattern-1',
    position: 1,
    name: 'Orders of a month',
    description: 'Start page',
    actor: 'Customer',
    operation: {
      type: 'query',
      entityIds: ['entity-1', 'entity-gone'],
      by: [{ attribute: 'email' }, { attribute: 'placedAt', is: 'between', values: [{ S: '2026' }, { S: '2027' }] }],
      where: [{ attribute: 'orderId', is: 'begins_with' }],
      order: { attribute: 'placedAt', direction: 'descending' },
      limit: 20,
      matches: 7,
      consistent: false,
      attributes: ['orderId'],
    },
    rate: { average: 0.5, peak: 4 },
    servedBy: { tableId: 'table-1', indexId: 'index-1' },
  },
  {
    kind: 'pattern',
    id: 'pattern-2',
    position: 2,
    name: 'Place an order',
    operation: {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'entity-1', condition: 'absent' }, times: 3 },
        {
          operation: {
            type: 'update',
            entityId: 'entity-1',
            by: [{ attribute: 'orderId' }],
            sets: ['email'],
            adds: ['total'],
            removes: ['note'],
            condition: { attribute: 'version', is: 'unchanged' },
          },
        },
        { operation: { type: 'delete', entityId: 'entity-1', by: [{ attribute: 'orderId' }], condition: 'exists' } },
        { operation: { type: 'check', entityId: 'entity-1', by: [{ attribute: 'orderId' }], condition: 'absent' } },
      ],
    },
  },
  ...(
    [
      { type: 'get', entityId: 'entity-1', by: [{ attribute: 'orderId' }], consistent: true, attributes: ['email'] },
      { type: 'scan', entityIds: ['entity-1'], where: [{ attribute: 'email' }], limit: 100 },
      { type: 'put', entityId: 'entity-1' },
      { type: 'update', entityId: 'entity-1', by: [], sets: [] },
      { type: 'delete', entityId: 'entity-1', by: [] },
      { type: 'batch-get', reads: [{ operation: { type: 'get', entityId: 'entity-1', by: [] }, times: 50 }] },
      { type: 'batch-write', writes: [{ operation: { type: 'delete', entityId: 'entity-1', by: [] } }] },
      { type: 'transact-get', reads: [] },
      {
        type: 'partiql',
        statement: 'SELECT * FROM "Orders" WHERE PK = ?',
        parameters: [{ S: 'o#1' }],
        consistent: true,
        limit: 5,
      },
      { type: 'vector-search', entityId: 'entity-1', attribute: 'embedding', by: [], top: 10, attributes: ['email'] },
      { type: 'steps', steps: [{ patternId: 'pattern-1', times: 2, passes: ['orderId'] }] },
    ] as const
  ).map((operation, at) => ({
    kind: 'pattern' as const,
    id: `pattern-${at + 3}`,
    position: at + 3,
    name: `Pattern ${at + 3}`,
    operation,
  })),
  {
    kind: 'facet',
    id: 'facet-2',
    tableId: 'table-1',
    indexId: 'index-1',
    position: 2,
    name: 'order by customer',
    attributes: [],
  },
])

function recordsOfFullDocument() {
  const table = fullDocument.records['table-1']
  const item = fullDocument.records['item-2']
  if (table?.kind !== 'table' || item?.kind !== 'item') throw new Error('The full document has another shape')
  return { table, item }
}

/** The members without a prototype, as the readers make them. */
function own<T extends object>(members: T): T {
  return Object.assign(emptyAttributeMap(), members) as unknown as T
}
