import { expect, test } from 'vitest'
import { planModel, readPrices, withDesign, withSampleData } from '#modeling'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { shopWithoutDesign } from '../../modeling/testing/shop-model.ts'
import { proveOnEngine } from './prove-on-engine.ts'

test('every design that the planner proposes is proved on the engine', async () => {
  for (const candidate of planModel(shopWithoutDesign, readPrices(priceFile))) {
    const designed = withDesign(shopWithoutDesign, candidate.design)
    const report = await proveOnEngine(withSampleData(designed, { roots: 4, children: 6 }))
    expect([candidate.id, report.patterns.filter(({ outcome }) => outcome !== 'proved')]).toEqual([candidate.id, []])
    expect(report.patterns).toHaveLength(11)
  }
})
