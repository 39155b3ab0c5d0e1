import {
  by,
  expiry,
  type GalleryModel,
  identifier,
  key,
  newestFirst,
  number,
  oneToMany,
  pattern,
  text,
} from '../write-model.ts'

export const socialFeed: GalleryModel = {
  name: 'Social feed',
  description:
    'Fan-out on write: who posts pays, who reads does not. A post is put into the feed of every follower by batches of 25, so that a home page is one Query of one partition, and feed entries expire after a month. A like is an item of its own that makes it count only once, and the counter on the post moves in the same transaction. A post and its comments are joined in advance by sharing a partition; likes lie beside it, since nobody reads them with the post.',
  entities: {
    user: {
      name: 'User',
      identity: ['userId'],
      attributes: [
        identifier('userId', 'u-'),
        text('displayName', { size: 18, generator: { type: 'full-name' } }),
        number('followers', { size: 4, mutable: true, generator: { type: 'integer', min: 0, max: 900 } }),
      ],
      volume: { count: 100_000, growth: 2_000 },
    },
    post: {
      name: 'Post',
      identity: ['postId'],
      attributes: [
        text('postId', { size: 26, generator: { type: 'ulid' } }),
        text('authorId', { size: 14 }),
        text('postedAt', { size: 20, generator: { type: 'time', days: 10 } }),
        text('text', { size: 280, maxSize: 4_000, generator: { type: 'text', size: 80 } }),
        number('likes', { size: 3, mutable: true, generator: { type: 'integer', min: 0, max: 60 } }),
      ],
      volume: { count: 3_000_000, growth: 150_000 },
    },
    comment: {
      name: 'Comment',
      identity: ['postId', 'writtenAt', 'commentId'],
      attributes: [
        text('postId', { size: 26 }),
        text('writtenAt', { size: 20, generator: { type: 'time', days: 5 } }),
        text('commentId', { size: 8 }),
        text('writerId', { size: 14 }),
        text('text', { size: 120, maxSize: 2_000, generator: { type: 'text', size: 40 } }),
      ],
      volume: { count: 9_000_000 },
    },
    like: {
      name: 'Like',
      identity: ['postId', 'userId'],
      attributes: [text('postId', { size: 26 }), text('userId', { size: 14 }), text('likedAt', { size: 20 })],
      volume: { count: 30_000_000 },
    },
    follow: {
      name: 'Follow',
      identity: ['followedId', 'followerId'],
      attributes: [
        text('followedId', { size: 14 }),
        text('followerId', { size: 14 }),
        text('followedAt', { size: 20 }),
      ],
      volume: { count: 4_000_000 },
    },
    entry: {
      name: 'Feed entry',
      identity: ['userId', 'postedAt', 'postId'],
      attributes: [
        text('userId', { size: 14 }),
        text('postedAt', { size: 20, generator: { type: 'time', days: 10 } }),
        text('postId', { size: 26 }),
        text('authorId', { size: 14, generator: { type: 'sequence', prefix: 'u-', digits: 4 } }),
        text('excerpt', { size: 100, generator: { type: 'text', size: 50 } }),
        expiry('expiresAt', 30),
      ],
      volume: { count: 40_000_000 },
    },
  },
  relations: {
    writes: oneToMany('writes', 'user', 'post', { userId: 'authorId' }),
    'is-commented': oneToMany('has', 'post', 'comment', { postId: 'postId' }, { most: 5_000 }),
    'is-liked': oneToMany('is liked by', 'post', 'like', { postId: 'postId' }),
    likes: oneToMany('likes', 'user', 'like', { userId: 'userId' }),
    'is-followed': oneToMany('is followed', 'user', 'follow', { userId: 'followedId' }),
    follows: oneToMany('follows', 'user', 'follow', { userId: 'followerId' }),
    reads: oneToMany('reads', 'user', 'entry', { userId: 'userId' }),
    'is-shown': oneToMany('is shown in', 'post', 'entry', { postId: 'postId' }),
    comments: oneToMany('comments', 'user', 'comment', { userId: 'writerId' }),
  },
  tables: {
    feed: {
      name: 'Feed',
      key: key('PK', 'SK'),
      stream: 'NEW_IMAGE',
      timeToLive: 'expiresAt',
      indexes: {
        gsi1: { indexKind: 'GSI', name: 'GSI1', key: key('GSI1PK', 'GSI1SK'), projection: { type: 'ALL' } },
      },
      placements: {
        user: { entityId: 'user', templates: { PK: 'USER#{userId}', SK: '#META' } },
        post: {
          entityId: 'post',
          templates: { PK: 'POST#{postId}', SK: '#META', GSI1PK: 'AUTHOR#{authorId}', GSI1SK: 'POST#{postedAt}' },
        },
        comment: { entityId: 'comment', templates: { PK: 'POST#{postId}', SK: 'COMMENT#{writtenAt}#{commentId}' } },
        like: { entityId: 'like', templates: { PK: 'LIKES#{postId}', SK: 'USER#{userId}' } },
        follow: {
          entityId: 'follow',
          templates: {
            PK: 'FOLLOWERS#{followedId}',
            SK: 'USER#{followerId}',
            GSI1PK: 'FOLLOWING#{followerId}',
            GSI1SK: 'USER#{followedId}',
          },
        },
        entry: { entityId: 'entry', templates: { PK: 'FEED#{userId}', SK: '{postedAt}#{postId}' } },
      },
      facets: {
        posts: {
          name: 'Posts with comments',
          partitionKeyAlias: 'Post',
          sortKeyAlias: 'Comment',
          attributes: ['authorId', 'writerId', 'text'],
        },
        'of-an-author': {
          name: 'Posts of an author, and whom one follows',
          indexId: 'gsi1',
          attributes: ['text'],
        },
      },
    },
  },
  patterns: {
    feed: pattern(
      'Home feed, newest first',
      { average: 200, peak: 900 },
      {
        type: 'query',
        entityIds: ['entry'],
        by: by('userId'),
        order: newestFirst('postedAt'),
        limit: 30,
      },
    ),
    profile: pattern('Profile', 30, { type: 'get', entityId: 'user', by: by('userId') }),
    'posts-of-an-author': pattern('Posts of an author, newest first', 20, {
      type: 'query',
      entityIds: ['post'],
      by: by('authorId'),
      order: newestFirst('postedAt'),
      limit: 20,
    }),
    post: pattern('Post by id', 40, { type: 'get', entityId: 'post', by: by('postId') }),
    'post-with-comments': pattern('Post with its comments', 25, {
      type: 'query',
      entityIds: ['post', 'comment'],
      by: by('postId'),
    }),
    'did-i-like': pattern('Which of these did I like?', 60, {
      type: 'batch-get',
      reads: [{ operation: { type: 'get', entityId: 'like', by: by('postId', 'userId') }, times: 4 }],
    }),
    followers: pattern('Followers of a user', 4, { type: 'query', entityIds: ['follow'], by: by('followedId') }),
    following: pattern('Whom a user follows', 3, { type: 'query', entityIds: ['follow'], by: by('followerId') }),
    write: pattern('Write a post', 4, { type: 'put', entityId: 'post', condition: 'absent' }),
    'fan-out': pattern(
      'Put a post into 25 feeds',
      8,
      { type: 'batch-write', writes: [{ operation: { type: 'put', entityId: 'entry' }, times: 25 }] },
      { actor: 'feed worker' },
    ),
    comment: pattern('Comment', 6, { type: 'put', entityId: 'comment', condition: 'absent' }),
    like: pattern('Like a post', 15, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'like', condition: 'absent' } },
        {
          operation: {
            type: 'update',
            entityId: 'post',
            by: by('postId'),
            sets: [],
            adds: ['likes'],
            condition: 'exists',
          },
        },
      ],
    }),
    follow: pattern('Follow', 1, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'follow', condition: 'absent' } },
        {
          operation: {
            type: 'update',
            entityId: 'user',
            by: by('userId'),
            sets: [],
            adds: ['followers'],
            condition: 'exists',
          },
        },
      ],
    }),
    unfollow: pattern('Stop following', 0.2, {
      type: 'delete',
      entityId: 'follow',
      by: by('followedId', 'followerId'),
    }),
    register: pattern('Register', 0.05, { type: 'put', entityId: 'user', condition: 'absent' }),
  },
  samples: { seed: 6, roots: 3, children: 3, most: 30 },
}
