import { LSIS_PER_TABLE } from '#dynamo'
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

/**
 * A local index serves what has the partition of the main key and another order (rule I1). Undefined where it cannot: a
 * partition that is cut or spread has no order of its own.
 */
export function withLocal(
  keys: ReadonlyMap<RecordId, EntityKeys>,
  chosen: readonly ChosenLayout[],
): ReadonlyMap<RecordId, EntityKeys> | undefined {
  const changed = new Map(keys)
  for (const { entity, layout } of chosen) {
    const own = keys.get(entity.id)
    if (own === undefined || !sharesPartition(own.main, layout) || own.local.length >= LSIS_PER_TABLE)
      return undefined
    changed.set(entity.id, { ...own, local: [...own.local, layout.sort] })
  }
  return changed
}

/**
 * The keys with a local index in place of a key in a global one; undefined where it cannot be. The last slots of the entity
 * that are empty then are given up.
 */
export function insteadOfGlobal(
  keys: ReadonlyMap<RecordId, EntityKeys>,
  chosen: ChosenLayout,
  slot: number,
): ReadonlyMap<RecordId, EntityKeys> | undefined {
  const changed = withLocal(keys, [chosen])
  const own = changed?.get(chosen.entity.id)
  if (changed === undefined || own === undefined) return undefined
  const global = own.global.map((layout, at) => (at === slot ? undefined : layout))
  while (global.length > 0 && global.at(-1) === undefined) global.pop()
  return new Map([...changed, [chosen.entity.id, { ...own, global }]])
}

/** Whether a layout finds the partitions of another. */
export function sharesPartition(main: Layout, layout: Layout): boolean {
  return sameLayout({ ...main, sort: [] }, { ...layout, sort: [] })
}
