import {
  by,
  type GalleryModel,
  identifier,
  key,
  newestFirst,
  number,
  oneToMany,
  pattern,
  text,
} from '../write-model.ts'

export const socialApp: GalleryModel = {
  name: 'Social app',
  description:
    'Three tables with plain names, and one index each for the second way in. Users are found by email, posts by their author and, through an index that gathers a day of them, in a global timeline. A follower is an item with both ends in its key; the same pair turned round in an index answers whom somebody follows. Each index exists for one pattern that can be named, and none for anything else.',
  entities: {
    user: {
      name: 'User',
      identity: ['userId'],
      attributes: [
        identifier('userId', 'user-'),
        text('email', { size: 28, distinct: 20_000, generator: { type: 'email' } }),
        text('displayName', { size: 18, generator: { type: 'full-name' } }),
        text('about', { size: 120, mutable: true, generator: { type: 'text', size: 60 } }),
      ],
      volume: { count: 20_000, growth: 300 },
    },
    post: {
      name: 'Post',
      identity: ['userId', 'postedAt'],
      attributes: [
        text('userId', { size: 17 }),
        text('postedAt', { size: 20, generator: { type: 'time', days: 3 } }),
        text('postedOn', { size: 10, distinct: 365, generator: { type: 'date', days: 3 } }),
        text('text', { size: 240, maxSize: 2_000, generator: { type: 'text', size: 90 } }),
        number('likes', { size: 3, mutable: true, generator: { type: 'integer', min: 0, max: 40 } }),
      ],
      volume: { count: 400_000, growth: 30_000 },
    },
    follower: {
      name: 'Follower',
      identity: ['userId', 'followerId'],
      attributes: [
        text('userId', { size: 17 }),
        text('followerId', { size: 17 }),
        text('since', { size: 10, generator: { type: 'date' } }),
      ],
      volume: { count: 600_000 },
    },
  },
  relations: {
    writes: oneToMany('writes', 'user', 'post', { userId: 'userId' }),
    'is-followed': oneToMany('is followed', 'user', 'follower', { userId: 'userId' }),
    follows: oneToMany('follows', 'user', 'follower', { userId: 'followerId' }),
  },
  tables: {
    users: {
      name: 'Users',
      key: key('userId'),
      indexes: {
        'by-email': { indexKind: 'GSI', name: 'ByEmail', key: key('email'), projection: { type: 'ALL' } },
      },
      placements: { user: { entityId: 'user', templates: {} } },
      facets: {
        users: { name: 'Users', attributes: ['email', 'displayName'] },
        'by-email': {
          name: 'Users by email',
          indexId: 'by-email',
          partitionKeyAlias: 'Email',
          attributes: ['displayName'],
        },
      },
    },
    posts: {
      name: 'Posts',
      key: key('userId', 'postedAt'),
      stream: 'NEW_IMAGE',
      indexes: {
        timeline: {
          indexKind: 'GSI',
          name: 'Timeline',
          key: key('postedOn', 'postedAt'),
          projection: { type: 'ALL' },
        },
      },
      placements: { post: { entityId: 'post', templates: {} } },
      facets: {
        posts: {
          name: 'Posts of a user',
          partitionKeyAlias: 'Author',
          sortKeyAlias: 'Posted at',
          attributes: ['text', 'likes'],
        },
        timeline: {
          name: 'Timeline',
          indexId: 'timeline',
          partitionKeyAlias: 'Day',
          sortKeyAlias: 'Posted at',
          attributes: ['userId', 'text'],
        },
      },
    },
    followers: {
      name: 'Followers',
      key: key('userId', 'followerId'),
      indexes: {
        following: {
          indexKind: 'GSI',
          name: 'Following',
          key: key('followerId', 'userId'),
          projection: { type: 'ALL' },
        },
      },
      placements: { follower: { entityId: 'follower', templates: {} } },
      facets: {
        followers: {
          name: 'Followers of a user',
          partitionKeyAlias: 'User',
          sortKeyAlias: 'Follower',
          attributes: ['since'],
        },
        following: {
          name: 'Whom a user follows',
          indexId: 'following',
          partitionKeyAlias: 'Follower',
          sortKeyAlias: 'User',
          attributes: ['since'],
        },
      },
    },
  },
  patterns: {
    'user-by-id': pattern('User by id', 20, { type: 'get', entityId: 'user', by: by('userId') }),
    'user-by-email': pattern('User by email', 1, { type: 'get', entityId: 'user', by: by('email') }),
    'posts-of-user': pattern('Posts of a user, newest first', 15, {
      type: 'query',
      entityIds: ['post'],
      by: by('userId'),
      order: newestFirst('postedAt'),
      limit: 20,
    }),
    timeline: pattern('Global timeline of a day, newest first', 30, {
      type: 'query',
      entityIds: ['post'],
      by: by('postedOn'),
      order: newestFirst('postedAt'),
      limit: 50,
    }),
    followers: pattern('Followers of a user', 4, { type: 'query', entityIds: ['follower'], by: by('userId') }),
    following: pattern('Whom a user follows', 6, { type: 'query', entityIds: ['follower'], by: by('followerId') }),
    'does-follow': pattern('Does one follow the other?', 8, {
      type: 'get',
      entityId: 'follower',
      by: by('userId', 'followerId'),
    }),
    'posts-of-followed': pattern('Newest posts of those I follow', 3, {
      type: 'steps',
      steps: [{ patternId: 'following' }, { patternId: 'posts-of-user', times: 30, passes: ['userId'] }],
    }),
    register: pattern('Register', 0.1, { type: 'put', entityId: 'user', condition: 'absent' }),
    'edit-profile': pattern('Edit the profile', 0.2, {
      type: 'update',
      entityId: 'user',
      by: by('userId'),
      sets: ['about'],
      condition: 'exists',
    }),
    post: pattern('Post', 2, { type: 'put', entityId: 'post', condition: 'absent' }),
    'delete-post': pattern('Delete a post', 0.05, { type: 'delete', entityId: 'post', by: by('userId', 'postedAt') }),
    follow: pattern('Follow', 1, { type: 'put', entityId: 'follower' }),
    unfollow: pattern('Stop following', 0.3, {
      type: 'delete',
      entityId: 'follower',
      by: by('userId', 'followerId'),
    }),
  },
  samples: { seed: 11, roots: 5, children: 4 },
}
