import type { EntityRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'

/** 730 hours, as AWS bills a month. */
export const SECONDS_PER_MONTH = 2_628_000

/**
 * Items of an entity that come in a month: what patterns put at their average rate, and at least what it is said to grow
 * by. Undefined when nobody says.
 */
export function inflowOf(document: ModelDocument, { id, volume }: EntityRecord): number | undefined {
  const inflow = Math.max(volume?.growth ?? 0, (putsOf(document).get(id) ?? 0) * SECONDS_PER_MONTH)
  return inflow > 0 ? inflow : undefined
}

/**
 * Months that the items of an entity reach back: as many as come, divided into as many as there are. That is the retention
 * where old ones expire, and the age of the application where they do not. Undefined when nobody says.
 */
export function lifetimeOf(document: ModelDocument, entity: EntityRecord): number | undefined {
  const inflow = inflowOf(document, entity)
  return inflow === undefined || entity.volume === undefined ? undefined : entity.volume.count / inflow
}

const putsOfDocument = new WeakMap<ModelDocument, ReadonlyMap<RecordId, number>>()

/** New items a second, by entity. A put that demands an item replaces it. */
function putsOf(document: ModelDocument): ReadonlyMap<RecordId, number> {
  const known = putsOfDocument.get(document)
  if (known !== undefined) return known
  const puts = new Map<RecordId, number>()
  for (const { operation, rate } of patternsOf(document)) {
    const isMany = operation.type === 'batch-write' || operation.type === 'transact-write'
    const writes = isMany ? operation.writes : operation.type === 'put' ? [{ operation, times: 1 }] : []
    for (const { operation: write, times = 1 } of writes) {
      if (write.type !== 'put' || (write.condition !== undefined && write.condition !== 'absent')) continue
      puts.set(write.entityId, (puts.get(write.entityId) ?? 0) + (rate?.average ?? 0) * times)
    }
  }
  putsOfDocument.set(document, puts)
  return puts
}
