import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { documentOf } from '../document/new-model.ts'
import { query } from '../testing/operations.ts'
import { countries, enrolments, posts, scores, shops, tickets, users } from '../testing/pattern-models.ts'
import { bestBy, inexact, keysIn, reasonsBy, templatesIn } from '../testing/planned.ts'

const bestOf = bestBy(priceFile)

const nested = {
  'of a country': [query('shop', ['country']), 1],
  'of a state': [query('shop', ['country', 'state']), 3],
  'of a city': [query('shop', ['country', 'state', 'city']), 8],
} as const

describe('composite sort keys (rule K1)', () => {
  test('one key answers every level, whatever order the attributes have', () => {
    const best = bestOf(shops(nested))
    expect(keysIn(best)).toEqual(['Shops: shopId / ', 'GSI ByCountrySortedState: country / state + city + shopId'])
    expect(reasonsBy('K1', best)).toEqual(['country, state, city nest: one key of Shop answers each level'])
    expect(inexact(best)).toEqual({})
  })
  test('questions that do not nest have an index each', () => {
    const best = bestOf(shops({ city: [query('shop', ['city']), 1], brand: [query('shop', ['brand']), 3] }))
    expect(best.indexCount).toBe(2)
    expect(reasonsBy('K1', best)).toEqual([])
  })
})

describe('index keys of several attributes (rule I2)', () => {
  test('keep their types and need no text glued together', () => {
    expect(reasonsBy('I2', bestOf(shops(nested)))).toHaveLength(1)
  })
  test('not in a table that a statement names: PartiQL refuses it', () => {
    const document = shops(nested)
    const statement = {
      kind: 'pattern',
      id: 'statement',
      position: 99,
      name: 'Statement',
      operation: { type: 'partiql', statement: `SELECT * FROM "Shops" WHERE shopId = 'x'` },
    } as const
    const best = bestOf(documentOf([...Object.values(document.records), statement]))
    expect(reasonsBy('I2', best)).toEqual([])
    expect(templatesIn(best).shop).toMatchObject({
      GSI1PK: 'COUNTRY#{country}',
      GSI1SK: 'SHOP#{state}#{city}#{shopId}',
    })
  })
})

describe('a query of which nothing is given (rule Q1)', () => {
  test('finds everything in one partition of an index, in order', () => {
    const best = bestOf(posts())
    expect(keysIn(best)).toEqual(['Posts: postId / ', 'GSI ByAllSortedPostedAt: GSI1PK / postedAt + postId'])
    expect(templatesIn(best).post).toEqual({ GSI1PK: 'POSTS' })
    expect(reasonsBy('Q1', best)).toEqual([
      'Nothing is given that finds Post: an index holds all in one partition, ordered by postedAt, postId, instead of a Scan',
    ])
    expect(inexact(best)).toEqual({})
  })
  test('finds the few in one partition of the table, without an index', () => {
    const best = bestOf(countries)
    expect(best.indexCount).toBe(0)
    expect(templatesIn(best).country).toEqual({ PK: 'COUNTRIES' })
    expect(best.paths['by code']?.calls.map(({ call }) => call)).toEqual(['GetItem'])
    expect(inexact(best)).toEqual({})
  })
  test('what is meant to be a Scan stays one', () => {
    const scan = {
      kind: 'pattern',
      id: 'scan',
      position: 99,
      name: 'Export',
      operation: { type: 'scan', entityIds: ['post'] },
    } as const
    const best = bestOf(documentOf([...Object.values(posts().records), scan]))
    expect(inexact(best)).toEqual({ scan: 'scan' })
  })
  test('has no partition for all where something is given', () => {
    expect(reasonsBy('Q1', bestOf(shops(nested)))).toEqual([])
  })
})

describe('rankings (rule I11)', () => {
  test('are an index in the order of the number', () => {
    const best = bestOf(scores(100))
    expect(keysIn(best)[1]).toBe('GSI ByAllSortedPoints: GSI1PK / points + playerId')
    expect(reasonsBy('I11', best)).toEqual(['Score is ranked by points: the index is read from its top'])
  })
  test('a list in the order of a name is none', () => {
    expect(reasonsBy('I11', bestOf(scores(100, 'nickname')))).toEqual([])
  })
})

describe('adjacency lists (rule K2)', () => {
  test('hold the pair turned round in an index, when both sides are asked', () => {
    const best = bestOf(enrolments(true))
    expect(keysIn(best).slice(-2)).toEqual([
      'Enrolments: studentId / courseId',
      'GSI ByCourseIdSortedStudentId: courseId / studentId',
    ])
    expect(reasonsBy('K2', best)).toHaveLength(1)
  })
  test('need no index, when one side is', () => {
    const best = bestOf(enrolments(false))
    expect(best.indexCount).toBe(0)
    expect(reasonsBy('K2', best)).toEqual([])
  })
})

describe('unique values (rule K6)', () => {
  test('are kept by a sibling item, which also finds', () => {
    const best = bestOf(users(true))
    expect(templatesIn(best)['user by email']).toEqual({ PK: 'USER_EMAIL#{email}', SK: '#EMAIL' })
    expect(reasonsBy('K6', best)).toEqual(['A sibling item keeps email of User unique'])
    expect(best.indexCount).toBe(0)
  })
  test('what several may have is found by an index', () => {
    const best = bestOf(users(false))
    expect(best.indexCount).toBe(1)
    expect(reasonsBy('K6', best)).toEqual([])
  })
})

describe('sparse indexes (rule I3)', () => {
  test('hold only what has the attribute', () => {
    expect(reasonsBy('I3', bestOf(tickets(true)))).toEqual([
      'Only Ticket items with openSince are in it: the index stays small',
    ])
  })
  test('an attribute that all have makes none', () => {
    expect(reasonsBy('I3', bestOf(tickets(false)))).toEqual([])
  })
})
