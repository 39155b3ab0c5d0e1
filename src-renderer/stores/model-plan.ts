import { defineStore } from 'pinia'
import { computed } from 'vue'
import {
  estimateCost,
  type MonthlyCost,
  modelInfoOf,
  type Plan,
  type PriceTable,
  planOf,
  readPrices,
} from '#modeling'
import priceFile from '../../resources/prices/dynamodb.json'
import { useModelDocument } from './model-document.ts'

const NO_PLAN: Plan = new Map()

/** What follows from the open model: how each access pattern is answered, and the bill of a month in the model's Region. */
export const useModelPlan = defineStore('model-plan', () => {
  const model = useModelDocument()

  const plan = computed(() => (model.document ? planOf(model.document) : NO_PLAN))
  const region = computed(() => model.document && modelInfoOf(model.document).region)
  const prices = computed<PriceTable>(() => readPrices(priceFile, region.value))
  const cost = computed<MonthlyCost | undefined>(
    () => model.document && estimateCost(model.document, plan.value, prices.value),
  )

  return { plan, prices, cost }
})
