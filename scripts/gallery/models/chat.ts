import {
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

export const chat: GalleryModel = {
  name: 'Chat',
  description:
    'Rooms, members and messages: a relation of many to many as an adjacency list. A membership lies in its room, and one index holds the same pair turned round, so both sides are one Query. Messages have a partition of their own beside the room, because a room is opened far more often than its history, and sort by time. What the list of rooms shows is kept on the room by the same transaction that stores a message, so no message is read for it.',
  entities: {
    user: {
      name: 'User',
      identity: ['userId'],
      attributes: [
        identifier('userId', 'u-'),
        text('handle', { size: 12, unique: true, generator: { type: 'username' } }),
        text('displayName', { size: 18, generator: { type: 'full-name' } }),
        oneOf('presence', ['online', 'away', 'offline'], { mutable: true }),
      ],
      volume: { count: 30_000, growth: 500 },
    },
    room: {
      name: 'Room',
      identity: ['roomId'],
      attributes: [
        identifier('roomId', 'r-'),
        text('title', { size: 24, mutable: true, generator: { type: 'title' } }),
        text('lastMessage', { size: 80, mutable: true, generator: { type: 'text', size: 40 } }),
        text('lastMessageAt', { size: 20, mutable: true }),
      ],
      volume: { count: 8_000, growth: 100 },
    },
    member: {
      name: 'Member',
      identity: ['roomId', 'userId'],
      attributes: [
        text('roomId', { size: 14 }),
        text('userId', { size: 14 }),
        text('joinedAt', { size: 20 }),
        oneOf('role', ['owner', 'member'], { mutable: true }),
        text('readUntil', { size: 20, mutable: true, generator: { type: 'time', days: 3 } }),
      ],
      volume: { count: 96_000, growth: 2_000 },
    },
    message: {
      name: 'Message',
      identity: ['roomId', 'sentAt', 'messageId'],
      attributes: [
        text('roomId', { size: 14 }),
        text('sentAt', { size: 20, generator: { type: 'time', days: 5 } }),
        text('messageId', { size: 8 }),
        text('senderId', { size: 14 }),
        text('body', { size: 160, maxSize: 8_000, mutable: true, generator: { type: 'text', size: 60 } }),
        number('revision', { size: 2, mutable: true, generator: { type: 'version' } }),
      ],
      volume: { count: 4_000_000, growth: 350_000 },
    },
  },
  relations: {
    gathers: oneToMany('gathers', 'room', 'member', { roomId: 'roomId' }, { most: 2_000 }),
    'is-member': oneToMany('is', 'user', 'member', { userId: 'userId' }, { most: 300 }),
    holds: oneToMany('holds', 'room', 'message', { roomId: 'roomId' }),
    sends: oneToMany('sends', 'user', 'message', { userId: 'senderId' }),
  },
  tables: {
    chat: {
      name: 'Chat',
      key: key('PK', 'SK'),
      stream: 'NEW_IMAGE',
      indexes: {
        inverted: { indexKind: 'GSI', name: 'GSI1', key: key('GSI1PK', 'GSI1SK'), projection: { type: 'ALL' } },
      },
      placements: {
        user: { entityId: 'user', templates: { PK: 'USER#{userId}', SK: '#META' } },
        'user-handle': {
          entityId: 'user',
          role: 'unique',
          name: 'by handle',
          templates: { PK: 'HANDLE#{handle}', SK: '#HANDLE' },
          attributes: ['userId'],
        },
        room: { entityId: 'room', templates: { PK: 'ROOM#{roomId}', SK: '#META' } },
        member: {
          entityId: 'member',
          templates: {
            PK: 'ROOM#{roomId}',
            SK: 'MEMBER#{userId}',
            GSI1PK: 'USER#{userId}',
            GSI1SK: 'ROOM#{roomId}',
          },
        },
        message: {
          entityId: 'message',
          templates: { PK: 'MESSAGES#{roomId}', SK: '{sentAt}#{messageId}' },
        },
      },
      facets: {
        rooms: {
          name: 'Rooms with members',
          partitionKeyAlias: 'Room',
          sortKeyAlias: 'Member',
          attributes: ['title', 'role', 'readUntil'],
        },
        'rooms-of-a-user': {
          name: 'Rooms of a user',
          indexId: 'inverted',
          partitionKeyAlias: 'User',
          sortKeyAlias: 'Room',
          attributes: ['role'],
        },
      },
    },
  },
  patterns: {
    'user-by-id': pattern('User by id', 25, { type: 'get', entityId: 'user', by: by('userId') }),
    'user-by-handle': pattern('User by handle', 1, { type: 'get', entityId: 'user', by: by('handle') }),
    'open-a-room': pattern('Room with its members', 6, {
      type: 'query',
      entityIds: ['room', 'member'],
      by: by('roomId'),
    }),
    'rooms-of-a-user': pattern('Memberships of a user', 10, {
      type: 'query',
      entityIds: ['member'],
      by: by('userId'),
    }),
    'rooms-by-id': pattern('Rooms by their ids', 10, {
      type: 'batch-get',
      reads: [{ operation: { type: 'get', entityId: 'room', by: by('roomId') }, times: 3 }],
    }),
    'latest-messages': pattern(
      'Latest messages of a room',
      { average: 40, peak: 300 },
      {
        type: 'query',
        entityIds: ['message'],
        by: by('roomId'),
        order: newestFirst('sentAt'),
        limit: 50,
      },
    ),
    'messages-since': pattern('Messages since the last visit', 15, {
      type: 'query',
      entityIds: ['message'],
      by: by('roomId', { attribute: 'sentAt', is: '>' }),
      order: { attribute: 'sentAt', direction: 'ascending' },
      limit: 100,
      matches: 20,
    }),
    'send-a-message': pattern(
      'Send a message',
      { average: 12, peak: 90 },
      {
        type: 'transact-write',
        writes: [
          { operation: { type: 'put', entityId: 'message', condition: 'absent' } },
          {
            operation: {
              type: 'update',
              entityId: 'room',
              by: by('roomId'),
              sets: ['lastMessage', 'lastMessageAt'],
              condition: 'exists',
            },
          },
        ],
      },
    ),
    'edit-a-message': pattern('Edit a message', 0.3, {
      type: 'update',
      entityId: 'message',
      by: by('roomId', 'sentAt', 'messageId'),
      sets: ['body'],
      adds: ['revision'],
      condition: { attribute: 'revision', is: 'unchanged' },
    }),
    'delete-a-message': pattern('Delete a message', 0.1, {
      type: 'delete',
      entityId: 'message',
      by: by('roomId', 'sentAt', 'messageId'),
    }),
    'mark-as-read': pattern('Mark a room as read', 8, {
      type: 'update',
      entityId: 'member',
      by: by('roomId', 'userId'),
      sets: ['readUntil'],
      condition: 'exists',
    }),
    'join-a-room': pattern('Join a room', 0.2, { type: 'put', entityId: 'member', condition: 'absent' }),
    'leave-a-room': pattern('Leave a room', 0.05, { type: 'delete', entityId: 'member', by: by('roomId', 'userId') }),
    'create-a-room': pattern('Create a room with its owner', 0.02, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'room', condition: 'absent' } },
        { operation: { type: 'put', entityId: 'member', condition: 'absent' } },
      ],
    }),
    register: pattern('Register', 0.05, { type: 'put', entityId: 'user', condition: 'absent' }),
    'change-presence': pattern('Change the presence', 5, {
      type: 'update',
      entityId: 'user',
      by: by('userId'),
      sets: ['presence'],
      condition: 'exists',
    }),
  },
  samples: { seed: 8, roots: 4, children: 4 },
}
