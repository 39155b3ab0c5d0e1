import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { orders } from '../testing/pattern-models.ts'
import { bestBy, inexact, reasonsBy } from '../testing/planned.ts'

const bestOf = bestBy(priceFile)

const kindsOf = (document: Parameters<typeof bestOf>[0]) =>
  bestOf(document).design.indexes.map(({ indexKind }) => indexKind)

describe('another order under one partition (rule I1)', () => {
  test('is local where it is read consistently and stays small', () => {
    const best = bestOf(orders({ consistent: true, most: 10_000 }))
    expect(best.design.indexes.map(({ indexKind }) => indexKind)).toEqual(['LSI'])
    expect(reasonsBy('I1', best)).toEqual([
      'A local index orders Order by rank, orderId: it is read consistently, which no global one is, and 10,000 items of 1.4 MB under one customerId stay below 10 GB',
    ])
    expect(inexact(best)).toEqual({})
  })

  test('is global otherwise, and that is said', () => {
    const best = bestOf(orders({ most: 10_000 }))
    expect(best.design.indexes.map(({ indexKind }) => indexKind)).toEqual(['GSI'])
    expect(reasonsBy('I1', best)).toEqual([
      'Another order of Order under customerId is a global index and not a local one: no read of it has to be consistent, and it can be dropped again',
    ])
  })

  test('is local without that where the keys of a global one would cost clearly more', () => {
    const best = bestOf(orders({ most: 10_000, noteBytes: 740, placed: 100 }))
    expect(best.design.indexes.map(({ indexKind }) => indexKind)).toEqual(['LSI'])
    expect(reasonsBy('I1', best)[0]).toContain('a global one would repeat the partition key in every item')
  })

  test('is never local where the collection outgrows 10 GB', () => {
    const large = { most: 10_000_000, noteBytes: 740, placed: 100 }
    expect(kindsOf(orders(large))).toEqual(['GSI'])
    expect(reasonsBy('I1', bestOf(orders(large)))[0]).toContain(
      'a local one would bind a collection to 10 GB, its entries included, that comes to 17 GB',
    )
    // What has to be consistent is then sorted after reading: no index can answer it.
    const consistent = bestOf(orders({ ...large, consistent: true }))
    expect(consistent.design.indexes).toEqual([])
    expect(inexact(consistent)).toEqual({ 'by rank': 'filters' })
  })
})
