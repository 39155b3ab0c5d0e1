import { by, type GalleryModel, key, newestFirst, pattern, text } from '../write-model.ts'

export const messages: GalleryModel = {
  name: 'Messages',
  description:
    'Keys that say what they hold: chat#123 is the partition, timestamp#2025-07-22 the place in it. Prefixes leave room for other kinds of items in the same chat and make a sort key readable in a log. Because ISO 8601 times sort as text, the newest messages are one Query backwards, and a day or a month is a begins_with. The key templates show how such keys are made of plain attributes, which the items keep as well.',
  entities: {
    message: {
      name: 'Message',
      identity: ['chatId', 'sentAt'],
      attributes: [
        text('chatId', { size: 6, distinct: 1_000, generator: { type: 'each', values: ['123', '124', '125'] } }),
        text('sentAt', { size: 20, generator: { type: 'time', from: '2025-07-20T00:00:00Z', days: 5 } }),
        text('sender', { size: 10, generator: { type: 'first-name' } }),
        text('body', { size: 120, maxSize: 4_000, mutable: true, generator: { type: 'text', size: 60 } }),
      ],
      volume: { count: 500_000, growth: 40_000 },
    },
  },
  tables: {
    messages: {
      name: 'Messages',
      key: key('PK', 'SK'),
      placements: {
        message: { entityId: 'message', templates: { PK: 'chat#{chatId}', SK: 'timestamp#{sentAt}' } },
      },
      facets: {
        chat: {
          name: 'Messages of a chat',
          partitionKeyAlias: 'Chat',
          sortKeyAlias: 'Sent at',
          attributes: ['sender', 'body'],
        },
      },
    },
  },
  patterns: {
    latest: pattern('Latest messages of a chat', 40, {
      type: 'query',
      entityIds: ['message'],
      by: by('chatId'),
      order: newestFirst('sentAt'),
      limit: 25,
    }),
    day: pattern(
      'Messages of a day',
      2,
      {
        type: 'query',
        entityIds: ['message'],
        by: by('chatId', { attribute: 'sentAt', is: 'begins_with' }),
        order: { attribute: 'sentAt', direction: 'ascending' },
        matches: 30,
      },
      { description: 'begins_with timestamp#2025-07-22: a date is the beginning of its times.' },
    ),
    since: pattern('Messages since the last visit', 10, {
      type: 'query',
      entityIds: ['message'],
      by: by('chatId', { attribute: 'sentAt', is: '>' }),
      order: { attribute: 'sentAt', direction: 'ascending' },
      limit: 50,
      matches: 15,
    }),
    send: pattern('Send a message', 12, { type: 'put', entityId: 'message', condition: 'absent' }),
    edit: pattern('Edit a message', 0.2, {
      type: 'update',
      entityId: 'message',
      by: by('chatId', 'sentAt'),
      sets: ['body'],
      condition: 'exists',
    }),
    withdraw: pattern('Withdraw a message', 0.1, { type: 'delete', entityId: 'message', by: by('chatId', 'sentAt') }),
  },
  samples: { seed: 22, roots: 12 },
}
