import {
  ascending,
  by,
  type GalleryModel,
  identifier,
  key,
  newestFirst,
  number,
  oneOf,
  oneToMany,
  pattern,
  text,
} from '../write-model.ts'

export const bank: GalleryModel = {
  name: 'Bank ledger',
  description:
    'Money moves in one transaction or not at all: the balance that pays is held against the amount, the other grows, both postings and the transfer are written, and the unique request id lets a retry change nothing. Postings are never updated; a balance is the sum that they explain. Balances are read strongly consistent, which a table key can do and a global index cannot. The table is protected, encrypted under a key of the account and can be restored to any second.',
  entities: {
    customer: {
      name: 'Customer',
      identity: ['customerId'],
      attributes: [
        identifier('customerId', 'c-'),
        text('name', { size: 18 }),
        text('address', { size: 40, mutable: true }),
      ],
      volume: { count: 100_000 },
    },
    account: {
      name: 'Account',
      identity: ['accountId'],
      attributes: [
        identifier('accountId', 'a-'),
        text('customerId', { size: 14 }),
        oneOf('kind', ['current', 'savings']),
        oneOf('state', ['open', 'frozen'], {
          mutable: true,
          generator: { type: 'one-of', values: ['open', 'open', 'open', 'frozen'] },
        }),
        number('balanceCents', { size: 5, mutable: true, generator: { type: 'integer', min: 10_000, max: 900_000 } }),
        text('openedOn', { size: 10, generator: { type: 'date' } }),
      ],
      volume: { count: 180_000 },
    },
    posting: {
      name: 'Posting',
      identity: ['accountId', 'bookedAt', 'transferId'],
      attributes: [
        text('accountId', { size: 14 }),
        text('bookedAt', { size: 20, generator: { type: 'time', days: 60 } }),
        text('transferId', { size: 14 }),
        number('amountCents', { size: 4, generator: { type: 'integer', min: -40_000, max: 40_000 } }),
        text('purpose', { size: 40, generator: { type: 'text', size: 30 } }),
      ],
      volume: { count: 30_000_000, growth: 1_500_000 },
    },
    transfer: {
      name: 'Transfer',
      identity: ['transferId'],
      attributes: [
        identifier('transferId', 't-'),
        text('requestId', { size: 36, unique: true, generator: { type: 'uuid' } }),
        text('fromAccount', { size: 14, generator: { type: 'sequence', prefix: 'a-', digits: 4 } }),
        text('toAccount', { size: 14, generator: { type: 'sequence', prefix: 'a-', from: 2, digits: 4 } }),
        number('amountCents', { size: 4, generator: { type: 'integer', min: 100, max: 40_000 } }),
        text('createdAt', { size: 20 }),
      ],
      volume: { count: 15_000_000, growth: 750_000 },
    },
  },
  relations: {
    owns: oneToMany('owns', 'customer', 'account', { customerId: 'customerId' }, { most: 20 }),
    books: oneToMany('books', 'account', 'posting', { accountId: 'accountId' }),
    'is-booked': oneToMany(
      'is booked as',
      'transfer',
      'posting',
      { transferId: 'transferId' },
      { typical: 2, most: 2 },
    ),
  },
  tables: {
    ledger: {
      name: 'Ledger',
      key: key('PK', 'SK'),
      stream: 'NEW_AND_OLD_IMAGES',
      deletionProtection: true,
      pointInTimeRecovery: true,
      encryption: { type: 'KMS' },
      indexes: {
        gsi1: {
          indexKind: 'GSI',
          name: 'AccountsOfCustomer',
          key: key('customerId', 'openedOn'),
          projection: { type: 'ALL' },
        },
      },
      placements: {
        customer: { entityId: 'customer', templates: { PK: 'CUSTOMER#{customerId}', SK: '#META' } },
        account: { entityId: 'account', templates: { PK: 'ACCOUNT#{accountId}', SK: '#META' } },
        posting: {
          entityId: 'posting',
          templates: { PK: 'ACCOUNT#{accountId}', SK: 'POSTING#{bookedAt}#{transferId}' },
        },
        transfer: { entityId: 'transfer', templates: { PK: 'TRANSFER#{transferId}', SK: '#META' } },
        'transfer-request': {
          entityId: 'transfer',
          role: 'unique',
          name: 'by request',
          templates: { PK: 'REQUEST#{requestId}', SK: '#REQUEST' },
          attributes: ['transferId'],
        },
      },
      facets: {
        statement: {
          name: 'Account and postings',
          partitionKeyAlias: 'Account',
          sortKeyAlias: 'Posting',
          attributes: ['kind', 'state', 'purpose'],
        },
        accounts: {
          name: 'Accounts of a customer',
          indexId: 'gsi1',
          partitionKeyAlias: 'Customer',
          sortKeyAlias: 'Opened on',
          attributes: ['kind', 'state'],
        },
      },
    },
  },
  patterns: {
    balance: pattern('Account with its balance, as it is now', 30, {
      type: 'get',
      entityId: 'account',
      by: by('accountId'),
      consistent: true,
    }),
    'both-balances': pattern('Two balances of one moment', 2, {
      type: 'transact-get',
      reads: [{ operation: { type: 'get', entityId: 'account', by: by('accountId') }, times: 2 }],
    }),
    latest: pattern('Latest postings of an account', 25, {
      type: 'query',
      entityIds: ['posting'],
      by: by('accountId'),
      order: newestFirst('bookedAt'),
      limit: 25,
      consistent: true,
    }),
    statement: pattern('Statement of a period', 3, {
      type: 'query',
      entityIds: ['posting'],
      by: by('accountId', { attribute: 'bookedAt', is: 'between' }),
      order: ascending('bookedAt'),
      matches: 40,
    }),
    accounts: pattern('Accounts of a customer', 10, {
      type: 'query',
      entityIds: ['account'],
      by: by('customerId'),
      order: ascending('openedOn'),
    }),
    customer: pattern('Customer by id', 5, { type: 'get', entityId: 'customer', by: by('customerId') }),
    transfer: pattern('Transfer by id', 2, { type: 'get', entityId: 'transfer', by: by('transferId') }),
    'transfer-of-request': pattern('Transfer of a request, before a retry', 0.5, {
      type: 'get',
      entityId: 'transfer',
      by: by('requestId'),
    }),
    'transfer-money': pattern(
      'Transfer money',
      { average: 6, peak: 60 },
      {
        type: 'transact-write',
        writes: [
          {
            operation: {
              type: 'update',
              entityId: 'account',
              by: by('accountId'),
              sets: ['balanceCents'],
              condition: { attribute: 'balanceCents', is: 'at-least' },
            },
          },
          {
            operation: {
              type: 'update',
              entityId: 'account',
              by: by('accountId'),
              sets: [],
              adds: ['balanceCents'],
              condition: 'exists',
            },
          },
          { operation: { type: 'put', entityId: 'transfer', condition: 'absent' } },
          { operation: { type: 'put', entityId: 'posting', condition: 'absent' }, times: 2 },
        ],
      },
    ),
    'open-account': pattern('Open an account for a customer who exists', 0.02, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'check', entityId: 'customer', by: by('customerId'), condition: 'exists' } },
        { operation: { type: 'put', entityId: 'account', condition: 'absent' } },
      ],
    }),
    freeze: pattern('Freeze an account', 0.01, {
      type: 'update',
      entityId: 'account',
      by: by('accountId'),
      sets: ['state'],
      condition: 'exists',
    }),
    'take-on': pattern('Take on a customer', 0.02, { type: 'put', entityId: 'customer', condition: 'absent' }),
  },
  samples: { seed: 10, roots: 3, children: 3 },
}
