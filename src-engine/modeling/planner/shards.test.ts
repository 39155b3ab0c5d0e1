import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { get, latest, query } from '../testing/operations.ts'
import { posts, readings, scores, tenants } from '../testing/pattern-models.ts'
import { bestBy, inexact, reasonsBy, templatesIn } from '../testing/planned.ts'

const bestOf = bestBy(priceFile)

const one = { 'by id': [get('event', 'tenantId', 'eventId'), 50] } as const
const all = { all: [query('event', ['tenantId'], { ...latest('eventId'), limit: 100 }), 1] } as const

describe('a key that is hotter than a partition is spread (rules H1 to H7)', () => {
  test('of a table, by what its reads know, with the arithmetic', () => {
    const best = bestOf(tenants(30_000, { ...one, ...all }))
    expect(templatesIn(best).event).toMatchObject({ PK: 'TENANT#{tenantId}#{eventId|shard:8}' })
    expect(reasonsBy('H2', best)).toEqual([
      'The hottest {tenantId} takes 2,400 write units a second at the peak, a partition 1,000: 3 × 1.5 = 4.5, so 8 shards with 300 each',
    ])
    expect(reasonsBy('H4', best)).toEqual([
      'The suffix is calculated of eventId, which 98 % of the requests for Event by this key know: they go to one shard, the others to all 8',
    ])
    expect(best.paths['by id']?.calls[0]).toMatchObject({ call: 'GetItem', times: 1 })
    expect(best.paths.all?.calls[0]).toMatchObject({ call: 'Query', times: 8, targets: [{ limit: 100 }] })
    expect(best.paths.all?.reasons.map(({ text }) => text)).toContain(
      'The partition key is spread: all 8 shards are asked and merged by eventId',
    )
    expect(Math.max(...best.heat.map(({ share }) => share))).toBeLessThan(0.5)
  })

  test('by a suffix as good as random where no read knows more', () => {
    const best = bestOf(tenants(30_000, all))
    expect(templatesIn(best).event).toMatchObject({ PK: 'TENANT#{tenantId}#{eventId|shard:8}' })
    expect(reasonsBy('H4', best)).toEqual([])
    expect(reasonsBy('H3', best)).toEqual([
      'No read of Event by this key knows more than it: the suffix of eventId is as good as a random one, and each read asks all 8 shards',
    ])
  })

  test('of an index, whose hot partition would throttle the table', () => {
    const best = bestOf(scores(900))
    expect(templatesIn(best).score).toEqual({ GSI1PK: 'SCORES#{playerId|shard:4}' })
    expect(reasonsBy('H2', best)[0]).toContain('The hottest SCORES takes 1,800 write units')
    expect(inexact(best)).toEqual({})
  })

  test('beside its time buckets, which spread nothing at one moment', () => {
    const best = bestOf(posts({ count: 100_000_000, growth: 10_000_000, peak: 2_500 }))
    expect(templatesIn(best).post).toEqual({ GSI1PK: 'POSTS#{postedAt|month}#{postId|shard:8}' })
    const devices = bestOf(readings({ devices: 4, count: 1_000_000_000, peak: 5_200 }))
    expect(templatesIn(devices).reading?.PK).toMatch(
      /^DEVICE#[{]deviceId}#[{]measuredAt[|]\w+}#[{]readingId[|]shard:16}$/,
    )
    expect(inexact(devices)).toEqual({})
  })

  test.each([
    ['just below the ceiling', tenants(12_000, { ...one, ...all })],
    ['of an index just below it', scores(499)],
  ])('not one %s: shards multiply reads (rule H5)', (_, document) => {
    const best = bestOf(document)
    expect(Math.max(...best.heat.map(({ writeUnits }) => writeUnits))).toBeGreaterThan(900)
    expect(JSON.stringify(templatesIn(best))).not.toContain('shard')
    expect(reasonsBy('H2', best)).toEqual([])
  })

  test('not a parent and its children in one answer: that is said', () => {
    const best = bestOf(tenants(30_000, { together: [query(['tenant', 'event'], ['tenantId']), 1] }))
    expect(JSON.stringify(templatesIn(best))).not.toContain('shard')
    expect(reasonsBy('K8', best)).toEqual([
      'The hottest TENANT#{tenantId} takes 2,400 write units a second and stays whole: a suffix would break what is read or written by it. Split what is counted there',
    ])
    expect(inexact(best)).toEqual({})
  })
})
