import {
  by,
  type GalleryModel,
  identifier,
  key,
  map,
  newestFirst,
  number,
  oneOf,
  oneToMany,
  pattern,
  text,
} from '../write-model.ts'

/**
 * After the e-commerce example of The DynamoDB Book (Alex DeBrie): customers with user name and email both unique, addresses
 * inside the customer, orders in the customer's partition, order lines found through an inverted index.
 */
export const onlineStore: GalleryModel = {
  name: 'Store',
  description: 'A published single-table design, modelled here from its description.',
  entities: {
    customer: {
      name: 'Customer',
      identity: ['username'],
      attributes: [
        text('username', { size: 14, generator: { type: 'username' } }),
        text('email', { size: 28, unique: true, generator: { type: 'email' } }),
        text('name', { size: 18, generator: { type: 'full-name' } }),
        map('addresses', { size: 240, mutable: true }),
      ],
      volume: { count: 50_000 },
    },
    order: {
      name: 'Order',
      identity: ['username', 'orderId'],
      attributes: [
        text('username', { size: 14 }),
        text('orderId', { size: 27, distinct: 600_000, generator: { type: 'ulid' } }),
        oneOf('status', ['PLACED', 'SHIPPED', 'DELIVERED'], { mutable: true }),
        text('createdAt', { size: 20 }),
        number('amount'),
      ],
      volume: { count: 600_000 },
    },
    item: {
      name: 'Order item',
      identity: ['orderId', 'itemId'],
      attributes: [
        text('orderId', { size: 27 }),
        identifier('itemId', 'i-'),
        text('description', { size: 60, generator: { type: 'title' } }),
        number('price'),
      ],
      volume: { count: 1_800_000 },
    },
  },
  relations: {
    places: oneToMany('places', 'customer', 'order', { username: 'username' }),
    contains: oneToMany('contains', 'order', 'item', { orderId: 'orderId' }),
  },
  tables: {
    store: {
      name: 'Store',
      key: key('PK', 'SK'),
      indexes: {
        inverted: { indexKind: 'GSI', name: 'GSI1', key: key('GSI1PK', 'GSI1SK'), projection: { type: 'ALL' } },
      },
      placements: {
        customer: { entityId: 'customer', templates: { PK: 'CUSTOMER#{username}', SK: '#CUSTOMER' } },
        email: {
          entityId: 'customer',
          role: 'unique',
          name: 'by email',
          templates: { PK: 'CUSTOMEREMAIL#{email}', SK: '#EMAIL' },
          attributes: ['username'],
        },
        order: {
          entityId: 'order',
          templates: {
            PK: 'CUSTOMER#{username}',
            SK: 'ORDER#{orderId}',
            GSI1PK: 'ORDER#{orderId}',
            GSI1SK: '#ORDER',
          },
        },
        item: {
          entityId: 'item',
          templates: {
            PK: 'ORDER#{orderId}#ITEM#{itemId}',
            SK: '#ITEM',
            GSI1PK: 'ORDER#{orderId}',
            GSI1SK: 'ITEM#{itemId}',
          },
        },
      },
    },
  },
  patterns: {
    register: pattern('Create a customer', 0.1, { type: 'put', entityId: 'customer', condition: 'absent' }),
    customer: pattern('Customer by user name', 10, { type: 'get', entityId: 'customer', by: by('username') }),
    'edit-address': pattern('Create or change an address', 0.2, {
      type: 'update',
      entityId: 'customer',
      by: by('username'),
      sets: ['addresses'],
      condition: 'exists',
    }),
    overview: pattern('Customer and orders', 8, {
      type: 'query',
      entityIds: ['customer', 'order'],
      by: by('username'),
    }),
    latest: pattern('Newest orders of a customer', 5, {
      type: 'query',
      entityIds: ['order'],
      by: by('username'),
      order: newestFirst('orderId'),
      limit: 10,
    }),
    details: pattern('Order and its items', 12, { type: 'query', entityIds: ['order', 'item'], by: by('orderId') }),
    place: pattern('Place an order', 1, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'order', condition: 'absent' } },
        { operation: { type: 'put', entityId: 'item', condition: 'absent' }, times: 3 },
      ],
    }),
    status: pattern('Change the status of an order', 2, {
      type: 'update',
      entityId: 'order',
      by: by('username', 'orderId'),
      sets: ['status'],
      condition: 'exists',
    }),
  },
  samples: { seed: 1, roots: 4, children: 3 },
}
