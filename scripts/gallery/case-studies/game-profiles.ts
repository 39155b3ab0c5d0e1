import { by, type GalleryModel, identifier, key, number, oneOf, oneToMany, pattern, text } from '../write-model.ts'

/**
 * After the gaming example of the Amazon DynamoDB Developer Guide's data modelling schemas: a player's data, items and friends
 * in one partition; open games by map through a sparse index; who plays in a game.
 */
export const gameProfiles: GalleryModel = {
  name: 'Game profiles',
  description: 'A published single-table design, modelled here from its description.',
  entities: {
    player: {
      name: 'Player',
      identity: ['playerId'],
      attributes: [
        identifier('playerId', 'player-'),
        number('coins', { size: 3, mutable: true, generator: { type: 'integer', min: 50, max: 900 } }),
        text('character', { size: 12, generator: { type: 'word' } }),
      ],
      volume: { count: 1_000_000 },
    },
    gear: {
      name: 'Gear',
      identity: ['playerId', 'gearId'],
      attributes: [
        text('playerId', { size: 19 }),
        identifier('gearId', 'gear-'),
        number('level', { size: 2, mutable: true, generator: { type: 'integer', max: 50 } }),
        number('price', { size: 2, generator: { type: 'integer', max: 40 } }),
      ],
      volume: { count: 20_000_000 },
    },
    friend: {
      name: 'Friend',
      identity: ['playerId', 'friendId'],
      attributes: [
        text('playerId', { size: 19 }),
        text('friendId', { size: 19 }),
        text('since', { size: 20, generator: { type: 'time' } }),
      ],
      volume: { count: 30_000_000 },
    },
    game: {
      name: 'Game',
      identity: ['gameId'],
      attributes: [
        identifier('gameId', 'game-'),
        oneOf('map', ['desert', 'harbour', 'forest'], { distinct: 30 }),
        number('seats', { size: 2, mutable: true, generator: { type: 'integer', min: 2, max: 50 } }),
        text('openSince', {
          size: 20,
          optional: true,
          presence: 0.02,
          mutable: true,
          generator: { type: 'time', days: 1 },
        }),
      ],
      volume: { count: 2_000_000 },
    },
    seat: {
      name: 'Seat',
      identity: ['gameId', 'playerId'],
      attributes: [
        text('gameId', { size: 17 }),
        text('playerId', { size: 19 }),
        text('takenAt', { size: 20, generator: { type: 'time' } }),
      ],
      volume: { count: 40_000_000 },
    },
  },
  relations: {
    wears: oneToMany('wears', 'player', 'gear', { playerId: 'playerId' }),
    knows: oneToMany('knows', 'player', 'friend', { playerId: 'playerId' }),
    'is-known': oneToMany('is known', 'player', 'friend', { playerId: 'friendId' }),
    seats: oneToMany('seats', 'game', 'seat', { gameId: 'gameId' }, { most: 50 }),
    plays: oneToMany('plays', 'player', 'seat', { playerId: 'playerId' }),
  },
  tables: {
    game: {
      name: 'Game',
      key: key('PK', 'SK'),
      indexes: {
        gsi1: { indexKind: 'GSI', name: 'GSI1', key: key('GSI1PK', 'GSI1SK'), projection: { type: 'ALL' } },
      },
      placements: {
        player: { entityId: 'player', templates: { PK: 'PLAYER#{playerId}', SK: '#META' } },
        gear: { entityId: 'gear', templates: { PK: 'PLAYER#{playerId}', SK: 'GEAR#{gearId}' } },
        friend: { entityId: 'friend', templates: { PK: 'FRIENDS#{playerId}', SK: 'FRIEND#{friendId}' } },
        game: {
          entityId: 'game',
          templates: { PK: 'GAME#{gameId}', SK: '#META', GSI1PK: 'MAP#{map}', GSI1SK: '{openSince}' },
        },
        seat: {
          entityId: 'seat',
          templates: {
            PK: 'GAME#{gameId}',
            SK: 'SEAT#{playerId}',
            GSI1PK: 'PLAYER#{playerId}',
            GSI1SK: 'GAME#{gameId}',
          },
        },
      },
    },
  },
  patterns: {
    'all-of-a-player': pattern('Everything of a player', 40, {
      type: 'query',
      entityIds: ['player', 'gear'],
      by: by('playerId'),
    }),
    player: pattern('Player', 100, { type: 'get', entityId: 'player', by: by('playerId'), consistent: true }),
    gear: pattern('Gear of a player', 20, { type: 'query', entityIds: ['gear'], by: by('playerId') }),
    friends: pattern('Friends of a player', 10, { type: 'query', entityIds: ['friend'], by: by('playerId') }),
    'open-games': pattern('Open games on a map', 30, {
      type: 'query',
      entityIds: ['game'],
      by: by('map'),
      order: { attribute: 'openSince', direction: 'ascending' },
      matches: 40,
      limit: 20,
    }),
    'who-plays': pattern('Game and who plays in it', 15, {
      type: 'query',
      entityIds: ['game', 'seat'],
      by: by('gameId'),
    }),
    'games-of-a-player': pattern('Games of a player', 3, { type: 'query', entityIds: ['seat'], by: by('playerId') }),
    join: pattern('Take a seat', 8, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'seat', condition: 'absent' } },
        {
          operation: {
            type: 'update',
            entityId: 'game',
            by: by('gameId'),
            sets: [],
            adds: ['seats'],
            condition: { attribute: 'seats', is: 'unchanged' },
          },
        },
      ],
    }),
    open: pattern('Open a game', 1, { type: 'put', entityId: 'game', condition: 'absent' }),
    start: pattern('Start a game', 1, {
      type: 'update',
      entityId: 'game',
      by: by('gameId'),
      sets: [],
      removes: ['openSince'],
      condition: 'exists',
    }),
    buy: pattern('Buy gear', 2, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'gear', condition: 'absent' } },
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
    befriend: pattern('Make friends', 0.5, { type: 'put', entityId: 'friend' }),
  },
  samples: { seed: 1, roots: 4, children: 3 },
}
