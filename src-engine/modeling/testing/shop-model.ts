import type { ModelRecord, PatternOperation } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'

/** For tests: a single-table shop: customers with unique emails, their orders, order lines, products by category. */

const patterns: readonly (readonly [name: string, operation: PatternOperation, average: number])[] = [
  ['Customer by id', { type: 'get', entityId: 'customer', by: [{ attribute: 'customerId' }] }, 10],
  ['Customer by email', { type: 'get', entityId: 'customer', by: [{ attribute: 'email' }] }, 1],
  [
    'Latest orders of a customer',
    {
      type: 'query',
      entityIds: ['order'],
      by: [{ attribute: 'customerId' }],
      order: { attribute: 'placedAt', direction: 'descending' },
      limit: 20,
    },
    20,
  ],
  [
    'Orders of a customer in a period',
    {
      type: 'query',
      entityIds: ['order'],
      by: [{ attribute: 'customerId' }, { attribute: 'placedAt', is: 'between' }],
      order: { attribute: 'placedAt', direction: 'ascending' },
    },
    2,
  ],
  ['Customer with orders', { type: 'query', entityIds: ['customer', 'order'], by: [{ attribute: 'customerId' }] }, 5],
  ['Lines of an order', { type: 'query', entityIds: ['line'], by: [{ attribute: 'orderId' }] }, 8],
  [
    'Products of a category by price',
    {
      type: 'query',
      entityIds: ['product'],
      by: [{ attribute: 'category' }],
      order: { attribute: 'price', direction: 'ascending' },
      limit: 50,
    },
    30,
  ],
  ['Register a customer', { type: 'put', entityId: 'customer', condition: 'absent' }, 0.5],
  [
    'Place an order',
    {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'order', condition: 'absent' } },
        { operation: { type: 'put', entityId: 'line', condition: 'absent' }, times: 3 },
      ],
    },
    3,
  ],
  [
    'Change the price of a product',
    { type: 'update', entityId: 'product', by: [{ attribute: 'productId' }], sets: ['price'], condition: 'exists' },
    0.2,
  ],
  ['All products', { type: 'scan', entityIds: ['product'] }, 0.001],
]

const entities: readonly ModelRecord[] = [
  {
    kind: 'entity',
    id: 'customer',
    position: 1,
    name: 'Customer',
    identity: ['customerId'],
    attributes: [
      { name: 'customerId', type: 'S' },
      { name: 'email', type: 'S', unique: true, size: 30 },
      { name: 'name', type: 'S', size: 20 },
    ],
    volume: { count: 10_000 },
  },
  {
    kind: 'entity',
    id: 'order',
    position: 2,
    name: 'Order',
    identity: ['orderId'],
    attributes: [
      { name: 'orderId', type: 'S' },
      { name: 'customerId', type: 'S' },
      { name: 'placedAt', type: 'S' },
      { name: 'total', type: 'N' },
      { name: 'status', type: 'S', size: 8, distinct: 4, mutable: true },
    ],
    volume: { count: 200_000 },
  },
  {
    kind: 'entity',
    id: 'line',
    position: 3,
    name: 'Order line',
    identity: ['orderId', 'line'],
    attributes: [
      { name: 'orderId', type: 'S' },
      { name: 'line', type: 'N' },
      { name: 'productId', type: 'S' },
      { name: 'quantity', type: 'N' },
    ],
    volume: { count: 600_000 },
  },
  {
    kind: 'entity',
    id: 'product',
    position: 4,
    name: 'Product',
    identity: ['productId'],
    attributes: [
      { name: 'productId', type: 'S' },
      { name: 'category', type: 'S', size: 12, distinct: 50 },
      { name: 'price', type: 'N', mutable: true },
      { name: 'title', type: 'S', size: 60 },
    ],
    volume: { count: 5_000 },
  },
  {
    kind: 'relation',
    id: 'places',
    position: 1,
    name: 'places',
    parentId: 'customer',
    childId: 'order',
    cardinality: 'one-to-many',
    via: [{ parent: 'customerId', child: 'customerId' }],
  },
  {
    kind: 'relation',
    id: 'has',
    position: 2,
    name: 'has',
    parentId: 'order',
    childId: 'line',
    cardinality: 'one-to-many',
    via: [{ parent: 'orderId', child: 'orderId' }],
  },
]

const text = (name: string) => ({ name, type: 'S' as const })

const design: readonly ModelRecord[] = [
  {
    kind: 'table',
    id: 'shop',
    position: 1,
    name: 'Shop',
    key: { partition: [text('PK')], sort: [text('SK')] },
    attributes: [text('GSI1PK'), { name: 'price', type: 'N' }],
  },
  {
    kind: 'index',
    id: 'gsi1',
    tableId: 'shop',
    position: 1,
    indexKind: 'GSI',
    name: 'GSI1',
    key: { partition: [text('GSI1PK')], sort: [{ name: 'price', type: 'N' }] },
    projection: { type: 'ALL' },
  },
  place('customer', 1, { PK: 'CUSTOMER#{customerId}', SK: '#META' }),
  {
    ...place('customer', 2, { PK: 'EMAIL#{email}', SK: '#EMAIL' }),
    id: 'customer-email',
    role: 'unique',
    name: 'by email',
    attributes: ['customerId'],
  },
  place('order', 3, { PK: 'CUSTOMER#{customerId}', SK: 'ORDER#{placedAt}#{orderId}' }),
  place('line', 4, { PK: 'ORDER#{orderId}', SK: 'LINE#{line|pad:4}' }),
  place('product', 5, { PK: 'PRODUCT#{productId}', SK: '#META', GSI1PK: 'CATEGORY#{category}' }),
]

function place(entityId: string, position: number, templates: Readonly<Record<string, string>>) {
  return { kind: 'placement' as const, id: `in-shop-${entityId}`, tableId: 'shop', entityId, position, templates }
}

export const shopModel = documentOf([
  { kind: 'model', id: 'model', position: 0, name: 'Shop' },
  ...entities,
  ...design,
  ...patterns.map(([name, operation, average], at) => ({
    kind: 'pattern' as const,
    id: `pattern-${at + 1}`,
    position: at + 1,
    name,
    operation,
    rate: { average },
  })),
])

/** The shop's entities, relations and patterns without a design. */
export const shopWithoutDesign = documentOf(
  Object.values(shopModel.records).filter(({ kind }) => !['table', 'index', 'placement'].includes(kind)),
)
