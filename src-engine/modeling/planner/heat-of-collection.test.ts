import { describe, expect, test } from 'vitest'
import type { Explained } from '../access-patterns/explained.ts'
import { planOf } from '../access-patterns/plan.ts'
import { shopModel } from '../testing/shop-model.ts'
import { explainHeat, shareText } from './explain-heat.ts'
import { heatOfCollection } from './heat-of-collection.ts'
import { heatOfPlan } from './heat-of-plan.ts'

const heat = heatOfPlan(shopModel, planOf(shopModel))
const of = (placements: readonly string[], indexId?: string) =>
  heatOfCollection(shopModel, heat, { tableId: 'shop', indexId }, placements)

describe('the heat of an item collection', () => {
  test('is that of the keys of its look, whichever of its entities asks', () => {
    expect(of(['in-shop-customer', 'in-shop-order'])?.key).toBe('CUSTOMER#{customerId}')
    expect(of(['in-shop-order'])).toBe(of(['in-shop-customer']))
    expect(of(['in-shop-line'])?.key).toBe('ORDER#{orderId}')
  })

  test('is another one through an index, and none where nothing lies or asks', () => {
    expect(of(['in-shop-product'], 'gsi1')?.key).toBe('CATEGORY#{category}')
    expect(of(['in-shop-product'])?.indexId).toBeUndefined()
    expect(of(['in-shop-order'], 'gsi1')).toBeUndefined()
    expect(of([])).toBeUndefined()
    expect(of(['gone'])).toBeUndefined()
    expect(of(['in-shop-order'], 'gone')).toBeUndefined()
  })
})

describe('its arithmetic', () => {
  const depth = (explained: Explained): number => (explained.parts ?? []).reduce((sum, { value }) => sum + value, 0)

  test('sums up to it', () => {
    for (const one of heat) {
      const [read, write] = explainHeat(shopModel, one)
      for (const [side, value] of [
        [read, one.readUnits],
        [write, one.writeUnits],
      ] as const) {
        expect(side?.value).toBe(value)
        expect(side === undefined ? 0 : depth(side)).toBeCloseTo(value)
      }
    }
  })

  test('names patterns, calls, units and keys', () => {
    const hottest = of(['in-shop-product'], 'gsi1')
    const [read] = hottest === undefined ? [] : explainHeat(shopModel, hottest)
    expect(read?.text).toMatch(/^[\d.,]+ of 3,000 read units a second: /)
    expect(read?.parts?.[0]?.text).toMatch(
      /^Products of a category by price: 30 calls\/s × [\d.]+ units? × 4 ÷ 50 keys = [\d.]+$/,
    )
  })

  test.each([
    [0, '0%'],
    [0.001, '< 1%'],
    [0.125, '13%'],
    [2, '200%'],
  ])('%d is %s', (share, text) => {
    expect(shareText(share)).toBe(text)
  })
})
