/** For tests only: a small single-table model. */
import { documentOf, type ModelDocument, serializeModel } from '#modeling'
import { useModelDocument } from '../../stores/model-document.ts'

/** Customers and orders in one table; the index holds orders that have a state. */
export const SHOP: ModelDocument = documentOf([
  { kind: 'model', id: 'model', position: 0, name: 'Shop' },
  {
    kind: 'table',
    id: 'table-1',
    position: 1,
    name: 'Orders',
    key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
    attributes: [
      { name: 'amount', type: 'N' },
      { name: 'state', type: 'S' },
      { name: 'email', type: 'S' },
    ],
  },
  {
    kind: 'index',
    id: 'index-1',
    tableId: 'table-1',
    position: 1,
    indexKind: 'GSI',
    name: 'byState',
    key: { partition: [{ name: 'state', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
    projection: { type: 'KEYS_ONLY' },
  },
  { kind: 'facet', id: 'facet-1', tableId: 'table-1', position: 1, name: 'customer', attributes: ['email'] },
  {
    kind: 'facet',
    id: 'facet-2',
    tableId: 'table-1',
    position: 2,
    name: 'orderLine',
    partitionKeyAlias: 'customerId',
    attributes: ['amount'],
  },
  {
    kind: 'item',
    id: 'item-1',
    tableId: 'table-1',
    facetId: 'facet-1',
    position: 1,
    item: { PK: { S: 'c#1' }, SK: { S: 'PROFILE' }, email: { S: 'ada@example.com' } },
  },
  {
    kind: 'item',
    id: 'item-2',
    tableId: 'table-1',
    facetId: 'facet-2',
    position: 2,
    item: { PK: { S: 'c#1' }, SK: { S: 'ORDER#2' }, amount: { N: '12.5' }, state: { S: 'open' } },
  },
  {
    kind: 'item',
    id: 'item-3',
    tableId: 'table-1',
    facetId: 'facet-2',
    position: 3,
    item: { PK: { S: 'c#2' }, SK: { S: 'ORDER#1' }, amount: { N: '7' } },
  },
])

/** Customers and orders by entity: their keys are written by templates; the index holds orders that wait. */
export const PLACED_SHOP: ModelDocument = documentOf([
  { kind: 'model', id: 'model', position: 0, name: 'Placed shop' },
  {
    kind: 'entity',
    id: 'customer',
    position: 1,
    name: 'Customer',
    identity: ['customerId'],
    attributes: [
      { name: 'customerId', type: 'S' },
      { name: 'email', type: 'S' },
    ],
  },
  {
    kind: 'entity',
    id: 'order',
    position: 2,
    name: 'Order',
    color: 5,
    identity: ['orderId'],
    attributes: [
      { name: 'orderId', type: 'S' },
      { name: 'customerId', type: 'S' },
      { name: 'placedAt', type: 'S' },
      { name: 'waitsSince', type: 'S', optional: true },
    ],
  },
  {
    kind: 'table',
    id: 'table-1',
    position: 1,
    name: 'Shop',
    key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
    attributes: [],
  },
  {
    kind: 'index',
    id: 'index-1',
    tableId: 'table-1',
    position: 1,
    indexKind: 'GSI',
    name: 'waiting',
    key: { partition: [{ name: 'GSI1PK', type: 'S' }], sort: [{ name: 'GSI1SK', type: 'S' }] },
    projection: { type: 'KEYS_ONLY' },
  },
  {
    kind: 'placement',
    id: 'of-customer',
    tableId: 'table-1',
    entityId: 'customer',
    position: 1,
    templates: { PK: 'CUSTOMER#{customerId}', SK: '#META' },
  },
  {
    kind: 'placement',
    id: 'of-order',
    tableId: 'table-1',
    entityId: 'order',
    position: 2,
    templates: {
      PK: 'CUSTOMER#{customerId}',
      SK: 'ORDER#{placedAt|day}#{orderId}',
      GSI1PK: 'WAITING',
      GSI1SK: '{waitsSince}',
    },
  },
  {
    kind: 'item',
    id: 'item-1',
    tableId: 'table-1',
    placementId: 'of-customer',
    position: 1,
    item: { PK: { S: 'CUSTOMER#1' }, SK: { S: '#META' }, customerId: { S: '1' }, email: { S: 'ada@example.com' } },
  },
  {
    kind: 'item',
    id: 'item-2',
    tableId: 'table-1',
    placementId: 'of-order',
    position: 2,
    item: {
      PK: { S: 'CUSTOMER#1' },
      SK: { S: 'ORDER#2026-02-01#b' },
      GSI1PK: { S: 'WAITING' },
      GSI1SK: { S: '2026-02-03' },
      orderId: { S: 'b' },
      customerId: { S: '1' },
      placedAt: { S: '2026-02-01T10:00:00Z' },
      waitsSince: { S: '2026-02-03' },
    },
  },
  {
    kind: 'item',
    id: 'item-3',
    tableId: 'table-1',
    placementId: 'of-order',
    position: 3,
    item: {
      PK: { S: 'CUSTOMER#1' },
      SK: { S: 'ORDER#2026-01-01#a' },
      GSI1PK: { S: 'WAITING' },
      orderId: { S: 'a' },
      customerId: { S: '1' },
      placedAt: { S: '2026-01-01T10:00:00Z' },
    },
  },
])

/** Makes a document the open model. */
export function openModel(document: ModelDocument): ReturnType<typeof useModelDocument> {
  const model = useModelDocument()
  model.openText({ path: '/home/ada/Facet/Shop.facet.json', text: serializeModel(document), revision: '1' })
  return model
}
