import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import type { Explained } from '../access-patterns/explained.ts'
import { planOf } from '../access-patterns/plan.ts'
import type { ModelDocument, ModelRecord } from '../document/model-document.ts'
import { shopModel, shopWithoutDesign } from '../testing/shop-model.ts'
import { estimateCost } from './estimate-cost.ts'
import { readPrices } from './read-prices.ts'

const costOf = (document: ModelDocument, region?: string) =>
  estimateCost(document, planOf(document), readPrices(priceFile, region))

function changed<R extends ModelRecord>(id: string, change: Partial<R>): ModelDocument {
  const record = shopModel.records[id]
  if (record === undefined) throw new Error(id)
  return { records: { ...shopModel.records, [id]: { ...record, ...change } as ModelRecord } }
}

/** Every sum that opens is the sum of what it opens to. */
function adds({ value, parts }: Explained): boolean {
  return parts === undefined || Math.abs(parts.reduce((sum, part) => sum + part.value, 0) - value) < 1e-9
}

describe('estimateCost', () => {
  test('prices units by rate and month', () => {
    const { byPattern } = costOf(shopModel)
    // 0.5 units × 10/s × 2,628,000 s × $0.125 per million
    expect(byPattern['pattern-1']?.value).toBeCloseTo(1.6425, 10)
    // In a transaction: 2 × (1 + 1) units × 0.5/s × $0.625 per million
    expect(byPattern['pattern-8']?.value).toBeCloseTo(3.285, 10)
    // An update of 1 unit that moves an index entry, which is 2, × 0.2/s
    expect(byPattern['pattern-10']?.value).toBeCloseTo(0.9855, 10)
  })

  test('the bill is the sum of its tables, and these of requests and what stands', () => {
    const cost = costOf(shopModel)
    expect([cost.total, ...Object.values(cost.byTable), cost.standing].every(adds)).toBe(true)
    const requests = Object.values(cost.byPattern).reduce((sum, { value }) => sum + value, 0)
    expect(cost.total.value).toBeCloseTo(requests + cost.standing.value, 9)
    expect(cost.standing.value).toBeGreaterThan(0)
    expect(cost.gaps).toEqual([])
  })

  test('a provisioned table costs what is provisioned, whatever is asked of it', () => {
    const billing = { mode: 'PROVISIONED', throughput: { read: 100, write: 10 } } as const
    const cost = costOf(changed('shop', { billing }))
    // The table and one global index, 730 hours each.
    expect(cost.total.value - cost.standing.value).toBeCloseTo(2 * 730 * (100 * 0.00013 + 10 * 0.00065), 9)
  })

  test('what nobody knows is named and not counted', () => {
    expect(costOf(shopModel, 'af-south-1').gaps).toContain('The price of requests in af-south-1 is not known')
    expect(costOf(shopWithoutDesign).gaps).toContain('Customer by id is not served')
    const unknown = costOf({
      records: {
        ...shopModel.records,
        customer: { ...shopModel.records.customer, volume: undefined } as unknown as ModelRecord,
        'pattern-1': { ...shopModel.records['pattern-1'], rate: undefined } as unknown as ModelRecord,
      },
    })
    expect(unknown.gaps).toEqual(['Customer by id has no rate', 'How many Customer there are is not known'])
  })
})
