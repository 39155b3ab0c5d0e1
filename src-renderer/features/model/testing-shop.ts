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

/** Makes a document the open model. */
export function openModel(document: ModelDocument): ReturnType<typeof useModelDocument> {
  const model = useModelDocument()
  model.openText({ path: '/home/ada/Facet/Shop.facet.json', text: serializeModel(document), revision: '1' })
  return model
}
