import { by, expiry, flag, type GalleryModel, identifier, key, newestFirst, pattern, text } from '../write-model.ts'

export const sessions: GalleryModel = {
  name: 'Session store',
  description:
    'Sessions that end by themselves. The session id is all that a request carries, so it alone is the key, and every request is one GetItem. Time to live deletes what has expired without write units, but up to two days late: an application still compares expiresAt. A small index by user, which holds only what a list of devices shows, signs a person out everywhere: one pattern reads it and the next deletes what it found.',
  entities: {
    user: {
      name: 'User',
      description: 'Known elsewhere; here it only says whose a session is.',
      identity: ['userId'],
      attributes: [
        identifier('userId', 'user-'),
        text('displayName', { size: 20, generator: { type: 'full-name' } }),
        flag('locked', { mutable: true, generator: { type: 'boolean', share: 0.05 } }),
      ],
      volume: { count: 50_000 },
    },
    session: {
      name: 'Session',
      identity: ['sessionId'],
      attributes: [
        text('sessionId', { size: 36, generator: { type: 'uuid' } }),
        text('userId', { size: 17 }),
        text('createdAt', { size: 20, generator: { type: 'time', days: 20 } }),
        text('device', {
          size: 16,
          generator: { type: 'one-of', values: ['Firefox, Linux', 'Safari, iPhone', 'Chrome, Windows'] },
        }),
        text('lastSeenAt', { size: 20, mutable: true, generator: { type: 'time', days: 5 } }),
        { ...expiry('expiresAt', 30), mutable: true },
        text('basket', { size: 600, mutable: true, generator: { type: 'text', size: 80 } }),
      ],
      volume: { count: 200_000 },
    },
  },
  relations: {
    has: {
      name: 'has',
      parentId: 'user',
      childId: 'session',
      cardinality: 'one-to-many',
      via: [{ parent: 'userId', child: 'userId' }],
    },
  },
  tables: {
    users: {
      name: 'Users',
      key: key('userId'),
      placements: { user: { entityId: 'user', templates: {} } },
    },
    sessions: {
      name: 'Sessions',
      key: key('sessionId'),
      timeToLive: 'expiresAt',
      indexes: {
        'by-user': {
          indexKind: 'GSI',
          name: 'ByUser',
          key: key('userId', 'createdAt'),
          projection: { type: 'INCLUDE', attributes: ['device'] },
        },
      },
      placements: { session: { entityId: 'session', templates: {} } },
      facets: {
        sessions: {
          name: 'Sessions',
          partitionKeyAlias: 'Session',
          attributes: ['userId', 'device', 'lastSeenAt', 'expiresAt'],
        },
        'of-a-user': {
          name: 'Sessions of a user',
          indexId: 'by-user',
          partitionKeyAlias: 'User',
          sortKeyAlias: 'Since',
          attributes: ['device'],
        },
      },
    },
  },
  patterns: {
    session: pattern(
      'Session of a request',
      { average: 120, peak: 600 },
      { type: 'get', entityId: 'session', by: by('sessionId') },
    ),
    user: pattern('User of a session', 5, { type: 'get', entityId: 'user', by: by('userId'), consistent: true }),
    'sign-in': pattern('Sign in', 3, { type: 'put', entityId: 'session', condition: 'absent' }),
    prolong: pattern('Prolong a session', 10, {
      type: 'update',
      entityId: 'session',
      by: by('sessionId'),
      sets: ['lastSeenAt', 'expiresAt'],
      condition: 'exists',
    }),
    'change-basket': pattern('Change the basket', 4, {
      type: 'update',
      entityId: 'session',
      by: by('sessionId'),
      sets: ['basket'],
      condition: 'exists',
    }),
    'sign-out': pattern('Sign out', 1, { type: 'delete', entityId: 'session', by: by('sessionId') }),
    devices: pattern('Where a user is signed in', 0.5, {
      type: 'query',
      entityIds: ['session'],
      by: by('userId'),
      order: newestFirst('createdAt'),
      attributes: ['sessionId', 'createdAt', 'device'],
    }),
    'sign-out-everywhere': pattern('Sign out everywhere', 0.05, {
      type: 'steps',
      steps: [{ patternId: 'devices' }, { patternId: 'sign-out', times: 4, passes: ['sessionId'] }],
    }),
    lock: pattern('Lock a user', 0.01, {
      type: 'update',
      entityId: 'user',
      by: by('userId'),
      sets: ['locked'],
      condition: 'exists',
    }),
  },
  samples: { seed: 3, roots: 4, children: 4 },
}
