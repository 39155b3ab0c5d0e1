import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { posts, readings } from '../testing/pattern-models.ts'
import { bestBy, inexact, reasonsBy, templatesIn } from '../testing/planned.ts'

const bestOf = bestBy(priceFile)

describe('a partition that grows beyond what one holds is cut by time (rule K4)', () => {
  test('by the longest bucket that stays below, and the usual read asks one or two', () => {
    const best = bestOf(readings({ growth: 100_000_000 }))
    expect(templatesIn(best).reading).toMatchObject({ PK: 'DEVICE#{deviceId}#{measuredAt|month}' })
    expect(reasonsBy('K4', best)).toEqual([
      'Reading grows by 2.7 GB a month under one deviceId, to 100 GB in three years, where a partition holds 10 GB: cut by month of measuredAt it is 2.8 GB, and the usual read asks 1 of them',
    ])
    expect(inexact(best)).toEqual({})
  })

  test('by a shorter one when more comes', () => {
    const best = bestOf(readings({ devices: 2, growth: 100_000_000 }))
    expect(templatesIn(best).reading).toMatchObject({ PK: 'DEVICE#{deviceId}#{measuredAt|day}' })
  })

  test('also the one partition of an index that holds everything', () => {
    const best = bestOf(posts({ count: 100_000_000, growth: 10_000_000 }))
    expect(templatesIn(best).post).toEqual({ GSI1PK: 'POSTS#{postedAt|month}' })
    expect(inexact(best)).toEqual({})
  })

  test.each([
    ['that stays as it is', readings({})],
    ['that grows slowly', readings({ growth: 500_000 })],
    ['whose number is bounded', readings({ growth: 100_000_000, most: 10_000 })],
  ])('not one %s', (_, document) => {
    const best = bestOf(document)
    expect(reasonsBy('K4', best)).toEqual([])
    expect(templatesIn(best).reading?.PK).toBe('DEVICE#{deviceId}')
  })
})
