import { expect, test } from 'vitest'
import { planOf } from '../access-patterns/plan.ts'
import type { ModelDocument, ModelRecord } from '../document/model-document.ts'
import { shopModel } from '../testing/shop-model.ts'
import { heatOfPlan } from './heat-of-plan.ts'

const heatOf = (document: ModelDocument) => heatOfPlan(document, planOf(document))

test('the hottest key is the one with few values and many calls', () => {
  const [hottest] = heatOf(shopModel)
  expect(hottest).toMatchObject({ tableId: 'shop', indexId: 'gsi1', key: 'CATEGORY#{category}' })
  expect(hottest?.patternIds[0]).toBe('pattern-7')
})

test('a shard suffix divides the heat of a key', () => {
  const busy = (templates: Record<string, string>): ModelDocument => ({
    records: {
      ...shopModel.records,
      'in-shop-product': { ...shopModel.records['in-shop-product'], templates } as ModelRecord,
      'pattern-10': { ...shopModel.records['pattern-10'], rate: { average: 5_000 } } as ModelRecord,
    },
  })
  const keys = { PK: 'PRODUCT#{productId}', SK: '#META' }
  const writesOf = (document: ModelDocument) =>
    heatOf(document).find(({ indexId }) => indexId === 'gsi1')?.writeUnits ?? 0
  const whole = writesOf(busy({ ...keys, GSI1PK: 'CATEGORY#{category}' }))
  const sharded = writesOf(busy({ ...keys, GSI1PK: 'CATEGORY#{category}#{productId|shard:8}' }))
  expect(whole).toBeGreaterThan(500)
  expect(sharded).toBeCloseTo(whole / 8, 6)
})
