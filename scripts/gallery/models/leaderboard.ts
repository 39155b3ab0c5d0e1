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

export const leaderboard: GalleryModel = {
  name: 'Gaming leaderboard',
  description:
    'A ranking is an index ordered by a number. Season and division find a board, points order it, and the three stay attributes of their own with their own types instead of a padded text. Divisions keep a board small and its key cool: a board of everybody would take all writes of the game. Coins are spent by a transaction that fails when there are too few, and a version guards the profile against two edits at once.',
  entities: {
    player: {
      name: 'Player',
      identity: ['playerId'],
      attributes: [
        identifier('playerId', 'p-'),
        text('nickname', { size: 12, mutable: true, generator: { type: 'username' } }),
        number('coins', { size: 3, mutable: true, generator: { type: 'integer', min: 100, max: 5_000 } }),
        number('version', { size: 2, mutable: true, generator: { type: 'version' } }),
      ],
      volume: { count: 500_000, growth: 20_000 },
    },
    score: {
      name: 'Score',
      description: 'Where a player stands in a season.',
      identity: ['playerId', 'season'],
      attributes: [
        text('playerId', { size: 14 }),
        text('season', {
          size: 7,
          distinct: 12,
          generator: {
            type: 'each',
            values: [
              '2026-08',
              '2026-09',
              '2026-10',
              '2026-11',
              '2026-07',
              '2026-06',
              '2026-05',
              '2026-04',
              '2026-03',
              '2026-02',
              '2026-01',
              '2025-12',
            ],
          },
        }),
        oneOf('division', ['bronze-1', 'silver-1', 'gold-1'], { distinct: 500 }),
        number('points', { size: 3, mutable: true, generator: { type: 'integer', min: 10, max: 9_000 } }),
        number('games', { size: 2, mutable: true, generator: { type: 'integer', min: 1, max: 200 } }),
      ],
      volume: { count: 3_000_000, growth: 300_000 },
    },
    match: {
      name: 'Match',
      identity: ['playerId', 'playedAt'],
      attributes: [
        text('playerId', { size: 14 }),
        text('playedAt', { size: 20, generator: { type: 'time', days: 30 } }),
        text('opponent', { size: 12, generator: { type: 'username' } }),
        oneOf('result', ['won', 'lost', 'drawn']),
        number('gained', { size: 2, generator: { type: 'integer', min: 0, max: 60 } }),
      ],
      volume: { count: 40_000_000, growth: 4_000_000 },
    },
    possession: {
      name: 'Possession',
      identity: ['playerId', 'thing'],
      attributes: [
        text('playerId', { size: 14 }),
        text('thing', { size: 16, generator: { type: 'sequence', prefix: 'thing-', digits: 3 } }),
        text('boughtAt', { size: 20 }),
        number('price', { size: 2, generator: { type: 'integer', min: 10, max: 90 } }),
      ],
      volume: { count: 5_000_000 },
    },
  },
  relations: {
    reaches: oneToMany('reaches', 'player', 'score', { playerId: 'playerId' }, { most: 60 }),
    plays: oneToMany('plays', 'player', 'match', { playerId: 'playerId' }),
    owns: oneToMany('owns', 'player', 'possession', { playerId: 'playerId' }, { most: 500 }),
  },
  tables: {
    players: {
      name: 'Players',
      key: key('PK', 'SK'),
      placements: {
        player: { entityId: 'player', templates: { PK: 'PLAYER#{playerId}', SK: '#META' } },
        possession: { entityId: 'possession', templates: { PK: 'PLAYER#{playerId}', SK: 'THING#{thing}' } },
        match: { entityId: 'match', templates: { PK: 'MATCHES#{playerId}', SK: '{playedAt}' } },
      },
      facets: {
        players: {
          name: 'Players and what they own',
          partitionKeyAlias: 'Player',
          sortKeyAlias: 'Thing',
          attributes: ['nickname', 'boughtAt'],
        },
      },
    },
    scores: {
      name: 'Scores',
      key: key('playerId', 'season'),
      stream: 'NEW_AND_OLD_IMAGES',
      indexes: {
        board: {
          indexKind: 'GSI',
          name: 'Leaderboard',
          key: key(['season', 'division'], 'points:N'),
          projection: { type: 'ALL' },
        },
      },
      placements: { score: { entityId: 'score', templates: {} } },
      facets: {
        scores: {
          name: 'Seasons of a player',
          partitionKeyAlias: 'Player',
          sortKeyAlias: 'Season',
          attributes: ['points', 'games'],
        },
        board: { name: 'Leaderboard of a division', indexId: 'board', attributes: ['playerId', 'games'] },
      },
    },
  },
  patterns: {
    'player-with-things': pattern('Player with possessions', 20, {
      type: 'query',
      entityIds: ['player', 'possession'],
      by: by('playerId'),
    }),
    player: pattern('Player by id', 60, { type: 'get', entityId: 'player', by: by('playerId') }),
    'my-score': pattern('Score of a player in a season', 50, {
      type: 'get',
      entityId: 'score',
      by: by('playerId', 'season'),
    }),
    'my-seasons': pattern('Seasons of a player', 2, { type: 'query', entityIds: ['score'], by: by('playerId') }),
    board: pattern(
      'Best 100 of a division',
      { average: 30, peak: 250 },
      {
        type: 'query',
        entityIds: ['score'],
        by: by('season', 'division'),
        order: newestFirst('points'),
        limit: 100,
      },
    ),
    above: pattern('Those just above a score', 10, {
      type: 'query',
      entityIds: ['score'],
      by: by('season', 'division', { attribute: 'points', is: '>' }),
      order: { attribute: 'points', direction: 'ascending' },
      limit: 5,
    }),
    matches: pattern('Latest matches of a player', 15, {
      type: 'query',
      entityIds: ['match'],
      by: by('playerId'),
      order: newestFirst('playedAt'),
      limit: 20,
    }),
    'end-a-match': pattern(
      'End a match',
      { average: 40, peak: 200 },
      {
        type: 'transact-write',
        writes: [
          { operation: { type: 'put', entityId: 'match', condition: 'absent' } },
          {
            operation: {
              type: 'update',
              entityId: 'score',
              by: by('playerId', 'season'),
              sets: [],
              adds: ['points', 'games'],
              condition: 'exists',
            },
          },
        ],
      },
    ),
    'start-a-season': pattern('Start a season', 0.1, { type: 'put', entityId: 'score', condition: 'absent' }),
    buy: pattern('Buy a thing', 2, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'possession', condition: 'absent' } },
        {
          operation: {
            type: 'update',
            entityId: 'player',
            by: by('playerId'),
            sets: ['coins'],
            condition: { attribute: 'coins', is: 'at-least' },
          },
        },
      ],
    }),
    rename: pattern('Change the nickname', 0.05, {
      type: 'update',
      entityId: 'player',
      by: by('playerId'),
      sets: ['nickname'],
      adds: ['version'],
      condition: { attribute: 'version', is: 'unchanged' },
    }),
    register: pattern('Register a player', 0.01, { type: 'put', entityId: 'player', condition: 'absent' }),
  },
  samples: { seed: 12, roots: 5, children: 3 },
}
