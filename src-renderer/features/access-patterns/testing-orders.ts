/** For tests only: customers and their orders in one table, without sample items. */
import { documentOf, type ModelDocument, serializeModel } from '#modeling'
import { useModelDocument } from '../../stores/model-document.ts'

/** Orders of a customer are served; a customer by email is not. */
export const SHOP: ModelDocument = documentOf([
  { kind: 'model', id: 'model', position: 0, name: 'Shop' },
  {
    kind: 'table',
    id: 'shop',
    position: 1,
    name: 'Shop',
    key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] },
    attributes: [],
  },
  {
    kind: 'index',
    id: 'by-customer',
    tableId: 'shop',
    position: 1,
    indexKind: 'GSI',
    name: 'ByCustomer',
    key: { partition: [{ name: 'customerId', type: 'S' }], sort: [{ name: 'placedAt', type: 'S' }] },
    projection: { type: 'ALL' },
  },
  {
    kind: 'entity',
    id: 'customer',
    position: 1,
    name: 'Customer',
    identity: ['customerId'],
    attributes: [
      { name: 'customerId', type: 'S' },
      { name: 'email', type: 'S', unique: true },
    ],
    volume: { count: 100 },
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
      { name: 'status', type: 'S' },
    ],
    volume: { count: 1000 },
  },
  {
    kind: 'placement',
    id: 'orders',
    tableId: 'shop',
    entityId: 'order',
    position: 1,
    templates: { PK: 'CUSTOMER#{customerId}', SK: 'ORDER#{placedAt}#{orderId}' },
  },
  {
    kind: 'pattern',
    id: 'p1',
    position: 1,
    name: 'Orders of a customer',
    operation: {
      type: 'query',
      entityIds: ['order'],
      by: [{ attribute: 'customerId' }],
      order: { attribute: 'placedAt', direction: 'descending' },
    },
    rate: { average: 20 },
  },
  {
    kind: 'pattern',
    id: 'p2',
    position: 2,
    name: 'Customer by email',
    operation: { type: 'get', entityId: 'customer', by: [{ attribute: 'email' }] },
  },
])

/** Makes a document the open model. */
export function openModel(document: ModelDocument): ReturnType<typeof useModelDocument> {
  const model = useModelDocument()
  model.openText({ path: '/home/ada/Facet/Shop.facet.json', text: serializeModel(document), revision: '1' })
  return model
}
