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

/**
 * After the code hosting example of The DynamoDB Book (Alex DeBrie): repositories with issues and pull requests in their
 * partition's two directions, forks, stars, accounts with their repositories by last change.
 */
export const codeHosting: GalleryModel = {
  name: 'Code hosting',
  description: 'A published single-table design, modelled here from its description.',
  entities: {
    account: {
      name: 'Account',
      identity: ['accountName'],
      attributes: [
        text('accountName', { size: 14, generator: { type: 'username' } }),
        oneOf('kind', ['user', 'organisation']),
        text('plan', { size: 8, mutable: true, generator: { type: 'one-of', values: ['free', 'pro'] } }),
      ],
      volume: { count: 100_000 },
    },
    repository: {
      name: 'Repository',
      identity: ['accountName', 'repoName'],
      attributes: [
        text('accountName', { size: 14 }),
        identifier('repoName', 'repo-'),
        text('updatedAt', { size: 20, mutable: true }),
        text('description', { size: 80, mutable: true, generator: { type: 'text', size: 40 } }),
        number('stars', { size: 3, mutable: true, generator: { type: 'integer', max: 900 } }),
        number('issues', { size: 3, mutable: true, generator: { type: 'integer', max: 90 } }),
      ],
      volume: { count: 500_000 },
    },
    issue: {
      name: 'Issue',
      identity: ['accountName', 'repoName', 'issueNumber'],
      attributes: [
        text('accountName', { size: 14 }),
        text('repoName', { size: 17 }),
        number('issueNumber', { size: 3, generator: { type: 'sequence' } }),
        text('title', { size: 60, generator: { type: 'title' } }),
        oneOf('state', ['open', 'closed'], { mutable: true }),
      ],
      volume: { count: 5_000_000 },
    },
    pull: {
      name: 'Pull request',
      identity: ['accountName', 'repoName', 'pullNumber'],
      attributes: [
        text('accountName', { size: 14 }),
        text('repoName', { size: 17 }),
        number('pullNumber', { size: 3, generator: { type: 'sequence' } }),
        text('title', { size: 60, generator: { type: 'title' } }),
        oneOf('state', ['open', 'merged', 'closed'], { mutable: true }),
      ],
      volume: { count: 3_000_000 },
    },
    star: {
      name: 'Star',
      identity: ['accountName', 'repoName', 'stargazer'],
      attributes: [
        text('accountName', { size: 14 }),
        text('repoName', { size: 17 }),
        text('stargazer', { size: 14 }),
        text('starredAt', { size: 20 }),
      ],
      volume: { count: 8_000_000 },
    },
  },
  relations: {
    owns: oneToMany('owns', 'account', 'repository', { accountName: 'accountName' }, { typical: 5, most: 3_000 }),
    issues: oneToMany('has', 'repository', 'issue', { accountName: 'accountName', repoName: 'repoName' }),
    pulls: oneToMany('has', 'repository', 'pull', { accountName: 'accountName', repoName: 'repoName' }),
    stars: oneToMany('is starred', 'repository', 'star', { accountName: 'accountName', repoName: 'repoName' }),
    gazes: oneToMany('stars', 'account', 'star', { accountName: 'stargazer' }),
  },
  tables: {
    hosting: {
      name: 'CodeHosting',
      key: key('PK', 'SK'),
      indexes: {
        gsi1: { indexKind: 'GSI', name: 'GSI1', key: key('GSI1PK', 'GSI1SK'), projection: { type: 'ALL' } },
        gsi3: { indexKind: 'GSI', name: 'GSI3', key: key('GSI3PK', 'GSI3SK'), projection: { type: 'ALL' } },
      },
      placements: {
        account: {
          entityId: 'account',
          templates: { PK: 'ACCOUNT#{accountName}', SK: '#META', GSI3PK: 'ACCOUNT#{accountName}', GSI3SK: '#META' },
        },
        repository: {
          entityId: 'repository',
          templates: {
            PK: 'REPO#{accountName}#{repoName}',
            SK: '#META',
            GSI1PK: 'REPO#{accountName}#{repoName}',
            GSI1SK: '#META',
            GSI3PK: 'ACCOUNT#{accountName}',
            GSI3SK: 'REPO#{updatedAt}',
          },
        },
        issue: {
          entityId: 'issue',
          templates: { PK: 'REPO#{accountName}#{repoName}', SK: 'ISSUE#{issueNumber|pad:8}' },
        },
        pull: {
          entityId: 'pull',
          templates: {
            PK: 'PULL#{accountName}#{repoName}',
            SK: 'PULL#{pullNumber|pad:8}',
            GSI1PK: 'REPO#{accountName}#{repoName}',
            GSI1SK: 'PULL#{pullNumber|pad:8}',
          },
        },
        star: {
          entityId: 'star',
          templates: {
            PK: 'STARS#{accountName}#{repoName}',
            SK: 'STAR#{stargazer}',
            GSI1PK: 'GAZES#{stargazer}',
            GSI1SK: '{starredAt}',
          },
        },
      },
    },
  },
  patterns: {
    account: pattern('Account', 20, { type: 'get', entityId: 'account', by: by('accountName') }),
    repository: pattern('Repository', 50, { type: 'get', entityId: 'repository', by: by('accountName', 'repoName') }),
    'repo-issues': pattern('Repository with issues', 10, {
      type: 'query',
      entityIds: ['repository', 'issue'],
      by: by('accountName', 'repoName'),
      matches: 10,
    }),
    'repo-pulls': pattern('Repository with pull requests', 8, {
      type: 'query',
      entityIds: ['repository', 'pull'],
      by: by('accountName', 'repoName'),
      matches: 6,
    }),
    'account-repos': pattern('Account with repositories by last change', 12, {
      type: 'query',
      entityIds: ['account', 'repository'],
      by: by('accountName'),
    }),
    issue: pattern('Issue by number', 15, {
      type: 'get',
      entityId: 'issue',
      by: by('accountName', 'repoName', 'issueNumber'),
    }),
    pull: pattern('Pull request by number', 15, {
      type: 'get',
      entityId: 'pull',
      by: by('accountName', 'repoName', 'pullNumber'),
    }),
    stargazers: pattern('Who starred a repository', 2, {
      type: 'query',
      entityIds: ['star'],
      by: by('accountName', 'repoName'),
    }),
    gazed: pattern('What somebody starred, newest first', 1, {
      type: 'query',
      entityIds: ['star'],
      by: by('stargazer'),
      order: newestFirst('starredAt'),
      limit: 30,
    }),
    'create-repo': pattern('Create a repository', 0.1, { type: 'put', entityId: 'repository', condition: 'absent' }),
    'open-issue': pattern('Open an issue', 1, {
      type: 'transact-write',
      writes: [
        {
          operation: {
            type: 'update',
            entityId: 'repository',
            by: by('accountName', 'repoName'),
            sets: [],
            adds: ['issues'],
            condition: 'exists',
          },
        },
        { operation: { type: 'put', entityId: 'issue', condition: 'absent' } },
      ],
    }),
    'open-pull': pattern('Open a pull request', 0.6, { type: 'put', entityId: 'pull', condition: 'absent' }),
    star: pattern('Star a repository', 0.5, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'star', condition: 'absent' } },
        {
          operation: {
            type: 'update',
            entityId: 'repository',
            by: by('accountName', 'repoName'),
            sets: [],
            adds: ['stars'],
            condition: 'exists',
          },
        },
      ],
    }),
    'close-issue': pattern('Close an issue', 0.8, {
      type: 'update',
      entityId: 'issue',
      by: by('accountName', 'repoName', 'issueNumber'),
      sets: ['state'],
      condition: 'exists',
    }),
  },
  samples: { seed: 1, roots: 3, children: 3 },
}
