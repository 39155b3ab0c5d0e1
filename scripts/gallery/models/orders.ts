import { ascending, by, type GalleryModel, identifier, key, number, oneOf, pattern, text } from '../write-model.ts'

export const orders: GalleryModel = {
  name: 'Orders',
  description:
    'The smallest useful table: orders by CustomerId and OrderId. The partition key is what every caller knows, the sort key tells the orders of one customer apart, so one Query answers what a relational design would join. Order ids begin with their date and therefore sort by time. No index is needed, and the key attributes keep their own names because only one kind of item lies in the table.',
  entities: {
    order: {
      name: 'Order',
      description: 'What a customer has bought. Its id begins with the date.',
      identity: ['CustomerId', 'OrderId'],
      attributes: [
        identifier('CustomerId', 'C-', {
          distinct: 2_000,
          generator: { type: 'each', values: ['C-1001', 'C-1002', 'C-1003'] },
        }),
        text('OrderId', { size: 20, generator: { type: 'time', days: 60 } }),
        oneOf('Status', ['PLACED', 'PAID', 'SHIPPED', 'DELIVERED'], { mutable: true }),
        number('Total', { generator: { type: 'decimal', min: 5, max: 250 } }),
        text('ShipTo', { size: 40, generator: { type: 'address' } }),
      ],
      volume: { count: 20_000, growth: 1_500 },
    },
  },
  tables: {
    orders: {
      name: 'Orders',
      key: key('CustomerId', 'OrderId'),
      placements: { order: { entityId: 'order', templates: {} } },
      facets: {
        'by-customer': {
          name: 'Orders of a customer',
          partitionKeyAlias: 'Customer',
          sortKeyAlias: 'Order',
          attributes: ['Status', 'Total'],
        },
      },
    },
  },
  patterns: {
    'one-order': pattern('One order', 5, {
      type: 'get',
      entityId: 'order',
      by: by('CustomerId', 'OrderId'),
    }),
    'orders-of-a-customer': pattern('Orders of a customer, newest first', 8, {
      type: 'query',
      entityIds: ['order'],
      by: by('CustomerId'),
      order: { attribute: 'OrderId', direction: 'descending' },
      limit: 20,
    }),
    'orders-of-a-period': pattern('Orders of a customer in a period', 1, {
      type: 'query',
      entityIds: ['order'],
      by: by('CustomerId', { attribute: 'OrderId', is: 'between' }),
      order: ascending('OrderId'),
    }),
    'place-an-order': pattern('Place an order', 1, { type: 'put', entityId: 'order', condition: 'absent' }),
    'change-the-status': pattern('Change the status of an order', 2, {
      type: 'update',
      entityId: 'order',
      by: by('CustomerId', 'OrderId'),
      sets: ['Status'],
      condition: 'exists',
    }),
    'cancel-an-order': pattern('Cancel an order', 0.05, {
      type: 'delete',
      entityId: 'order',
      by: by('CustomerId', 'OrderId'),
      condition: 'exists',
    }),
    'orders-in-partiql': pattern('Orders of a customer, asked in PartiQL', 0.1, {
      type: 'partiql',
      statement: 'SELECT OrderId, Status, Total FROM "Orders" WHERE CustomerId = ?',
      parameters: [{ S: 'C-1001' }],
    }),
    'all-orders': pattern('Export all orders', 0.0001, { type: 'scan', entityIds: ['order'] }),
  },
  samples: { seed: 7, roots: 9 },
}
