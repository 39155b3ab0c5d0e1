import { expect, test } from 'vitest'
import { withSampleData } from '#modeling'
import { shopModel } from '../../modeling/testing/shop-model.ts'
import { proveOnEngine } from './prove-on-engine.ts'

test.each([1, 2, 3])('the shop, with data of seed %i: every pattern meters what was predicted', async seed => {
  const report = await proveOnEngine(withSampleData(shopModel, { seed, roots: 5, children: 8 }))
  expect(report.patterns.filter(({ outcome }) => outcome !== 'proved')).toEqual([])
  expect(report.patterns).toHaveLength(11)
  // Something was read and written at all.
  const figures = report.patterns.flatMap(({ calls }) => calls.map(({ measured }) => measured))
  expect(figures.some(({ returned }) => returned > 3)).toBe(true)
  expect(figures.some(({ writeUnits }) => writeUnits > 3)).toBe(true)
})
