import { expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { planOf } from '../access-patterns/plan.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import { readPrices } from '../cost/read-prices.ts'
import { shopModel, shopWithoutDesign } from '../testing/shop-model.ts'
import { planModel } from './plan-model.ts'

const prices = readPrices(priceFile)

test('the shop is planned as well as by hand', () => {
  const byHand = estimateCost(shopModel, planOf(shopModel), prices).total.value
  const candidates = planModel(shopWithoutDesign, prices)
  expect(candidates.map(({ id }) => id).sort()).toEqual(['aggregates', 'mixed', 'single-table'])
  const [best] = candidates
  const verdicts = Object.values(best?.paths ?? {}).map(({ patternId, verdict }) => [patternId, verdict])
  expect(verdicts.filter(([, verdict]) => verdict !== 'exact')).toEqual([['pattern-11', 'scan']])
  expect(best?.indexCount).toBeLessThanOrEqual(1)
  expect(best?.cost.total.value).toBeLessThanOrEqual(byHand * 1.1)
})

test('planning twice gives the same', () => {
  expect(planModel(shopWithoutDesign, prices)).toEqual(planModel(shopWithoutDesign, prices))
})
