import type { EntityRecord, RecordId } from '../document/model-document.ts'
import type { EntityKeys } from './design-choice.ts'
import { type Layout, sameLayout } from './layout.ts'

/** A key that an entity is to get in an index. */
export interface ChosenLayout {
  readonly entity: EntityRecord
  readonly layout: Layout
}

/** The first index that has no key of these entities yet, or the same one. */
export function freeSlot(keys: ReadonlyMap<RecordId, EntityKeys>, chosen: readonly ChosenLayout[]): number {
  for (let slot = 0; ; slot++) {
    const isFree = chosen.every(({ entity, layout }) => {
      const present = keys.get(entity.id)?.global[slot]
      return present === undefined || sameLayout(present, layout)
    })
    if (isFree) return slot
  }
}

/** The keys with one more in the global index of that number. */
export function withGlobal(
  keys: ReadonlyMap<RecordId, EntityKeys>,
  chosen: readonly ChosenLayout[],
  slot: number,
): ReadonlyMap<RecordId, EntityKeys> {
  const changed = new Map(keys)
  for (const { entity, layout } of chosen) {
    const own = keys.get(entity.id)
    if (own === undefined) continue
    const global = Array.from({ length: Math.max(own.global.length, slot + 1) }, (_, at) => own.global[at])
    global[slot] = layout
    changed.set(entity.id, { ...own, global })
  }
  return changed
}

/** A local index serves what has the partition of the main key and another order (rule I1). */
export function withLocal(
  keys: ReadonlyMap<RecordId, EntityKeys>,
  chosen: readonly ChosenLayout[],
): ReadonlyMap<RecordId, EntityKeys> | undefined {
  const changed = new Map(keys)
  for (const { entity, layout } of chosen) {
    const own = keys.get(entity.id)
    if (own === undefined || own.main.partition.join('\u0000') !== layout.partition.join('\u0000')) return undefined
    changed.set(entity.id, { ...own, local: [...own.local, layout.sort] })
  }
  return changed
}
