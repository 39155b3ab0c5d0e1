import { type ComputedRef, computed } from 'vue'
import { type Heat, heatOfCollection, heatOfPlan, type ItemRecord, type RecordId } from '#modeling'
import { useModelPlan } from '../../../stores/model-plan.ts'
import { useOpenModel } from '../../../stores/open-model.ts'
import type { ItemCollection } from './item-collections.ts'

/** The heat of each item collection that is shown, by its id; those that nothing asks for have none. */
export function useCollectionHeat(
  at: () => { readonly tableId: RecordId; readonly indexId: RecordId | undefined },
  shown: () => {
    readonly items: readonly ItemRecord[]
    readonly collectionOf: ReadonlyMap<RecordId, ItemCollection>
  },
): ComputedRef<ReadonlyMap<string, Heat>> {
  const { document } = useOpenModel()
  const plans = useModelPlan()
  const heat = computed(() => heatOfPlan(document.value, plans.plan))

  return computed(() => {
    const { items, collectionOf } = shown()
    const placements = new Map<string, Set<RecordId>>()
    for (const { id, placementId } of items) {
      const collection = collectionOf.get(id)
      if (placementId === undefined || collection?.hasKey !== true) continue
      placements.set(collection.id, (placements.get(collection.id) ?? new Set()).add(placementId))
    }
    const place = at()
    const known = new Map<string, Heat | undefined>()
    const found = new Map<string, Heat>()
    for (const [id, ids] of placements) {
      // Thousands of collections are of a few kinds.
      const kind = [...ids].sort().join()
      if (!known.has(kind)) known.set(kind, heatOfCollection(document.value, heat.value, place, ids))
      const own = known.get(kind)
      if (own !== undefined) found.set(id, own)
    }
    return found
  })
}
