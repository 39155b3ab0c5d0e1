import type { ModelDocument } from '../document/model-document.ts'
import { between, earliest, get, latest, number, put, query, text, update } from './operations.ts'
import { type SmallModel, smallModel } from './small-model.ts'

/** For tests: models of which each calls for one of the known patterns, or lies just below where it would. */

/** Readings by device: so many devices, readings in store and new ones in a month, and writes a second at the peak. */
export function readings(
  about: { devices?: number; count?: number; growth?: number; peak?: number; most?: number } = {},
): ModelDocument {
  const { devices = 20, count = 100_000_000, growth, peak = 100, most } = about
  return smallModel({
    entities: {
      device: { identity: ['deviceId'], volume: { count: devices } },
      reading: {
        identity: ['deviceId', 'measuredAt', 'readingId'],
        attributes: [number('value'), text('payload', { size: 400 })],
        volume: growth === undefined ? { count } : { count, growth },
      },
    },
    relations: [['device', 'reading', ['deviceId'], most === undefined ? {} : { most }]],
    patterns: {
      'of a day': [
        query('reading', ['deviceId', between('measuredAt')], { ...earliest('measuredAt'), matches: 150_000 }),
        5,
      ],
      newest: [query('reading', ['deviceId'], { ...latest('measuredAt'), limit: 50 }), 3],
      one: [get('reading', 'deviceId', 'measuredAt', 'readingId'), 1],
      'device by id': [get('device', 'deviceId'), 1],
      store: [put('reading'), Math.min(peak, 40), peak],
    },
  })
}

/** Events of a few tenants, one of them a giant, with so many writes a second at the peak. */
export function tenants(peak: number, patterns: SmallModel['patterns'] = {}): ModelDocument {
  return smallModel({
    entities: {
      tenant: { identity: ['tenantId'], volume: { count: 50 } },
      event: {
        identity: ['tenantId', 'eventId'],
        attributes: ['userId', 'happenedAt', 'kind'],
        volume: { count: 1_000_000 },
      },
    },
    relations: [['tenant', 'event', ['tenantId']]],
    patterns: { record: [put('event'), peak / 3, peak], 'tenant by id': [get('tenant', 'tenantId'), 1], ...patterns },
  })
}

/** Documents whose versions are one entity. */
export function versions(patterns: SmallModel['patterns']): ModelDocument {
  return smallModel({
    entities: {
      paper: {
        identity: ['paperId', 'version'],
        attributes: [number('version'), 'title', text('body', { size: 900 })],
        volume: { count: 500_000 },
      },
    },
    patterns: {
      history: [query('paper', ['paperId'], latest('version')), 2],
      'of a number': [get('paper', 'paperId', 'version'), 1],
      save: [put('paper'), 3],
      ...patterns,
    },
  })
}

/** A document and its revisions, which are two entities. */
export const revisions = smallModel({
  entities: {
    paper: {
      identity: ['paperId'],
      attributes: ['title', number('latest', { mutable: true })],
      volume: { count: 1_000 },
    },
    revision: { identity: ['paperId', 'version'], attributes: [number('version'), 'body'], volume: { count: 5_000 } },
  },
  relations: [['paper', 'revision', ['paperId']]],
  patterns: {
    current: [get('paper', 'paperId'), 50],
    history: [query('revision', ['paperId'], latest('version')), 2],
    save: [
      {
        type: 'transact-write',
        writes: [
          { operation: update('paper', ['paperId'], { sets: ['title'], adds: ['latest'] }) },
          { operation: put('revision') },
        ],
      },
      3,
    ],
  },
})

/** Orders of customers, ten thousand of one at most unless nobody says, in a second order. */
export function orders(
  about: { consistent?: boolean; most?: number; noteBytes?: number; count?: number; placed?: number } = {},
): ModelDocument {
  const { consistent = false, most, noteBytes = 40, count = 100_000, placed = 2 } = about
  return smallModel({
    entities: {
      customer: { identity: ['customerId'], volume: { count: 1_000 } },
      order: {
        identity: ['customerId', 'orderId'],
        attributes: [number('rank', { mutable: true }), text('note', { size: noteBytes })],
        volume: { count },
      },
    },
    relations: [['customer', 'order', ['customerId'], most === undefined ? {} : { most }]],
    patterns: {
      together: [query(['customer', 'order'], ['customerId']), 1],
      'by id': [get('order', 'customerId', 'orderId'), 5],
      'by rank': [query('order', ['customerId'], { ...latest('rank'), limit: 10, consistent }), 5],
      place: [put('order'), placed],
    },
  })
}

/** Posts of which nothing is given but their time, so many in a month and so many a second at the peak. */
export function posts(about: { count?: number; growth?: number; peak?: number } = {}): ModelDocument {
  const { count = 1_000_000, growth = 30_000, peak = 5 } = about
  return smallModel({
    entities: {
      post: {
        identity: ['postId'],
        attributes: ['postedAt', text('words', { size: 300 })],
        volume: { count, growth },
      },
    },
    patterns: {
      newest: [query('post', [], { ...latest('postedAt'), limit: 50 }), 2],
      'of a time': [query('post', [between('postedAt')], { ...earliest('postedAt'), matches: 100 }), 1],
      'by id': [get('post', 'postId'), 10],
      write: [put('post'), Math.min(peak, 5), peak],
    },
  })
}

/** A few countries, of which all are asked for. */
export const countries = smallModel({
  entities: { country: { identity: ['code'], attributes: ['name'], volume: { count: 60 } } },
  patterns: { all: [query('country', [], earliest('code')), 2], 'by code': [get('country', 'code'), 10] },
})

/** Shops of a catalogue, by three categories that lie in each other, the attributes in another order. */
export function shops(patterns: SmallModel['patterns']): ModelDocument {
  return smallModel({
    entities: {
      shop: {
        identity: ['shopId'],
        attributes: [
          text('city', { distinct: 5_000 }),
          text('country', { distinct: 120 }),
          text('state', { distinct: 900 }),
          text('brand', { distinct: 300 }),
        ],
        volume: { count: 40_000 },
      },
    },
    patterns: { ...patterns, 'by id': [get('shop', 'shopId'), 10], open: [put('shop'), 0.01] },
  })
}

/** Scores of players over all, with so many changes a second at the peak. */
export function scores(peak: number, order: 'points' | 'nickname' = 'points'): ModelDocument {
  return smallModel({
    entities: {
      score: {
        identity: ['playerId'],
        attributes: [number('points', { mutable: true }), 'nickname'],
        volume: { count: 1_000_000 },
      },
    },
    patterns: {
      top: [query('score', [], { ...latest(order), limit: 100 }), 20],
      mine: [get('score', 'playerId'), 50],
      win: [update('score', ['playerId'], { adds: ['points'] }), peak / 10, peak],
    },
  })
}

/** Students and courses, linked many to many; the question of the second side may be left out. */
export function enrolments(bothWays: boolean): ModelDocument {
  return smallModel({
    entities: {
      student: { identity: ['studentId'], volume: { count: 5_000 } },
      course: { identity: ['courseId'], volume: { count: 300 } },
      enrolment: { identity: ['studentId', 'courseId'], attributes: ['since'], volume: { count: 40_000 } },
    },
    relations: [
      ['student', 'enrolment', ['studentId']],
      ['course', 'enrolment', ['courseId']],
    ],
    patterns: {
      courses: [query('enrolment', ['studentId']), 5],
      ...(bothWays ? { students: [query('enrolment', ['courseId']), 2] } : {}),
      enrol: [put('enrolment'), 1],
    },
  })
}

/** Users who are found by a mail address, which may be theirs alone. */
export function users(unique: boolean): ModelDocument {
  return smallModel({
    entities: {
      user: { identity: ['userId'], attributes: [text('email', { unique }), 'name'], volume: { count: 5_000 } },
    },
    patterns: {
      'by email': [unique ? get('user', 'email') : query('user', ['email']), 5],
      'by id': [get('user', 'userId'), 5],
      register: [put('user'), 1],
    },
  })
}

/** Tickets of a queue in the order of a time, which only open ones have, or all. */
export function tickets(optional: boolean): ModelDocument {
  const about = { mutable: true, ...(optional ? { optional, presence: 0.02 } : {}) }
  return smallModel({
    entities: {
      ticket: {
        identity: ['ticketId'],
        attributes: [text('queue', { distinct: 200 }), text('openSince', about)],
        volume: { count: 500_000 },
      },
    },
    patterns: {
      open: [query('ticket', ['queue'], { ...earliest('openSince'), limit: 20 }), 5],
      'by id': [get('ticket', 'ticketId'), 5],
      raise: [put('ticket'), 1],
      close: [update('ticket', ['ticketId'], optional ? { removes: ['openSince'] } : { sets: ['openSince'] }), 1],
    },
  })
}
